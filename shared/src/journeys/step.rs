//! The next step of one traveller: a pure function of the plan, the traveller, what is known, and the time.

use super::{AtEnd, Facts, NodeId, NodeKind, Plan, Port, Wait};
use crate::ids::TemplateId;
use crate::time::UtcMillis;

/// Where somebody is. `visit` counts the stays of this run from 1; (run, visit) names one stay for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Traveller {
    pub node: NodeId,
    pub visit: u32,
    pub arrived_at: UtcMillis,
    /// The node's own deed (an e-mail) is done.
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

/// What to do now with a traveller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Go on to `to` at once. `answer` is what a branch found.
    Move {
        to: NodeId,
        answer: Option<bool>,
    },
    /// Nothing before this moment, which is later than now.
    WaitUntil(UtcMillis),
    /// Put this node's e-mail on its way, then ask again with `acted` set.
    Send {
        node: NodeId,
        template: TemplateId,
    },
    Finish {
        reason: FinishReason,
    },
}

/// Decides. The same arguments always give the same answer.
pub fn step(plan: &Plan, traveller: &Traveller, facts: &Facts, now: UtcMillis) -> Decision {
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
    let along = |port: Port, answer: Option<bool>| match plan.definition.next(node.id, port) {
        Some(to) => Decision::Move { to, answer },
        None => Decision::Finish { reason: FinishReason::PathEnds },
    };
    match &node.kind {
        NodeKind::Entry { .. } => along(Port::Out, None),
        NodeKind::Email { template: Some(template) } if !traveller.acted => {
            Decision::Send { node: node.id, template: *template }
        }
        NodeKind::Email { .. } => along(Port::Out, None),
        NodeKind::Wait { wait } => {
            let due = match wait {
                Wait::For { amount, unit } => traveller.arrived_at + Wait::length(*amount, *unit),
                Wait::Until { .. } => plan.until.get(&node.id).copied().unwrap_or(now),
            };
            if now < due { Decision::WaitUntil(due) } else { along(Port::Out, None) }
        }
        NodeKind::Branch { condition } => {
            let yes = condition.holds(facts, now.date_utc());
            along(if yes { Port::Yes } else { Port::No }, Some(yes))
        }
        NodeKind::Exit => Decision::Finish { reason: FinishReason::Exit },
    }
}
