//! What holds for any history of vaccines.

use super::{given, person};
use proptest::prelude::*;
use shared::segments::PatientFacts;
use shared::time::Date;
use shared::vaccines::{Forecast, History, Series, State, forecasts, horizon};

const VACCINES: [&str; 24] = [
    "08", "20", "110", "120", "116", "119", "48", "49", "133", "215", "216", "33", "10", "03", "94", "21", "83", "165",
    "115", "113", "203", "187", "303", "140",
];

/// The day that all histories begin with, and the day after all doses.
fn born() -> Date {
    Date::new(2000, 2, 29).expect("a day")
}

fn histories() -> impl Strategy<Value = Vec<(usize, i64)>> {
    // most doses of a child, some of an adult
    let days = prop_oneof![3 => 0..900_i64, 2 => 900..7_000_i64, 1 => 18_000..28_000_i64];
    prop::collection::vec((0..VACCINES.len(), days), 0..14)
}

fn facts(doses: &[(usize, i64)]) -> PatientFacts {
    person(born(), doses.iter().map(|(vaccine, day)| given(VACCINES[*vaccine], born().plus_days(*day))).collect())
}

fn made(doses: &[(usize, i64)], on: Date) -> Vec<Forecast> {
    forecasts(&History::of(&facts(doses)), horizon(on))
}

/// How well somebody is placed; the higher the better.
fn rank(state: State) -> u8 {
    match state {
        State::Overdue => 0,
        State::Due => 1,
        State::OnSchedule | State::Contraindicated | State::TooLate | State::NotForThem => 2,
        State::Complete | State::Immune => 3,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_further_dose_that_counts_never_makes_a_gap_worse(
        doses in histories(), vaccine in 0..VACCINES.len(), after in 0..2_000_i64, later in 0..400_i64,
    ) {
        let last = doses.iter().map(|(_, day)| *day).max().unwrap_or(0);
        let on = born().plus_days(last + after + later);
        let before = made(&doses, on);
        let mut more = doses;
        more.push((vaccine, last + after));
        for (was, is) in before.iter().zip(made(&more, on)) {
            let counts = is.doses.last().is_some_and(|dose| dose.counts() && dose.on == born().plus_days(last + after));
            // Who can't begin any more, or need not, may be asked to go on once they have begun all the same.
            let begun = !matches!(was.state_on(on), State::TooLate | State::NotForThem);
            if counts && begun && was.doses.len() < is.doses.len() {
                prop_assert!(rank(is.state_on(on)) >= rank(was.state_on(on)), "{:?}\n{:?}", was, is);
            }
        }
    }

    #[test]
    fn nothing_is_due_before_the_minimum_age_and_interval(doses in histories(), on in 0..30_000_i64) {
        for one in made(&doses, born().plus_days(on)) {
            if let Some(next) = one.next {
                prop_assert!(next.earliest <= next.due && next.due < next.overdue, "{one:?}");
                for stretch in &one.stretches {
                    let due = matches!(stretch.state, State::Due | State::Overdue);
                    prop_assert!(!due || stretch.from >= next.earliest, "{one:?}");
                }
            }
        }
    }

    #[test]
    fn the_order_of_records_does_not_matter_and_a_day_counts_once(doses in histories(), on in 0..30_000_i64) {
        let on = born().plus_days(on);
        let mut turned = doses.clone();
        turned.reverse();
        turned.extend(doses.clone());
        prop_assert_eq!(made(&doses, on), made(&turned, on));
        for one in made(&doses, on) {
            let mut days: Vec<Date> = one.doses.iter().map(|dose| dose.on).collect();
            days.dedup();
            prop_assert_eq!(days.len(), one.doses.len(), "two of one day are one: {:?}", one);
        }
    }

    #[test]
    fn a_day_is_in_one_stretch_at_most(doses in histories(), on in 0..30_000_i64) {
        for one in made(&doses, born().plus_days(on)) {
            for pair in one.stretches.windows(2) {
                prop_assert!(pair[0].until.is_some_and(|until| until < pair[1].from), "{one:?}");
            }
        }
    }
}

#[test]
fn every_series_says_where_its_rule_comes_from() {
    for series in Series::ALL {
        assert!(!shared::vaccines::source(series).is_empty(), "{series:?}");
    }
}
