use super::testing::{any_valid, arrived, lab, now, plan};
use proptest::prelude::*;
use shared::journeys::*;

fn first(plan: &Plan) -> Traveller {
    let node = plan.definition.entry().expect("an entry").id;
    arrived(node, 1, plan.start)
}

#[test]
fn the_lab_journey_is_one_walk_of_three_stays() {
    let plan = plan(lab());
    let walked = walk(&plan, first(&plan), &Seen::default(), now(plan.start));
    let outcomes: Vec<_> = walked.stays.iter().map(|(_, outcome)| outcome.code()).collect();
    assert_eq!(outcomes, ["passed", "sent", "exit"]);
    assert_eq!(walked.deeds.len(), 1);
}

proptest! {
    /// Stays follow each other without a gap, and exactly the last one is where the traveller is left.
    #[test]
    fn nobody_is_lost_or_doubled(definition in any_valid()) {
        let plan = plan(definition);
        let walked = walk(&plan, first(&plan), &Seen::default(), now(plan.start));
        for (index, (stay, _)) in walked.stays.iter().enumerate() {
            prop_assert_eq!(stay.visit as usize, index + 1);
        }
        let ended = matches!(walked.position, Position::Finished(_));
        prop_assert_eq!(walked.at.visit as usize, walked.stays.len() + usize::from(!ended));
    }
}
