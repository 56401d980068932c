//! What a program offers and what surrounds the visit: reminders, no-show and cancellation follow-up, the request for a review.

use crate::coded;
use crate::ids::{TemplateId, VisitTypeId};
use serde::{Deserialize, Serialize};

coded! {
    /// How visits of a program find their times.
    #[derive(Default)]
    pub enum VisitTimes {
        /// Any free slot.
        #[default]
        AdHoc = "ad-hoc", "Any free time";
        /// Only hours that practitioners keep for the program's visit types.
        Blocks = "blocks", "Blocked times";
    }
}

coded! {
    /// Who finds the time of a visit.
    #[derive(Default)]
    pub enum ScheduledBy {
        #[default]
        Agents = "agents", "Agents book it while they talk";
        Team = "team", "The scheduling team, by work list";
    }
}

/// What visits are offered, and how they are booked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProgramVisits {
    pub types: Vec<VisitTypeId>,
    pub times: VisitTimes,
    /// A televisit may introduce the practice.
    pub televisit: bool,
    pub scheduled_by: ScheduledBy,
}

/// Messages that do not stand in the cadence.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProgramMessages {
    /// At once, when a visit is booked.
    pub confirmation: Option<TemplateId>,
    /// At once, to whoever does not want a visit now.
    pub information: Option<TemplateId>,
    /// Left when nobody answers.
    pub voicemail: Option<TemplateId>,
    /// After a visit.
    pub review: Option<TemplateId>,
}

impl ProgramMessages {
    /// Those that are chosen.
    pub fn chosen(&self) -> impl Iterator<Item = TemplateId> {
        [self.confirmation, self.information, self.voicemail, self.review].into_iter().flatten()
    }
}

coded! {
    /// What a step of a cadence around a visit does.
    #[derive(Default)]
    pub enum VisitTouch {
        #[default]
        Message = "message", "Send a message";
        Call = "call", "Call";
    }
}

/// One step: so many days from the visit, a message or a call. Its number never changes, so that it happens once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CadenceStep {
    pub id: u16,
    /// Before the visit (reminders; 0 is the morning of its day) or after it was missed or cancelled.
    pub days: u16,
    #[serde(default)]
    pub touch: VisitTouch,
    /// Of a message.
    #[serde(default)]
    pub template: Option<TemplateId>,
}

/// The request for a review after a visit was seen. Everybody gets it, or nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReviewRequest {
    pub ask: bool,
    /// Hours between the end of the visit and the request.
    pub hours: u16,
}

impl Default for ReviewRequest {
    fn default() -> Self {
        Self { ask: true, hours: 24 }
    }
}

/// What happens around the visits that a program booked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Cadences {
    /// Days before the visit.
    pub reminders: Vec<CadenceStep>,
    /// Days after a visit was missed.
    pub no_show: Vec<CadenceStep>,
    /// Days after a visit was cancelled. Somebody who was never seen is treated almost like a cold contact.
    pub cancellation: Vec<CadenceStep>,
    pub review: ReviewRequest,
}

coded! {
    /// One of the cadences around a visit.
    pub enum CadenceKind {
        Reminder = "reminder", "Reminders";
        NoShow = "no-show", "After a no-show";
        Cancellation = "cancellation", "After a cancellation";
    }
}

impl CadenceKind {
    /// The word after the number of days.
    #[must_use]
    pub const fn counted(self) -> &'static str {
        match self {
            Self::Reminder => "days before the visit",
            Self::NoShow => "days after the missed visit",
            Self::Cancellation => "days after the cancellation",
        }
    }
}

impl Cadences {
    #[must_use]
    pub fn steps(&self, kind: CadenceKind) -> &Vec<CadenceStep> {
        match kind {
            CadenceKind::Reminder => &self.reminders,
            CadenceKind::NoShow => &self.no_show,
            CadenceKind::Cancellation => &self.cancellation,
        }
    }

    pub fn steps_mut(&mut self, kind: CadenceKind) -> &mut Vec<CadenceStep> {
        match kind {
            CadenceKind::Reminder => &mut self.reminders,
            CadenceKind::NoShow => &mut self.no_show,
            CadenceKind::Cancellation => &mut self.cancellation,
        }
    }

    /// Adds a step with a number that none of `kind` has.
    pub fn add(&mut self, kind: CadenceKind, days: u16, touch: VisitTouch, template: Option<TemplateId>) {
        let steps = self.steps_mut(kind);
        let id = steps.iter().map(|step| step.id).max().unwrap_or(0).saturating_add(1);
        steps.push(CadenceStep { id, days, touch, template });
    }

    /// The templates of all their messages.
    pub fn templates(&self) -> impl Iterator<Item = TemplateId> {
        CadenceKind::ALL.into_iter().flat_map(|kind| self.steps(kind)).filter_map(|step| step.template)
    }
}
