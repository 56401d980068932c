//! One import in the history: who started it, how far it is, how it ended.

use super::ImportReport;
use crate::coded;
use crate::coded::Known;
use crate::ids::ImportId;
use crate::time::UtcMillis;
use serde::{Deserialize, Serialize};

/// A past or running import.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportRun {
    pub id: ImportId,
    pub started_at: UtcMillis,
    pub finished_at: Option<UtcMillis>,
    pub actor: String,
    pub files: u64,
    pub status: Known<ImportStatus>,
    pub report: ImportReport,
    /// Only while it runs in the process that was asked.
    pub progress: Option<ImportProgress>,
    /// It was a check of tables, whose files wait in the process that was asked to be imported.
    pub waiting: bool,
}

coded! {
    /// Where an import stands.
    pub enum ImportStatus {
        Running = "running", "Running";
        Done = "done", "Done";
        /// The database refused or the disk was full; running it again takes up where it stopped.
        Failed = "failed", "Failed";
    }
}

/// How far a running import is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportProgress {
    pub bytes_read: u64,
    pub bytes_total: u64,
    pub resources: u64,
    pub milliseconds: u64,
}

impl ImportProgress {
    /// Whole per cent done, 0 to 100.
    pub fn percent(&self) -> u8 {
        if self.bytes_total == 0 {
            return 0;
        }
        (self.bytes_read.min(self.bytes_total) * 100 / self.bytes_total) as u8
    }

    /// Seconds that are left at the present rate; `None` before anything can be said.
    pub fn seconds_left(&self) -> Option<u64> {
        if self.bytes_read == 0 || self.milliseconds < 500 {
            return None;
        }
        let left = self.bytes_total.saturating_sub(self.bytes_read);
        Some((u128::from(left) * u128::from(self.milliseconds) / u128::from(self.bytes_read) / 1_000) as u64)
    }
}
