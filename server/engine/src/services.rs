//! What every part of the server works with: the database, the clock, the couriers and the public address.

use crate::{Clock, Pulse, Wake};
use shared::time::UtcMillis;
use std::sync::Arc;
use store::Db;
use tokio_util::sync::CancellationToken;

/// Cheap to clone; one a process.
#[derive(Debug, Clone)]
pub struct Services {
    pub db: Db,
    pub facts: store::segments::FactIndex,
    pub clock: Clock,
    /// By which messages leave.
    pub couriers: channels::Couriers,
    /// By which it is asked what kind of line numbers are.
    pub lookups: channels::Lookups,
    /// Where the public reaches this server, without a trailing slash: what e-mailed links start with.
    pub public_url: Arc<str>,
    /// Wakes the worker at once after a change, so that nobody waits for its next look.
    pub wake: Wake,
    /// How the worker of this process is doing.
    pub pulse: Pulse,
    /// Cancelled when the process is to stop.
    pub stop: CancellationToken,
}

impl Services {
    /// With the clock as it is and messages that nobody gets: they stay in the outbox.
    pub fn sandbox(db: Db, public_url: &str) -> Self {
        Self {
            db,
            facts: store::segments::FactIndex::default(),
            clock: Clock::default(),
            couriers: channels::Couriers::sandbox(),
            lookups: channels::Lookups::none(6),
            public_url: public_url.into(),
            wake: Wake::default(),
            pulse: Pulse::default(),
            stop: CancellationToken::new(),
        }
    }

    pub fn now(&self) -> UtcMillis {
        self.clock.now()
    }
}
