//! The next step of one traveller: a pure function of the plan, the traveller, what is known, and the time.

use super::{AtEnd, NodeId, NodeKind, Outcome, Plan, Port, Seen, Wait, WaitFor};
use crate::coded;
use crate::ids::TemplateId;
use crate::outreach::calls::CallWay;
use crate::segments::{Rule, dependencies, holds_for_traveller};
use crate::time::{Date, UtcMillis};

/// Where somebody is. `visit` counts the stays of this run from 1; (run, visit) names one stay for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Traveller {
    pub node: NodeId,
    pub visit: u32,
    pub arrived_at: UtcMillis,
    /// What happens counts from here: the moment of entry, or when the last "wait for" was left.
    pub since: UtcMillis,
    /// Chance, for this way through: one number for ever, so that every decision can be repeated.
    pub seed: u64,
    /// The node's own deed (a message) is done.
    pub acted: bool,
}

impl Traveller {
    /// The traveller on arrival at the next node.
    #[must_use]
    pub const fn moved(self, to: NodeId, now: UtcMillis) -> Self {
        Self { node: to, visit: self.visit + 1, arrived_at: now, acted: false, ..self }
    }
}

coded! {
    /// Why somebody is no longer inside.
    pub enum FinishReason {
        Exit = "exit", "Reached an exit";
        /// A valid journey has no such place.
        PathEnds = "path-ends", "Reached the end of the path";
        Ended = "ended", "The journey's end date came";
        /// By staff.
        Stopped = "stopped", "The journey was stopped";
        /// Where the settings say that this ends it.
        LeftSegment = "left-segment", "Left the segment";
        Deceased = "deceased", "Recorded as deceased";
        Goal = "goal", "Reached the goal";
        /// Nothing that the journey did.
        GoalBefore = "goal-before", "Had reached the goal before entering";
        Inactive = "inactive", "The record is inactive";
        Refused = "refused", "Refused such messages";
        ExitRule = "exit-rule", "Fitted the exit rule";
    }
}

impl FinishReason {
    /// True for "done": the traveller went all the way. Otherwise the journey let go of them early: "exited".
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Exit | Self::PathEnds | Self::Goal)
    }
}

/// The moment of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    pub at: UtcMillis,
    /// The calendar day in the organization's zone, by which rules count.
    pub today: Date,
    /// When the next day begins there: rules that follow the date are asked again then.
    pub tomorrow: UtcMillis,
}

/// What a node does to the world outside the journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Puts a message made of this template on its way.
    Send { template: TemplateId },
    /// Changes a tag or attribute of the person as the node's settings say.
    Tell,
    /// Puts a call into a program's queue as the node's settings say.
    Call,
}

impl Deed {
    /// What the history says of a stay that did it.
    pub const fn outcome(self) -> Outcome {
        match self {
            Self::Send { .. } => Outcome::Sent,
            Self::Tell | Self::Call => Outcome::Passed,
        }
    }
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
pub fn step(plan: &Plan, traveller: &Traveller, seen: &Seen, now: Now) -> Decision {
    let Now { at: now, today, tomorrow } = now;
    if seen.patient.deceased {
        return Decision::Finish { reason: FinishReason::Deceased };
    }
    if plan.definition.settings.at_end == AtEnd::StopEveryone && plan.end.is_some_and(|end| end <= now) {
        return Decision::Finish { reason: FinishReason::Ended };
    }
    if now < plan.start {
        return Decision::WaitUntil(plan.start);
    }
    if let Some(reason) = ended(plan, traveller, seen, today) {
        return Decision::Finish { reason };
    }
    let Some(node) = plan.definition.node(traveller.node) else {
        return Decision::Finish { reason: FinishReason::PathEnds };
    };
    let along = |port: Port, took: Option<Port>| match plan.definition.next(node.id, port) {
        Some(to) => Decision::Move { to, took },
        None => Decision::Finish { reason: FinishReason::PathEnds },
    };
    // Where a rule that follows the date might end the wait, a new day is a reason to look again.
    let asked = if node.kind.listens() { node.kind.rules() } else { Vec::new() };
    let wait_until = |due: UtcMillis| {
        let dated = plan.ends_follow_the_date() || asked.iter().any(|rule| dependencies(rule).date);
        Decision::WaitUntil(if dated && now < tomorrow { due.min(tomorrow) } else { due })
    };
    match &node.kind {
        NodeKind::Entry { .. } => along(Port::OUT, None),
        NodeKind::Message { template: Some(template) } if !traveller.acted => {
            Decision::Act { deed: Deed::Send { template: *template } }
        }
        NodeKind::Tell { .. } if !traveller.acted => Decision::Act { deed: Deed::Tell },
        NodeKind::Message { .. } | NodeKind::Tell { .. } => along(Port::OUT, None),
        NodeKind::Wait { wait } => {
            let due = match wait {
                Wait::For { amount, unit } => traveller.arrived_at + Wait::length(*amount, *unit),
                Wait::Until { .. } => plan.until.get(&node.id).copied().unwrap_or(now),
            };
            if now < due { wait_until(due) } else { along(Port::OUT, None) }
        }
        NodeKind::WaitFor(wait) => {
            let due = traveller.arrived_at + wait.timeout();
            match wait.happened(traveller, seen, today) {
                Some(port) => along(port, Some(port)),
                None if now < due => wait_until(due),
                None => along(WaitFor::timeout_port(), Some(WaitFor::timeout_port())),
            }
        }
        NodeKind::Call(call) => {
            let (due, timeout) = (traveller.arrived_at + call.timeout(), CallWay::Timeout.port());
            match call.ended(traveller, seen) {
                Some(port) => along(port, Some(port)),
                None if due <= now => along(timeout, Some(timeout)),
                None if !traveller.acted => Decision::Act { deed: Deed::Call },
                None => wait_until(due),
            }
        }
        NodeKind::Branch(branch) => {
            let answer = branch.answer(&seen.patient, today);
            along(answer, Some(answer))
        }
        NodeKind::Split(split) => {
            let chosen = split.chosen(traveller.seed, node.id);
            along(chosen, Some(chosen))
        }
        NodeKind::Exit => Decision::Finish { reason: FinishReason::Exit },
    }
}

/// Why the journey is over for the traveller whatever step they are at.
fn ended(plan: &Plan, traveller: &Traveller, seen: &Seen, today: Date) -> Option<FinishReason> {
    let settings = &plan.definition.settings;
    if settings.exits.inactive && !seen.patient.active {
        return Some(FinishReason::Inactive);
    }
    let holds = |(_, rule): &(FinishReason, Rule)| holds_for_traveller(rule, &seen.patient, today);
    let (reason, _) = settings.ends().into_iter().find(holds)?;
    let before = reason == FinishReason::Goal && traveller.visit == 1;
    Some(if before { FinishReason::GoalBefore } else { reason })
}
