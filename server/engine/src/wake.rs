//! A call to everybody who works in the background: something is due now.

use tokio::sync::watch;

/// Cheap to clone. A call is kept for whoever is at work when it comes.
#[derive(Debug, Clone)]
pub struct Wake(watch::Sender<u64>);

impl Default for Wake {
    fn default() -> Self {
        Self(watch::Sender::new(0))
    }
}

impl Wake {
    /// Whoever sleeps looks at once; whoever works looks again afterwards.
    pub fn call(&self) {
        self.0.send_modify(|calls| *calls = calls.wrapping_add(1));
    }

    /// Calls from now on.
    pub fn listen(&self) -> Calls {
        Calls(self.0.subscribe())
    }
}

/// One sleeper's ear.
#[derive(Debug)]
pub struct Calls(watch::Receiver<u64>);

impl Calls {
    /// What was called before this moment is answered by the look that begins now.
    pub fn answer(&mut self) {
        self.0.mark_unchanged();
    }

    /// Waits for a call that came after the last [`Calls::answer`]; for ever when nobody can call any more.
    pub async fn wait(&mut self) {
        if self.0.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
