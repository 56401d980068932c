use shared::code_sets::built_in::all;
use shared::code_sets::slug;
use shared::segments::care_gap::Period;
use shared::segments::{BlockId, Combine, Group, Rule, Test, care_gaps, dependencies};
use std::collections::BTreeSet;

#[test]
fn every_set_has_a_key_of_its_own_and_codes_once_each() {
    let mut keys = BTreeSet::new();
    for set in all() {
        assert!(keys.insert(set.key.clone()), "{} twice", set.key);
        assert_eq!(set.key, slug(&set.key));
        let codes: BTreeSet<_> = set.codes.iter().collect();
        assert!(!codes.is_empty() && codes.len() == set.codes.len(), "{}", set.key);
    }
}

#[test]
fn every_set_that_a_care_gap_asks_for_ships() {
    let shipped: BTreeSet<_> = all().into_iter().map(|set| set.key).collect();
    for gap in care_gaps::all(Period::Rolling) {
        for group in gap.groups() {
            let mut rule = Rule::new(Group { combine: Combine::All, blocks: Vec::new() });
            rule.add(BlockId::ROOT, Test::Group(group.clone()));
            let missing: Vec<_> = dependencies(&rule).code_sets.difference(&shipped).cloned().collect();
            assert!(missing.is_empty(), "{}: {missing:?}", gap.key);
        }
    }
}
