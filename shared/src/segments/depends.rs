//! What a rule could care about: which changes and which passage of time may change who is in.

use super::{PatientTest, RecordConditionTest, RecordType, Rule, Test};
use std::collections::BTreeSet;

/// What the truth of a rule depends on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dependencies {
    pub records: BTreeSet<RecordType>,
    /// Ages and windows that move: the truth may change when the date does, though nobody changed anything.
    pub date: bool,
}

impl Dependencies {
    /// Whether a change to a row of that table could change who is in. A change to the patient always could: a rule
    /// that asks for nothing but an absence takes every new patient in.
    pub fn mention(&self, table: &str) -> bool {
        matches!(table, "patient" | "contact_point") || self.records.iter().any(|record| record.table() == table)
    }
}

pub fn dependencies(rule: &Rule) -> Dependencies {
    let mut found = Dependencies::default();
    rule.root.each(&mut |block| match &block.test {
        Test::Group(_) => {}
        Test::Patient(test) => found.date |= matches!(test, PatientTest::Age(_)),
        Test::Record(test) => {
            found.records.insert(test.record);
            found.date |= test
                .conditions
                .iter()
                .any(|condition| matches!(condition.test, RecordConditionTest::Date(date) if date.moves()));
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::super::{arbitrary, evaluate};
    use super::dependencies;
    use crate::time::Date;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn records_that_are_not_mentioned_decide_nothing(
            rule in arbitrary::rule(), mut facts in arbitrary::facts(), day in 20_000i64..21_000,
        ) {
            let today = Date::from_days_since_epoch(day);
            let before = evaluate(&rule, &facts, today).truth;
            let depends = dependencies(&rule);
            facts.records.retain(|record| depends.mention(record.record.table()));
            prop_assert_eq!(evaluate(&rule, &facts, today).truth, before);
        }

        #[test]
        fn a_rule_that_does_not_depend_on_the_date_is_the_same_every_day(
            rule in arbitrary::rule(), facts in arbitrary::facts(), day in 20_000i64..21_000, later in 0i64..2_000,
        ) {
            let truth = |day| evaluate(&rule, &facts, Date::from_days_since_epoch(day)).truth;
            prop_assert!(dependencies(&rule).date || truth(day) == truth(day + later));
        }
    }
}
