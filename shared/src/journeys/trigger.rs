//! Record triggers: "this kind of record was created or updated" puts the record's patient into a journey.

use crate::change::ChangeKind;
use crate::coded;
use crate::field::{FieldError, FieldErrors};
use crate::records::{RecordKind, RecordType};
use serde::{Deserialize, Serialize};

coded! {
    /// Which changes fire it.
    #[derive(Default)]
    pub enum Listens {
        #[default]
        Both = "both", "is created or updated";
        Created = "created", "is created";
        Updated = "updated", "is updated";
    }
}

impl Listens {
    /// Whether a change fires it.
    pub fn hears(self, change: ChangeKind) -> bool {
        match self {
            Self::Both => matches!(change, ChangeKind::Created | ChangeKind::Updated),
            Self::Created => change == ChangeKind::Created,
            Self::Updated => change == ChangeKind::Updated,
        }
    }
}

coded! {
    pub enum TriggerStatus {
        Draft = "draft", "Draft";
        Live = "live", "Live";
        Stopped = "stopped", "Stopped";
    }
}

/// The kinds of record that can fire a trigger.
const FIRING: [RecordKind; 10] = [
    RecordKind::Record(RecordType::Encounter),
    RecordKind::Record(RecordType::Appointment),
    RecordKind::Record(RecordType::Condition),
    RecordKind::Record(RecordType::Observation),
    RecordKind::Record(RecordType::Procedure),
    RecordKind::Record(RecordType::MedicationRequest),
    RecordKind::Record(RecordType::Immunization),
    RecordKind::Record(RecordType::DiagnosticReport),
    RecordKind::Record(RecordType::Coverage),
    RecordKind::Patient,
];

/// The records that can fire a trigger: table name and what the screen calls it.
pub fn record_types() -> [(&'static str, &'static str); FIRING.len()] {
    FIRING.map(|kind| (kind.table(), kind.label()))
}

/// The one of them with that table.
pub fn firing(table: &str) -> Option<RecordKind> {
    FIRING.into_iter().find(|kind| kind.table() == table)
}

pub fn record_type_label(record_type: &str) -> &str {
    firing(record_type).map_or(record_type, |kind| kind.label())
}

/// A trigger as it is entered. Both conditions are optional (empty) and must both hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TriggerDraft {
    pub name: String,
    pub record_type: String,
    pub listens: Listens,
    /// The record's status must be this; empty for any.
    pub status_is: String,
    /// The record's code text must contain this; empty for any.
    pub text_contains: String,
}

impl TriggerDraft {
    /// Trimmed and complete.
    ///
    /// # Errors
    /// At `name`, `record_type`, `status_is` or `text_contains`.
    pub fn checked(self) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let draft = Self {
            name: self.name.trim().to_owned(),
            status_is: self.status_is.trim().to_lowercase(),
            text_contains: self.text_contains.trim().to_lowercase(),
            ..self
        };
        errors.require(!draft.name.is_empty(), "name", "Give it a name, such as “Encounter details updated”.");
        errors.require(draft.name.chars().count() <= super::NAME_MAX, "name", "Use at most 150 characters.");
        errors.require(firing(&draft.record_type).is_some(), "record_type", "Choose the kind of record.");
        let without = draft.record_type == "patient" && !(draft.status_is.is_empty() && draft.text_contains.is_empty());
        errors.require(!without, "text_contains", "A patient record has no status or code. Leave both empty.");
        errors.into_result(draft)
    }

    /// The rule in words.
    pub fn words(&self) -> String {
        let mut words = format!("When a related {} {}", record_type_label(&self.record_type), self.listens.label());
        if !self.status_is.is_empty() {
            words.push_str(&format!(", its status is “{}”", self.status_is));
        }
        if !self.text_contains.is_empty() {
            words.push_str(&format!(", its code contains “{}”", self.text_contains));
        }
        words
    }
}
