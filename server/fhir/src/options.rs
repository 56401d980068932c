//! How an import is to go about it.

use crate::Progress;
use shared::patients::Relationship;
use std::sync::Arc;

#[derive(Debug, Clone)]
pub struct Options {
    /// Count and check, write nothing.
    pub dry_run: bool,
    /// Keep the JSON of each resource beside its row, zstd-compressed.
    pub keep_raw: bool,
    /// What people in tables are to us, where a line does not say.
    pub relationship: Relationship,
    /// Told how far the import is.
    pub progress: Arc<Progress>,
}

impl Default for Options {
    fn default() -> Self {
        Self { dry_run: false, keep_raw: true, relationship: Relationship::CommunityMember, progress: Arc::default() }
    }
}
