use proptest::prelude::*;
use shared::ids::SegmentId;
use shared::segments::by_hand::{ByHand, MemberList};
use shared::segments::{PatientFacts, Rule, arbitrary, holds};
use uuid::Uuid;

fn list(number: u128) -> SegmentId {
    SegmentId(Uuid::from_u128(number))
}

proptest! {
    #[test]
    fn exclusion_wins_over_inclusion_and_both_over_the_rule(
        rule in arbitrary::rule(),
        facts in arbitrary::facts(),
        today in arbitrary::today(),
        included: bool,
        excluded: bool,
    ) {
        let by_hand = ByHand { included: Some(list(1)), excluded: Some(list(2)) };
        let on = |segments: Vec<SegmentId>| {
            let mut facts: PatientFacts = facts.clone();
            facts.segments.extend(segments);
            facts
        };
        let lists = [(included, list(1)), (excluded, list(2))];
        let facts = on(lists.into_iter().filter(|(on, _)| *on).map(|(_, id)| id).collect());
        let expected = !excluded && (included || holds(&rule, &facts, today));
        prop_assert_eq!(holds(&by_hand.on_top_of(&rule), &facts, today), expected);
    }
}

#[test]
fn a_rule_without_lists_stays_as_it_is() {
    assert_eq!(ByHand::default().on_top_of(&Rule::empty()), Rule::empty());
    assert_eq!(MemberList::from_code(MemberList::Excluded.code()), Some(MemberList::Excluded));
}
