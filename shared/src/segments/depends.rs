//! What a rule could care about: which changes and which passage of time may change who is in.

use super::{AttributeTest, Group, PatientTest, RecordCondition, RecordConditionTest, RecordType, Rule, Test};
use crate::ids::SegmentId;
use std::collections::BTreeSet;

/// What the truth of a rule depends on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dependencies {
    pub records: BTreeSet<RecordType>,
    /// Keys of code sets.
    pub code_sets: BTreeSet<String>,
    /// Other segments whose membership is asked for.
    pub segments: BTreeSet<SegmentId>,
    /// What people said to messages.
    pub consent: bool,
    /// Ages and windows that move: the truth may change when the date does, though nobody changed anything.
    pub date: bool,
}

impl Dependencies {
    /// Whether a change to a row of that table could change who is in. A change to the patient always could: a rule
    /// that asks for nothing but an absence takes every new patient in.
    pub fn mention(&self, table: &str) -> bool {
        match table {
            "patient" | "contact_point" | "care-team" => true,
            "consent" => self.consent,
            "segment" => !self.segments.is_empty(),
            table => self.records.iter().any(|record| record.table() == table),
        }
    }
}

pub fn dependencies(rule: &Rule) -> Dependencies {
    let mut found = Dependencies::default();
    group(&rule.enabled().root, &mut found);
    found
}

fn group(group: &Group, found: &mut Dependencies) {
    group.each(&mut |block| match &block.test {
        Test::Group(_) => {}
        Test::Patient(test) => {
            found.consent |= matches!(test, PatientTest::Consent(_));
            found.date |= match test {
                PatientTest::Age(_) | PatientTest::Birthday { .. } => true,
                PatientTest::Added(date) | PatientTest::Attribute { is: AttributeTest::Date(date), .. } => date.moves(),
                _ => false,
            };
        }
        Test::Record(test) => {
            found.records.extend(&test.records);
            rows(test.rows(), found);
        }
        Test::CareGap(test) => {
            found.date = true;
            if let Some(gap) = test.definition() {
                gap.groups().for_each(|inner| self::group(inner, found));
            }
        }
        Test::Segment(test) => {
            found.segments.extend(test.segment);
        }
    });
}

fn rows<'a>(rows: impl Iterator<Item = &'a RecordCondition>, found: &mut Dependencies) {
    for row in rows {
        found.date |= row.test.window().is_some_and(super::DateTest::moves);
        match &row.test {
            RecordConditionTest::CodeSet(sets) | RecordConditionTest::ValueSet(sets) => {
                found.code_sets.extend(sets.iter().cloned());
            }
            RecordConditionTest::Near(near) => {
                found.records.extend(&near.records);
                self::rows(near.conditions.iter(), found);
            }
            _ => {}
        }
    }
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
