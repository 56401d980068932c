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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journeys::testing::{SEGMENT, lab, plan};
    use crate::journeys::{Condition, Kind, insert_on_edge, set_kind};

    fn today() -> Date {
        Date::new(2026, 12, 2).expect("date")
    }

    #[test]
    fn who_left_the_segment_is_written_to_only_where_leaving_does_not_end_it() {
        let mut definition = lab();
        let gone = Facts::default();
        assert!(still_holds(&plan(definition.clone()), &BTreeMap::new(), &gone, today()));
        definition.settings.on_leave = OnLeave::Exit;
        let plan = plan(definition);
        assert!(!still_holds(&plan, &BTreeMap::new(), &gone, today()));
        let member = Facts { member_of: [SEGMENT].into(), ..Facts::default() };
        assert!(still_holds(&plan, &BTreeMap::new(), &member, today()));
    }

    #[test]
    fn a_branch_that_would_answer_differently_now_stops_the_message() {
        let mut definition = lab();
        let (id, email) = (NodeId(definition.next_node), NodeId(3));
        let line = definition.ways_out(email)[0];
        insert_on_edge(&definition, line, Kind::Branch).expect("possible").apply(&mut definition);
        let condition = Condition::Opened { node: Some(email) };
        set_kind(&definition, id, NodeKind::Branch { condition }).expect("possible").apply(&mut definition);
        let plan = plan(definition);
        let reminder = BTreeMap::from([(id, false)]);
        assert!(still_holds(&plan, &reminder, &Facts::default(), today()));
        let opened = Facts { opened: [email].into(), ..Facts::default() };
        assert!(!still_holds(&plan, &reminder, &opened, today()), "who has opened it needs no reminder");
        assert!(still_holds(&plan, &BTreeMap::from([(id, true)]), &opened, today()));
    }
}
