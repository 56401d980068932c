//! What every part of the server works with: the database, the clock, the mailer and the public address.

use crate::Clock;
use shared::time::UtcMillis;
use std::sync::Arc;
use store::Db;
use tokio::sync::Notify;

/// Cheap to clone; one a process.
#[derive(Debug, Clone)]
pub struct Services {
    pub db: Db,
    pub facts: store::segments::FactIndex,
    pub clock: Clock,
    pub mailer: channels::Mailer,
    /// Where the public reaches this server, without a trailing slash: what e-mailed links start with.
    pub public_url: Arc<str>,
    /// Wakes the worker at once after a change, so that nobody waits for its next look.
    pub wake: Arc<Notify>,
}

impl Services {
    pub fn now(&self) -> UtcMillis {
        self.clock.now()
    }
}
