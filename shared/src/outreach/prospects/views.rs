//! What the pages of prospect lists show.

use super::{Found, Likeness, ListDetails, ListStatus, Mapping};
use crate::coded::Known;
use crate::ids::{PatientId, ProgramId, ProspectListId};
use crate::patients::Relationship;
use crate::phi::Phi;
use crate::time::UtcMillis;
use serde::{Deserialize, Serialize};

/// What became of a list's lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListCounts {
    pub total: u64,
    pub done: u64,
    pub added: u64,
    pub patients: u64,
    pub known: u64,
    pub repeated: u64,
    pub refused: u64,
    /// Lines that a person has yet to decide about.
    pub review: u64,
    /// People of whom no address is left that they did not refuse.
    pub blocked: u64,
    pub repaired: u64,
    /// People who were erased when the list expired.
    pub erased: u64,
}

impl ListCounts {
    /// Whole per cent of the lines that are done, 0 to 100.
    pub fn percent(&self) -> u8 {
        let share = (self.done.min(self.total) * 100).checked_div(self.total);
        share.and_then(|share| u8::try_from(share).ok()).unwrap_or(100)
    }
}

/// A line of the list of lists.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ListRow {
    pub id: ProspectListId,
    pub name: String,
    pub source: String,
    pub program: Option<(ProgramId, String)>,
    pub status: Known<ListStatus>,
    pub expires_on: String,
    pub created_at: UtcMillis,
    pub counts: ListCounts,
}

/// One list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ListView {
    pub id: ProspectListId,
    pub details: ListDetails,
    pub source: String,
    pub program: Option<(ProgramId, String)>,
    pub status: Known<ListStatus>,
    pub file_name: String,
    pub encoding: String,
    pub actor: String,
    pub created_at: UtcMillis,
    pub finished_at: Option<UtcMillis>,
    pub mapping: Mapping,
    pub counts: ListCounts,
    pub lookup: LookupPlan,
}

/// What is known of the numbers of a list, and what asking for the rest would cost.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LookupPlan {
    pub mobile: u64,
    pub landline: u64,
    pub voip: u64,
    pub invalid: u64,
    pub unknown: u64,
    /// Numbers that nobody was asked about, or so long ago that it is to be asked again.
    pub to_ask: u64,
    /// Millionths of the currency of the contract, each look-up.
    pub cost_micros: u64,
    /// What look-ups for this list have cost so far.
    pub spent_micros: u64,
    /// Somebody asked for it, and it goes on.
    pub under_way: bool,
    /// Whether a provider is set up; without one only the form of a number is known.
    pub provider: bool,
}

/// How a line would be, or was, understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Understood {
    Found(Found),
    /// Somebody whom an earlier line names.
    Repeated,
    /// A person will have to look.
    Review,
    Refused(String),
}

/// A line of the preview.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PreviewLine {
    pub line: u64,
    pub shown: Phi<LineShown>,
    pub understood: Understood,
    /// Whether a cell was put right.
    pub repaired: bool,
    /// Whether every address of theirs is refused.
    pub blocked: bool,
}

/// What a line says of somebody, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineShown {
    pub name: String,
    pub birth_date: String,
    pub reached: Vec<String>,
    pub address: String,
}

/// The first lines of a list under a mapping.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// What is wrong with the columns: then there are no lines.
    pub problem: Option<String>,
    pub lines: Vec<PreviewLine>,
    /// Up to three cells from under each column, to see what it holds.
    pub samples: Vec<Phi<Vec<String>>>,
    pub total: u64,
}

/// Somebody on a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MemberRow {
    pub id: PatientId,
    pub name: Phi<String>,
    pub line: u64,
    pub found: Known<Found>,
    pub relationship: Known<Relationship>,
    pub blocked: bool,
    /// What kind of lines their numbers are, in words.
    pub lines: Vec<String>,
}

/// A line that was not taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    pub line: u64,
    pub reason: String,
}

/// A line of which a person says whom it names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReviewCase {
    pub key: i64,
    pub line: u64,
    pub shown: Phi<LineShown>,
    pub candidates: Vec<Candidate>,
}

/// Somebody whom the line may name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    pub id: PatientId,
    pub shown: Phi<LineShown>,
    pub relationship: Known<Relationship>,
    pub likeness: Known<Likeness>,
}

/// Where an upload led.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UploadedFile {
    New(ProspectListId),
    /// This very file was imported before.
    Before(ProspectListId),
}
