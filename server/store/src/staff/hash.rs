//! Passwords as they are kept: argon2id, off the async threads.

use crate::error::{Result, StoreError};
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::{Arc, LazyLock, OnceLock};
use std::time::Duration;
use tokio::sync::Semaphore;

/// argon2id at OWASP's t=2, m=19 MiB, p=1.
fn argon() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default())
}

/// Hashing takes 19 MiB each: at most four at once, off the async threads.
static HASHING: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(4)));
/// How long a password waits for its turn. More than this many waiting is an attack, or a machine that is too small.
const PATIENCE: Duration = Duration::from_secs(4);

pub(super) async fn hash_password(password: String) -> Result<String> {
    blocking(move || {
        let mut salt = [0u8; 16];
        getrandom::fill(&mut salt).map_err(|error| error.to_string())?;
        let salt = SaltString::encode_b64(&salt).map_err(|error| error.to_string())?;
        argon()
            .hash_password(password.as_bytes(), &salt)
            .map(|hash| hash.to_string())
            .map_err(|error| error.to_string())
    })
    .await
}

pub(super) async fn verify_password(password: String, stored: String) -> Result<bool> {
    blocking(move || {
        let parsed = PasswordHash::new(&stored).map_err(|error| error.to_string())?;
        Ok(argon().verify_password(password.as_bytes(), &parsed).is_ok())
    })
    .await
}

/// Takes a turn and works. The turn belongs to the work, not to whoever waits for it: a request that hangs up gives nothing back
/// before the work is done.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, String> + Send + 'static,
) -> Result<T> {
    let turn = tokio::time::timeout(PATIENCE, HASHING.clone().acquire_owned());
    let turn = turn.await.map_err(|_| StoreError::Busy)?.map_err(|why| StoreError::corrupt("password hash", why))?;
    let turned = move || {
        let done = work();
        drop(turn);
        done
    };
    tokio::task::spawn_blocking(turned)
        .await
        .map_err(|why| StoreError::corrupt("password hash", why))?
        .map_err(|why| StoreError::corrupt("password hash", why))
}

/// What an unknown address is held against.
pub(super) fn decoy_hash() -> String {
    static DECOY: OnceLock<String> = OnceLock::new();
    DECOY
        .get_or_init(|| {
            let salt = SaltString::encode_b64(b"waypost decoy..").expect("a valid salt");
            argon().hash_password(b"nobody's password", &salt).expect("hashable").to_string()
        })
        .clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[tokio::test]
    async fn requests_that_hang_up_leave_at_most_four_computations() {
        let (told, tells) = mpsc::channel();
        let (go, wait) = mpsc::channel::<()>();
        let wait = Arc::new(std::sync::Mutex::new(wait));
        for _ in 0..50 {
            let (told, wait) = (told.clone(), wait.clone());
            let mut asked = Box::pin(blocking(move || {
                // Until the test lets go of its end.
                let _ = wait.lock().map(|wait| wait.recv());
                told.send(()).map_err(|error| error.to_string())
            }));
            assert!(futures::poll!(&mut asked).is_pending());
        }
        drop((go, told));
        assert_eq!(tells.iter().count(), 4);
    }
}
