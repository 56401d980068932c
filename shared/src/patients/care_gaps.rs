//! How one patient stands to every care gap, and what staff can say to one of them.

use crate::field::{FieldError, FieldErrors};
use crate::segments::GapState;
use crate::time::Date;
use serde::{Deserialize, Serialize};

/// A line of the patient's care gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapLine {
    pub key: String,
    pub name: String,
    /// The guideline.
    pub citation: String,
    pub state: GapState,
    /// What decided, in words.
    pub reason: String,
    /// Records that contradict each other or can't be compared, each in a sentence without its full stop.
    pub doubts: Vec<String>,
    /// The day a gap that is due soon opens.
    pub opens_on: Option<Date>,
    /// Of remarks that staff made: those that can be revoked.
    pub remarks: Vec<GapRemarkLine>,
}

/// What staff noted of a gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapRemarkLine {
    pub uid: String,
    pub state: GapState,
    pub note: String,
    pub made_by: String,
    pub made_on: Date,
    /// The first day on which it holds no more; `None` until it is revoked.
    pub until: Option<Date>,
}

/// A remark as it is typed: what a gap asks for is not wanted, or not advised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapRemark {
    /// The key of the care gap.
    pub gap: String,
    pub state: GapState,
    pub note: String,
    /// For how long from today; `None` until it is revoked.
    pub months: Option<u16>,
}

impl GapRemark {
    /// Trims what was typed and refuses what can't stand.
    ///
    /// # Errors
    /// At `state`, `note` or `months`.
    pub fn checked(mut self) -> Result<Self, Vec<FieldError>> {
        self.note = self.note.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut errors = FieldErrors::default();
        errors.require(
            GapState::REMARKS.contains(&self.state),
            "state",
            "Choose whether it is not wanted or not advised.",
        );
        errors.require(!self.note.is_empty(), "note", "Say why: colleagues read it before they call.");
        errors.require(self.note.chars().count() <= 500, "note", "Say it in at most 500 characters.");
        errors.require(
            self.months.is_none_or(|months| (1..=120).contains(&months)),
            "months",
            "Choose 1 to 120 months.",
        );
        errors.into_result(self)
    }
}
