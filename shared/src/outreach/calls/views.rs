//! What the call desk shows.

use super::{CallKind, Cancelled, Direction, Draft, Presence, Wait};
use crate::coded;
use crate::coded::Known;
use crate::ids::{CallId, PatientId, ProgramId, VisitTypeId};
use crate::outreach::{CallScript, HandOver};
use crate::patients::{GapLine, Relationship, TimelineLine};
use crate::phi::Phi;
use crate::time::{Date, UtcMillis};
use serde::{Deserialize, Serialize};

coded! {
    /// Where a line stands in the queue, in the order of the screen.
    pub enum QueueGroup {
        Mine = "mine", "With you";
        CallBack = "call-back", "Call-backs due";
        Reply = "reply", "Unread replies";
        Next = "next", "Next, inside calling hours";
        Later = "later", "Outside calling hours";
    }
}

/// A line of the queue.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct QueueLine {
    pub call: CallId,
    pub name: Phi<String>,
    pub kind: Known<CallKind>,
    /// Their clock, and what their zone is called.
    pub clock: String,
    pub zone: String,
    /// What it is about.
    pub about: String,
    pub attempts: u32,
    /// Their clock at the moment they asked to be called back.
    pub asked_for: Option<String>,
    pub due_at: UtcMillis,
    /// When their calling hours begin, on their clock.
    pub opens: Option<String>,
    /// Who has them in hand.
    pub holder: Option<String>,
}

/// A text that somebody of the program sent and nobody has read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReplyLine {
    pub id: i64,
    pub patient: PatientId,
    pub name: Phi<String>,
    pub text: Phi<String>,
    pub at: UtcMillis,
}

/// A program of the agent's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskProgram {
    pub id: ProgramId,
    pub name: String,
}

/// The agent's own figures of today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figures {
    pub calls: u32,
    pub talked: u32,
    pub booked: u32,
    /// Booked that the program wants of a team a day; 0 is no target.
    pub target: u32,
}

/// The desk without the person in hand.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DeskView {
    pub programs: Vec<DeskProgram>,
    pub figures: Figures,
    pub presence: Known<Presence>,
    /// The phone that rings first when the provider connects a call.
    pub phone: String,
    /// A provider connects calls; without one the agent's device dials.
    pub connects: bool,
    pub lines: Vec<(QueueGroup, QueueLine)>,
    /// How many stand in each group, shown or not.
    pub totals: Vec<(QueueGroup, u32)>,
    pub replies: Vec<ReplyLine>,
}

/// Somebody who was skipped, and why.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Skipped {
    pub name: Phi<String>,
    pub why: Result<Wait, Cancelled>,
}

impl Skipped {
    #[must_use]
    pub fn reason(&self) -> &'static str {
        match self.why {
            Ok(wait) => wait.label(),
            Err(cancelled) => cancelled.label(),
        }
    }
}

/// The person in hand, as far as an agent needs them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Person {
    pub id: PatientId,
    pub name: Phi<String>,
    pub relationship: Known<Relationship>,
    pub identifier: Phi<String>,
    pub born: Option<Phi<Date>>,
    pub age: Option<u32>,
    pub gender: String,
    pub language: String,
    pub city: Phi<String>,
    pub doctor: String,
    pub last_visit: Option<Phi<Date>>,
    /// What they want, one line a channel: whether they may be reached, and its words.
    pub consents: Vec<(bool, String)>,
    pub gaps: Vec<GapLine>,
    pub timeline: Vec<TimelineLine>,
}

/// What came of an earlier call.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AttemptLine {
    pub at: UtcMillis,
    pub agent: String,
    pub disposition: String,
    pub note: Phi<String>,
}

/// A note of a claim that ran out before it was disposed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeptNote {
    pub at: UtcMillis,
    pub agent: String,
    pub note: Phi<String>,
}

/// Who called, when nobody knows them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    pub number: Phi<String>,
    pub code: String,
}

/// A call in an agent's hands, with all that is needed to make it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CallCard {
    pub call: CallId,
    pub claim: i64,
    pub claimed_at: UtcMillis,
    pub claimed_until: UtcMillis,
    pub dialed_at: Option<UtcMillis>,
    pub hung_up_at: Option<UtcMillis>,
    pub direction: Known<Direction>,
    pub kind: Known<CallKind>,
    pub about: String,
    pub program: Option<DeskProgram>,
    /// `None` while nobody knows who called.
    pub person: Option<Person>,
    pub caller: Caller,
    /// The number to call, and as people read it.
    pub number: Phi<String>,
    pub from: String,
    /// The number that texts come from.
    pub text_from: String,
    pub zone: String,
    pub zone_short: String,
    pub clock: String,
    pub script: CallScript,
    /// What merge fields of the script stand for.
    pub merge: Vec<(String, Phi<String>)>,
    /// Who signed the script off, and when.
    pub signed: Option<(String, UtcMillis)>,
    pub visits: Vec<(VisitTypeId, String)>,
    /// Agents book themselves; otherwise the scheduling team does.
    pub agents_book: bool,
    pub hand_over: HandOver,
    /// What is read out to a voicemail.
    pub voicemail: String,
    pub attempts: Vec<AttemptLine>,
    pub kept: Vec<KeptNote>,
    pub draft: Draft,
}

/// What came of "somebody calls".
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Noted {
    /// In the agent's hands.
    Call(CallId),
    /// Several people have this number: who is it?
    Choose(Vec<(PatientId, Phi<String>)>),
}
