//! Whether what led to a message still holds at the moment it would leave.

use super::{Audience, NodeId, OnLeave, Plan, Port, Seen};
use crate::time::Date;
use std::collections::BTreeMap;

/// Asks the entry and branch conditions again. `answers` has, for each branch on the way to the message, the way it sent
/// the traveller last; a branch that would answer differently now no longer leads there. Leaving the segment counts where the settings
/// say that leaving ends the journey.
pub fn still_holds(plan: &Plan, answers: &BTreeMap<NodeId, Port>, seen: &Seen, today: Date) -> bool {
    let entry = match plan.definition.audience() {
        Some(Audience::Segment(segment)) if plan.definition.settings.on_leave == OnLeave::Exit => {
            seen.patient.segments.contains(&segment)
        }
        _ => true,
    };
    entry
        && answers.iter().all(|(id, took)| {
            let answer = plan.definition.node(*id).and_then(|node| node.kind.answer(seen, today));
            answer.is_none_or(|answer| answer == *took)
        })
}
