//! Whether what led to a message still holds at the moment it would leave.

use super::{Audience, Facts, NodeId, NodeKind, OnLeave, Plan};
use crate::time::Date;
use std::collections::BTreeMap;

/// Asks the entry and branch conditions again. `answers` has, for each branch on the way to the message, the answer it gave
/// last; a branch that would answer differently now no longer leads there. Leaving the segment counts where the settings
/// say that leaving ends the journey.
pub fn still_holds(plan: &Plan, answers: &BTreeMap<NodeId, bool>, facts: &Facts, today: Date) -> bool {
    let entry = match plan.definition.audience() {
        Some(Audience::Segment(segment)) if plan.definition.settings.on_leave == OnLeave::Exit => {
            facts.member_of.contains(&segment)
        }
        _ => true,
    };
    entry
        && answers.iter().all(|(id, answer)| match plan.definition.node(*id).map(|node| &node.kind) {
            Some(NodeKind::Branch { condition }) => condition.holds(facts, today) == *answer,
            _ => true,
        })
}
