//! The next step of one traveller: a pure function of the plan, the traveller, what is known, and the time.

use super::{AtEnd, NodeId, NodeKind, Plan, Port, Wait};
use crate::ids::TemplateId;
use crate::segments::PatientFacts;
use crate::time::{Date, UtcMillis};

/// Where somebody is. `visit` counts the stays of this run from 1; (run, visit) names one stay for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Traveller {
    pub node: NodeId,
    pub visit: u32,
    pub arrived_at: UtcMillis,
    /// The node's own deed (a message) is done.
    pub acted: bool,
}

impl Traveller {
    /// The traveller on arrival at the next node.
    #[must_use]
    pub const fn moved(self, to: NodeId, now: UtcMillis) -> Self {
        Self { node: to, visit: self.visit + 1, arrived_at: now, acted: false }
    }
}

/// Why somebody is no longer inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FinishReason {
    /// Reached an exit.
    Exit,
    /// The path ends here; a valid journey has no such place.
    PathEnds,
    /// The journey's end date came.
    Ended,
    /// Staff stopped the journey.
    Stopped,
    /// Left the audience's segment, where the settings say that ends it.
    LeftSegment,
    Deceased,
}

impl FinishReason {
    const ALL: [Self; 6] = [Self::Exit, Self::PathEnds, Self::Ended, Self::Stopped, Self::LeftSegment, Self::Deceased];

    /// True for "done": the traveller went all the way. Otherwise the journey let go of them early: "exited".
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Exit | Self::PathEnds)
    }

    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Exit => "exit",
            Self::PathEnds => "path-ends",
            Self::Ended => "ended",
            Self::Stopped => "stopped",
            Self::LeftSegment => "left-segment",
            Self::Deceased => "deceased",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// What the screen says.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Exit => "Reached an exit",
            Self::PathEnds => "Reached the end of the path",
            Self::Ended => "The journey's end date came",
            Self::Stopped => "The journey was stopped",
            Self::LeftSegment => "Left the segment",
            Self::Deceased => "Recorded as deceased",
        }
    }
}

/// The moment of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    pub at: UtcMillis,
    /// The calendar day in the organization's zone, by which rules count.
    pub today: Date,
}

/// What a node does to the world outside the journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Puts a message made of this template on its way.
    Send { template: TemplateId },
}

/// What to do now with a traveller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Go on to `to` at once. `took` is the way that a node chose which has several.
    Move {
        to: NodeId,
        took: Option<Port>,
    },
    /// Nothing before this moment, which is later than now.
    WaitUntil(UtcMillis),
    /// Do this node's deed, then ask again with `acted` set.
    Act {
        deed: Deed,
    },
    Finish {
        reason: FinishReason,
    },
}

/// Decides. The same arguments always give the same answer.
pub fn step(plan: &Plan, traveller: &Traveller, facts: &PatientFacts, now: Now) -> Decision {
    let Now { at: now, today } = now;
    if facts.deceased {
        return Decision::Finish { reason: FinishReason::Deceased };
    }
    if plan.definition.settings.at_end == AtEnd::StopEveryone && plan.end.is_some_and(|end| end <= now) {
        return Decision::Finish { reason: FinishReason::Ended };
    }
    if now < plan.start {
        return Decision::WaitUntil(plan.start);
    }
    let Some(node) = plan.definition.node(traveller.node) else {
        return Decision::Finish { reason: FinishReason::PathEnds };
    };
    let along = |port: Port, took: Option<Port>| match plan.definition.next(node.id, port) {
        Some(to) => Decision::Move { to, took },
        None => Decision::Finish { reason: FinishReason::PathEnds },
    };
    match &node.kind {
        NodeKind::Entry { .. } => along(Port::OUT, None),
        NodeKind::Message { template: Some(template) } if !traveller.acted => {
            Decision::Act { deed: Deed::Send { template: *template } }
        }
        NodeKind::Message { .. } => along(Port::OUT, None),
        NodeKind::Wait { wait } => {
            let due = match wait {
                Wait::For { amount, unit } => traveller.arrived_at + Wait::length(*amount, *unit),
                Wait::Until { .. } => plan.until.get(&node.id).copied().unwrap_or(now),
            };
            if now < due { Decision::WaitUntil(due) } else { along(Port::OUT, None) }
        }
        NodeKind::Branch { .. } => {
            let answer = node.kind.answer(facts, today);
            along(answer.unwrap_or(Port::NO), answer)
        }
        NodeKind::Exit => Decision::Finish { reason: FinishReason::Exit },
    }
}
