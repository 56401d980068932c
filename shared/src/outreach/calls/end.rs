//! The end of a call: what the agent chose, and what the desk answers.

use super::Draft;
use crate::ids::{AppointmentId, CallId, HoldId, ScheduleId, VisitTypeId};
use crate::time::{LocalDateTime, UtcMillis};
use serde::{Deserialize, Serialize};

/// A call's end as an agent chose it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallEnd {
    pub call: CallId,
    /// The claim under which the agent has it.
    pub claim: i64,
    /// [`super::Disposition::key`]
    pub disposition: String,
    pub draft: Draft,
    /// When to call back, on the person's clock.
    pub call_back: Option<LocalDateTime>,
    pub booked: Option<Booked>,
    pub handed_over: Option<HandedOver>,
}

/// The slot that the person agreed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booked {
    pub schedule: ScheduleId,
    pub visit_type: VisitTypeId,
    pub start: UtcMillis,
    pub hold: Option<HoldId>,
}

/// What the scheduling team gets instead of a booked slot.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct HandedOver {
    /// The reason for the visit; empty is a new appointment without a complaint.
    pub reason: String,
    /// When it would suit them.
    pub times: String,
}

/// A mobile number that was taken with consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mobile {
    /// E.164
    pub number: String,
    pub may_text: bool,
}

/// Something that happened because of the disposition, for the agent to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Follow {
    Visit(AppointmentId),
    /// A text goes out; from this number where the program has one of its own.
    Text {
        from: String,
    },
    Email,
    /// Due again then.
    CallBack(UtcMillis),
    Again(UtcMillis),
    /// On the scheduling team's list.
    HandOver,
    /// Nothing reaches them any more, and so many messages that waited were called off.
    Stopped {
        called_off: u64,
    },
    NumberMarked,
    /// A prospect is a patient now.
    NewPatient,
    MobileKept,
    /// The template is missing, or they can't be reached by its channel.
    NoMessage,
}

impl Follow {
    /// One sentence without moments, which the screen puts into words in the agent's zone.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Visit(_) => "The visit is booked.".into(),
            Self::Text { from } if from.is_empty() => "A text goes out now.".into(),
            Self::Text { from } => format!("A text goes out now from {from}."),
            Self::Email => "An e-mail goes out now.".into(),
            Self::CallBack(_) => "The call-back is in the queue.".into(),
            Self::Again(_) => "They are called again later.".into(),
            Self::HandOver => "The scheduling team has it.".into(),
            Self::Stopped { called_off: 0 } => "Nothing more goes out to them.".into(),
            Self::Stopped { called_off } => {
                format!("Nothing more goes out to them; messages called off: {called_off}.")
            }
            Self::NumberMarked => "The number is marked and not called any more.".into(),
            Self::NewPatient => "They are a patient now.".into(),
            Self::MobileKept => "The mobile number is kept.".into(),
            Self::NoMessage => "No message goes out: the program has none for this.".into(),
        }
    }
}

/// The claim had run out when the disposition came. The note is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LostClaim {
    /// Who has the person now.
    pub holder: Option<String>,
    /// How somebody else ended the call meanwhile.
    pub ended: Option<String>,
}

impl LostClaim {
    #[must_use]
    pub fn words(&self) -> String {
        match (&self.holder, &self.ended) {
            (Some(holder), _) => format!("Your time ran out and {holder} has this person now. Your note is kept."),
            (None, Some(ended)) => format!("This call was ended meanwhile: {ended}. Your note is kept."),
            (None, None) => "This call was called off meanwhile. Your note is kept.".into(),
        }
    }
}

/// What became of a disposition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Disposed {
    Saved(Vec<Follow>),
    Lost(LostClaim),
}
