//! Where "now" comes from. The whole server asks this one, so that a test can move time instead of waiting for it.

use shared::time::{Millis, UtcMillis};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The system's clock plus an offset that only tests move.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    offset: Arc<AtomicI64>,
}

impl Clock {
    pub fn now(&self) -> UtcMillis {
        let system = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64);
        UtcMillis(system + self.offset.load(Ordering::Relaxed))
    }

    /// Moves time forward (or back) by `by`, for everybody who holds this clock.
    pub fn advance(&self, by: Millis) {
        self.offset.fetch_add(by.0, Ordering::Relaxed);
    }
}
