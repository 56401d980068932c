//! The audit log as the privacy officer reads it.

use crate::phi::Phi;
use crate::time::UtcMillis;
use serde::{Deserialize, Serialize};

/// One entry: who did what to which kind of thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLine {
    pub key: i64,
    pub at: UtcMillis,
    /// The person's name, or which part of the system acted.
    pub actor: String,
    pub action: String,
    /// The domain noun.
    pub entity: String,
    /// How many patients it showed.
    pub patients: i64,
    pub detail: String,
}

/// A patient that an entry showed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownPatient {
    /// Public id, for the link to the record.
    pub id: String,
    pub name: Phi<String>,
}
