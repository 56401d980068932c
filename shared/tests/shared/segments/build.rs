use proptest::prelude::*;
use shared::segments::build::Direction;
use shared::segments::{BlockId, Rule, Test, arbitrary};
use std::collections::BTreeSet;

fn ids(rule: &Rule) -> Vec<BlockId> {
    let mut ids = Vec::new();
    rule.root.each(&mut |block| {
        ids.push(block.id);
        if let Test::Record(test) = &block.test {
            ids.extend(test.rows().map(|row| row.id));
        }
    });
    ids
}

proptest! {
    #[test]
    fn moving_loses_no_block_and_doubles_none(rule in arbitrary::rule(), pick in any::<prop::sample::Index>(), up in any::<bool>()) {
        let before = ids(&rule);
        prop_assume!(!before.is_empty());
        let mut moved = rule;
        moved.step(*pick.get(&before), if up { Direction::Up } else { Direction::Down });
        prop_assert_eq!(ids(&moved).into_iter().collect::<BTreeSet<_>>(), before.into_iter().collect());
    }

    #[test]
    fn a_copy_has_numbers_of_its_own(rule in arbitrary::rule(), pick in any::<prop::sample::Index>()) {
        let before = ids(&rule);
        prop_assume!(!before.is_empty());
        let mut copied = rule;
        copied.duplicate(*pick.get(&before));
        let after = ids(&copied);
        prop_assert_eq!(after.iter().collect::<BTreeSet<_>>().len(), after.len());
    }

    #[test]
    fn up_and_down_again_is_where_it_was(rule in arbitrary::rule(), pick in any::<prop::sample::Index>()) {
        let all = ids(&rule);
        prop_assume!(!all.is_empty());
        let mut moved = rule.clone();
        if moved.step(*pick.get(&all), Direction::Up).is_some() {
            moved.step(*pick.get(&all), Direction::Down);
            prop_assert_eq!(moved, rule);
        }
    }
}
