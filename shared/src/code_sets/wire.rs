//! What server and browser tell each other about code sets.

use super::{CodeSet, Coding};
use crate::time::UtcMillis;
use crate::used_by::UsedBy;
use serde::{Deserialize, Serialize};

/// A line of the list of code sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeSetRow {
    pub key: String,
    pub name: String,
    pub source: String,
    pub version: i64,
    pub codes: u64,
    /// Ships with Waypost: can be changed but not deleted.
    pub built_in: bool,
    /// Live segments that ask for it, by name or within a care gap.
    pub live_segments: u64,
}

/// One code set with everything its page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeSetDetail {
    pub set: CodeSet,
    /// Counts saves: one based on an older version is refused.
    pub version: i64,
    pub built_in: bool,
    /// Ships with Waypost and is as it ships.
    pub as_shipped: bool,
    /// The words that the data has for codes which come without any.
    pub words: Vec<Coding>,
    /// Segments and templates whose rule asks for it.
    pub uses: Vec<UsedBy>,
}

/// A version of a code set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeSetVersion {
    /// Counts from 1.
    pub version: i64,
    /// `None` for what came with Waypost itself.
    pub at: Option<UtcMillis>,
    /// The name of who saved it; `None` for the list that ships.
    pub actor: Option<String>,
    pub codes: u64,
    /// Against the version before.
    pub added: u64,
    pub removed: u64,
}
