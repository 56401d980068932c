//! Everything one traveller does at one moment: steps until they wait or finish.

use super::{Decision, Facts, FinishReason, Plan, Traveller, step};
use crate::ids::TemplateId;
use crate::time::UtcMillis;

/// What came of a stay that has ended, by its name in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    /// The e-mail was handed to the outbox.
    Sent,
    Yes,
    No,
    Finished(FinishReason),
}

impl Outcome {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Sent => "sent",
            Self::Yes => "yes",
            Self::No => "no",
            Self::Finished(reason) => reason.code(),
        }
    }

    /// What a screen says for `code`.
    pub fn words(code: &str) -> &'static str {
        match code {
            "passed" => "Went on",
            "sent" => "E-mail handed to the outbox",
            "yes" => "Answer: yes",
            "no" => "Answer: no",
            "waiting" => "Waiting",
            other => FinishReason::from_code(other).map_or("Left", FinishReason::label),
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
    /// E-mails to be sent, with the stay that sends them.
    pub sends: Vec<(Traveller, TemplateId)>,
    /// The last stay: where the traveller waits, or finished.
    pub at: Traveller,
    pub position: Position,
}

/// Steps at one moment before others get their turn; a valid journey needs at most one a node.
const STEPS: usize = 2_000;

/// Lets a traveller act on everything that is due now.
pub fn walk(plan: &Plan, start: Traveller, facts: &Facts, now: UtcMillis) -> Walk {
    let mut walk = Walk { stays: Vec::new(), sends: Vec::new(), at: start, position: Position::Waiting(now) };
    for _ in 0..STEPS {
        match step(plan, &walk.at, facts, now) {
            Decision::WaitUntil(due) => {
                walk.position = Position::Waiting(due);
                return walk;
            }
            Decision::Send { template, .. } => {
                walk.sends.push((walk.at, template));
                walk.at.acted = true;
            }
            Decision::Move { to, answer } => {
                let outcome = match answer {
                    Some(true) => Outcome::Yes,
                    Some(false) => Outcome::No,
                    None if walk.at.acted => Outcome::Sent,
                    None => Outcome::Passed,
                };
                walk.stays.push((walk.at, outcome));
                walk.at = walk.at.moved(to, now);
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
