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
    /// Which source the files are from, where its ids may be the same as another's; `None` is the main one.
    pub source: Option<String>,
    /// ISO 3166, two letters: where telephone numbers of people without a country are at home.
    pub country: Option<String>,
    /// Whether somebody has seen what the columns of tables are taken for, and that some are doubtful.
    pub confirmed: bool,
    /// Told how far the import is.
    pub progress: Arc<Progress>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            dry_run: false,
            keep_raw: true,
            relationship: Relationship::CommunityMember,
            source: None,
            country: None,
            confirmed: true,
            progress: Arc::default(),
        }
    }
}
