//! Where "now" comes from. The whole server asks this one, so that a test can move time instead of waiting for it.

use shared::time::{Millis, UtcMillis};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The system's clock plus an offset that only tests move.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    offset: Arc<AtomicI64>,
    /// Where the offset is kept, so that other processes go by it and a restart does not forget it.
    file: Option<Arc<Path>>,
}

impl Clock {
    /// A clock whose offset is kept in a file: the test clock of a whole installation.
    pub fn kept_in(file: PathBuf) -> Self {
        Self { offset: Arc::default(), file: Some(file.into()) }
    }

    fn offset(&self) -> i64 {
        match &self.file {
            None => self.offset.load(Ordering::Relaxed),
            // Not there before time is first moved.
            Some(file) => std::fs::read_to_string(file).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(0),
        }
    }

    pub fn now(&self) -> UtcMillis {
        let system = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64);
        UtcMillis(system + self.offset())
    }

    /// Moves time forward (or back) by `by`, for everybody who holds this clock.
    pub fn advance(&self, by: Millis) {
        let Some(file) = &self.file else {
            self.offset.fetch_add(by.0, Ordering::Relaxed);
            return;
        };
        if let Err(error) = std::fs::write(file, (self.offset() + by.0).to_string()) {
            tracing::error!(%error, "the test clock can't be moved");
        }
    }
}
