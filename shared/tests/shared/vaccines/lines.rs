//! The lines of the patient's page: the series that concern somebody, and no others.

use super::{given, person};
use shared::patients::VaccineLine;
use shared::time::Date;
use shared::vaccines::{History, Series, State};

fn date(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

#[test]
fn an_adult_sees_what_concerns_adults_with_each_dose_and_the_next() {
    let (today, dose) = (date("2026-11-30"), date("2026-11-27"));
    let facts = person(date("1960-06-10"), vec![given("187", dose)]);
    let lines = VaccineLine::of(&History::of(&facts), today);
    let series: Vec<Series> = lines.iter().map(|line| line.series).collect();
    assert_eq!(series, [Series::Influenza, Series::Tdap, Series::Pneumococcal, Series::Zoster]);
    let zoster = VaccineLine {
        series: Series::Zoster,
        state: State::OnSchedule,
        due: Some(date("2027-01-27")),
        doses: vec![(dose, "recombinant zoster, dose 1".into())],
        why: Vec::new(),
    };
    assert_eq!(lines.last(), Some(&zoster));
}
