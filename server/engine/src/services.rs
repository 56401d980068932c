//! What every part of the server works with: the database, the clock, the couriers and the public address.

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
    /// By which messages leave.
    pub couriers: channels::Couriers,
    /// Where the public reaches this server, without a trailing slash: what e-mailed links start with.
    pub public_url: Arc<str>,
    /// Wakes the worker at once after a change, so that nobody waits for its next look.
    pub wake: Arc<Notify>,
}

impl Services {
    /// With the clock as it is and messages that nobody gets: they stay in the outbox.
    pub fn sandbox(db: Db, public_url: &str) -> Self {
        Self {
            db,
            facts: store::segments::FactIndex::default(),
            clock: Clock::default(),
            couriers: channels::Couriers::sandbox(),
            public_url: public_url.into(),
            wake: Arc::default(),
        }
    }

    pub fn now(&self) -> UtcMillis {
        self.clock.now()
    }
}
