//! The audit log as the privacy officer reads it.

mod action;
mod asked;
mod filter;
mod kind;
mod words;

pub use action::AuditAction;
pub use asked::{asked, id_in};
pub use filter::{AuditFilter, AuditQuery};
pub use kind::AuditKind;
pub use words::{detail_words, did};

use crate::ids::{PatientId, StaffId};
use crate::phi::Phi;
use crate::time::UtcMillis;
use serde::{Deserialize, Serialize};

/// One entry in words: who did what to which thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLine {
    pub key: i64,
    pub at: UtcMillis,
    /// The person's name, or which part of the system acted.
    pub actor: String,
    /// Such as "Went live: event Healthy Eye Seminar".
    pub did: String,
    /// What changed, or how much was shown; empty where there is nothing to add.
    pub detail: String,
    /// How many patients it showed.
    pub patients: i64,
    /// The network address it was asked from; empty where no request was behind it.
    pub network: String,
}

/// A patient that an entry showed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownPatient {
    /// Public id, for the link to the record.
    pub id: PatientId,
    pub name: Phi<String>,
}

/// A member of staff, to choose by: also who is locked out now, for what they did stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPerson {
    pub id: StaffId,
    pub name: String,
    pub email: String,
}
