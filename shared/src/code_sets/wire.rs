//! What server and browser tell each other about code sets.

use super::mapping::Suggestion;
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
    /// When its codes were last changed; `None` for a list that ships.
    pub changed_at: Option<UtcMillis>,
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
    /// Names of the care gaps that ask for it.
    pub care_gaps: Vec<String>,
    /// How many codes, by code system.
    pub systems: Vec<SystemCount>,
    /// When its codes were last changed; `None` for a list that ships.
    pub changed_at: Option<UtcMillis>,
    /// The imported ValueSets that feed it.
    pub fed_by: Vec<FedBy>,
}

/// How many codes of a set are of one code system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemCount {
    pub system: String,
    /// As they are written.
    pub codes: u64,
    /// Codes of the data that its stems and words stand for.
    pub by_pattern: u64,
}

/// An imported ValueSet that feeds a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FedBy {
    pub name: String,
    /// Its OID, URL or name.
    pub identity: String,
    /// The publisher's.
    pub version: String,
    pub imported_at: UtcMillis,
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

/// A ValueSet that was imported, and the code set that it feeds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueSetRow {
    /// Its OID, URL or name.
    pub identity: String,
    pub name: String,
    /// The publisher's.
    pub version: String,
    pub codes: u64,
    /// Of code systems that we have no name for.
    pub of_unknown_systems: u64,
    pub imported_at: UtcMillis,
    /// The code set that it feeds.
    pub key: String,
    pub set_name: String,
    /// That set ships with Waypost.
    pub built_in: bool,
    /// What that set ships with stays in it.
    pub beside_shipped: bool,
    /// Care gaps, segments and templates that ask for that set.
    pub asked_by: Vec<String>,
    /// The set it may stand for, where nothing asks for the one that it feeds.
    pub suggestion: Option<Suggestion>,
}
