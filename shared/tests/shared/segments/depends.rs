use proptest::prelude::*;
use shared::change::Changed;
use shared::segments::depends::dependencies;
use shared::segments::{arbitrary, evaluate};
use shared::time::Date;

proptest! {
    #[test]
    fn records_that_are_not_mentioned_decide_nothing(
        rule in arbitrary::rule(), mut facts in arbitrary::facts(), day in 20_000i64..21_000,
    ) {
        let today = Date::from_days_since_epoch(day);
        let before = evaluate(&rule, &facts, today).truth;
        let depends = dependencies(&rule);
        facts.records.retain(|record| depends.mention(Changed::Kind(record.record.into())));
        prop_assert_eq!(evaluate(&rule, &facts, today).truth, before);
    }

    #[test]
    fn records_whose_codes_are_not_asked_for_decide_nothing(
        rule in arbitrary::rule(), mut facts in arbitrary::facts(), day in 20_000i64..21_000,
    ) {
        let today = Date::from_days_since_epoch(day);
        let before = evaluate(&rule, &facts, today).truth;
        let depends = dependencies(&rule);
        facts.records.retain(|record| depends.ask(record.record, record.concept.as_ref()));
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
