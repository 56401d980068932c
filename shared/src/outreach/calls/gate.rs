//! Whether an agent may call somebody now: a pure answer, with the reason for which they are skipped.

use super::CallWay;
use crate::coded;
use crate::outreach::Frequency;
use crate::time::{Millis, UtcMillis};

coded! {
    /// Why a call is not made now, but later.
    pub enum Wait {
        OutsideHours = "outside-hours", "Outside calling hours";
        Capped = "capped", "Called often enough";
        InOtherHands = "in-other-hands", "In another agent's hands";
    }
}

coded! {
    /// Why a call is never made.
    pub enum Cancelled {
        DoNotCall = "do-not-call", "Does not want calls";
        BadNumber = "no-number", "No number that works";
        Deceased = "deceased", "The patient has died";
        Inactive = "inactive", "The record is inactive";
        /// Left, stopped or went on by the time-out.
        Journey = "journey", "Their journey went on";
        /// Another call of the same person did it.
        Settled = "settled", "Settled by another call";
        Supervisor = "supervisor", "Called off by a supervisor";
    }
}

impl Cancelled {
    /// How somebody in a journey goes on.
    #[must_use]
    pub const fn way(self) -> CallWay {
        match self {
            Self::DoNotCall | Self::Deceased => CallWay::NoMore,
            Self::BadNumber => CallWay::BadNumber,
            Self::Inactive | Self::Journey | Self::Settled | Self::Supervisor => CallWay::Other,
        }
    }
}

/// What is known of somebody who may be called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CallFacts {
    pub active: bool,
    pub deceased: bool,
    /// There is a number, and no carrier or person said that it does not work.
    pub has_number: bool,
    /// The last word about calls for this purpose was no.
    pub denied: bool,
    /// They named this time: caps do not hold.
    pub named: bool,
    /// When this program's agents called them before, as far back as a month.
    pub called: Vec<UtcMillis>,
    /// When their calling hours begin next; `None` while they are open.
    pub opens_at: Option<UtcMillis>,
}

/// What to do with the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallDecision {
    Call,
    /// Not before this moment.
    Wait(Wait, UtcMillis),
    Never(Cancelled),
}

/// The window of [`Frequency::a_month`].
const MONTH: Millis = Millis::days(30);

/// Decides in this order: the person's state, what they said, their number, their hours, how often they were called.
#[must_use]
pub fn may_call(facts: &CallFacts, frequency: &Frequency, now: UtcMillis) -> CallDecision {
    if facts.deceased {
        return CallDecision::Never(Cancelled::Deceased);
    }
    if !facts.active {
        return CallDecision::Never(Cancelled::Inactive);
    }
    if facts.denied {
        return CallDecision::Never(Cancelled::DoNotCall);
    }
    if !facts.has_number {
        return CallDecision::Never(Cancelled::BadNumber);
    }
    if let Some(opens) = facts.opens_at {
        return CallDecision::Wait(Wait::OutsideHours, opens);
    }
    let mut before: Vec<UtcMillis> = facts.called.iter().copied().filter(|at| *at > now - MONTH).collect();
    before.sort_unstable();
    let most = usize::from(frequency.a_month);
    if !facts.named && most > 0 && before.len() >= most {
        return CallDecision::Wait(Wait::Capped, before[before.len() - most] + MONTH);
    }
    CallDecision::Call
}
