//! Two records that may be one person, side by side, and those that were brought together.

use crate::ids::PatientId;
use crate::phi::Phi;
use crate::time::UtcMillis;
use serde::{Deserialize, Serialize};

/// Two records that may be of one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LikelyPair {
    pub one: PairSide,
    pub other: PairSide,
    /// Why, the weightiest reason first.
    pub reasons: Vec<String>,
}

/// One of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairSide {
    pub id: PatientId,
    /// What is compared, in the order it is shown: name, birth date, numbers … Both sides have the same lines.
    pub lines: Phi<Vec<(String, String)>>,
}

impl PairSide {
    /// The name, which is the first line.
    pub fn name(&self) -> String {
        self.lines.reveal().first().map(|(_, value)| value.clone()).unwrap_or_default()
    }
}

/// Two records that were brought together, and may be taken apart again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergedPair {
    pub uid: String,
    pub kept: PatientId,
    pub name: Phi<String>,
    pub at: UtcMillis,
    /// A name of staff, or `None` for what a source has declared.
    pub actor: Option<String>,
    /// How many records, registrations and messages went along.
    pub moved: u64,
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicates {
    pub pairs: Vec<LikelyPair>,
    pub merged: Vec<MergedPair>,
}
