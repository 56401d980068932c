//! The report of one import: what was read and what became of it.

use super::ValueSetTaken;
use crate::patients::Meaning;
use serde::{Deserialize, Serialize};

/// Everything an import has to say about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportReport {
    /// Nothing was written: the counts say what would have been.
    pub dry_run: bool,
    pub files: u64,
    /// As they lie on disk, compressed ones compressed.
    pub bytes: u64,
    pub milliseconds: u64,
    /// The resource types that become rows, those that came up only.
    pub types: Vec<TypeCount>,
    /// The types that are only counted.
    pub others: Vec<OtherCount>,
    /// The first of what was rejected; `rejected_total` counts them all.
    pub rejected: Vec<Rejected>,
    pub rejected_total: u64,
    /// The first of what was taken in though a part of it could not be used; `noted_total` counts them all.
    pub noted: Vec<Rejected>,
    pub noted_total: u64,
    /// What the columns of tables were taken for, of each file.
    pub tables: Vec<TableShown>,
    /// What each ValueSet became.
    pub value_sets: Vec<ValueSetTaken>,
}

/// A table of people as it was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TableShown {
    pub file: String,
    /// What its bytes were read as, such as `windows-1252`.
    pub encoding: String,
    pub columns: Vec<Meaning>,
}

/// What became of the resources of one type. `read` is the sum of the others, deletions aside.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypeCount {
    /// FHIR's name, such as `MedicationRequest`.
    pub name: String,
    pub read: u64,
    pub new: u64,
    pub changed: u64,
    /// The same as before, older than what is there, or read twice in this import.
    pub unchanged: u64,
    pub rejected: u64,
    /// Rows removed because the source says the resource was deleted.
    pub deleted: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherCount {
    pub name: String,
    pub read: u64,
}

/// Something that could not be taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    pub file: String,
    /// From 1; 0 when the whole file is meant.
    pub line: u64,
    /// Without anything from the resource itself.
    pub reason: String,
}

/// How an import that came to its end went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportOutcome {
    /// Everything that was read was taken in or counted.
    Clean,
    /// Something could not be taken in.
    Rejections,
    /// The files hold no resource at all.
    Nothing,
}

impl ImportReport {
    pub fn outcome(&self) -> ImportOutcome {
        match (self.rejected_total, self.types.is_empty() && self.others.is_empty()) {
            (0, true) => ImportOutcome::Nothing,
            (0, false) => ImportOutcome::Clean,
            (_, _) => ImportOutcome::Rejections,
        }
    }

    /// The sum of one count over all types.
    pub fn sum(&self, count: impl Fn(&TypeCount) -> u64) -> u64 {
        self.types.iter().map(count).sum()
    }

    /// One line for the audit log and the history.
    pub fn summary(&self) -> String {
        format!(
            "{} {}: {} read, {} new, {} changed, {} unchanged, {} deleted, {} rejected{}",
            self.files,
            if self.files == 1 { "file" } else { "files" },
            self.sum(|count| count.read),
            self.sum(|count| count.new),
            self.sum(|count| count.changed),
            self.sum(|count| count.unchanged),
            self.sum(|count| count.deleted),
            self.rejected_total,
            if self.dry_run { " (dry run)" } else { "" },
        )
    }
}
