//! Everything one traveller does at one moment: steps until they wait or finish.

use super::{Decision, Deed, FinishReason, NodeKind, Now, Plan, Port, Seen, Traveller, step};
use crate::time::UtcMillis;

/// What came of a stay that has ended, by its name in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    /// The message was handed to the outbox.
    Sent,
    /// The way that a node chose which has several.
    Took(Port),
    Finished(FinishReason),
}

impl Outcome {
    /// Stands for the outcome of a stay that has not ended.
    pub const WAITING: &'static str = "waiting";

    /// A way that was chosen stands under its own name, so no port may be called like another outcome.
    pub const fn code(&self) -> &str {
        match self {
            Self::Passed => "passed",
            Self::Sent => "sent",
            Self::Took(port) => port.as_str(),
            Self::Finished(reason) => reason.code(),
        }
    }

    /// `None` for [`Self::WAITING`] and for what is no outcome.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "passed" => Some(Self::Passed),
            "sent" => Some(Self::Sent),
            Self::WAITING => None,
            other => match FinishReason::from_code(other) {
                Some(reason) => Some(Self::Finished(reason)),
                None => other.parse().ok().map(Self::Took),
            },
        }
    }
}

/// Where a traveller is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// At `at`'s node until then.
    Waiting(UtcMillis),
    Finished(FinishReason),
}

/// What must be written, all of it or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// Stays that have ended, in order.
    pub stays: Vec<(Traveller, Outcome)>,
    /// What is to be done outside, with the stay that does it.
    pub deeds: Vec<(Traveller, Deed)>,
    /// The last stay: where the traveller waits, or finished.
    pub at: Traveller,
    pub position: Position,
    /// Something may end the wait before its time.
    pub listens: bool,
}

/// Steps at one moment before others get their turn; a valid journey needs at most one a node.
const STEPS: usize = 2_000;

/// Lets a traveller act on everything that is due now.
pub fn walk(plan: &Plan, start: Traveller, seen: &Seen, now: Now) -> Walk {
    let mut did = None;
    let position = Position::Waiting(now.at);
    let mut walk = Walk { stays: Vec::new(), deeds: Vec::new(), at: start, position, listens: false };
    for _ in 0..STEPS {
        match step(plan, &walk.at, seen, now) {
            Decision::WaitUntil(due) => {
                walk.position = Position::Waiting(due);
                walk.listens = plan.listens(walk.at.node);
                return walk;
            }
            Decision::Act { deed } => {
                did = Some(deed.outcome());
                walk.deeds.push((walk.at, deed));
                walk.at.acted = true;
            }
            Decision::Move { to, took } => {
                let outcome = took.map(Outcome::Took).or(did.take()).unwrap_or(Outcome::Passed);
                walk.stays.push((walk.at, outcome));
                let heard = matches!(plan.definition.node(walk.at.node), Some(node) if matches!(node.kind, NodeKind::WaitFor(_)));
                walk.at = walk.at.moved(to, now.at);
                if heard {
                    walk.at.since = now.at;
                }
            }
            Decision::Finish { reason } => {
                walk.stays.push((walk.at, Outcome::Finished(reason)));
                walk.position = Position::Finished(reason);
                return walk;
            }
        }
    }
    walk
}
