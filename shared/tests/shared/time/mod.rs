mod local;
mod typed;
mod zones;

use proptest::prelude::*;
use shared::time::*;

#[test]
fn partial_fhir_dates_are_their_first_day() {
    assert_eq!(Date::parse("1984"), Date::new(1984, 1, 1));
    assert_eq!(Date::parse("1984-07"), Date::new(1984, 7, 1));
    assert_eq!(Date::parse("1984-07-09T10:00:00Z"), Date::new(1984, 7, 9));
    assert_eq!(Date::parse("1984-02-30"), None);
    for wrong in ["", "19840709", "1984-+7-09", "984", "-984-01-01"] {
        assert_eq!(Date::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn a_leap_day_birthday_counts_from_the_first_of_march() {
    let born = Date::new(2000, 2, 29).expect("leap day");
    assert_eq!(born.age_on(Date::new(2026, 2, 28).expect("date")), 25);
    assert_eq!(born.age_on(Date::new(2026, 3, 1).expect("date")), 26);
}

#[test]
fn dates_move_by_the_calendar_and_stay_within_four_digit_years() {
    let day = |text| Date::parse(text).expect("date");
    assert_eq!(day("2026-05-31").plus_months(-3), day("2026-02-28"));
    assert_eq!(day("2024-02-29").plus_years(1), day("2025-02-28"));
    assert_eq!(day("2026-12-31").plus_days(1), day("2027-01-01"));
    assert_eq!(day("2026-05-31").month_start(), day("2026-05-01"));
    assert_eq!((day("2026-05-31").year_start(), day("2026-05-31").year_end()), (day("2026-01-01"), day("2026-12-31")));
    let (first, last) = (day("0000-01-01"), day("9999-12-31"));
    assert_eq!((Date::from_days_since_epoch(i64::MIN), Date::from_days_since_epoch(i64::MAX)), (first, last));
    assert_eq!((first.plus_years(-1), last.plus_months(1)), (first, last));
    assert_eq!((first.plus_years(i32::MIN), last.plus_years(i32::MAX)), (first, last));
    assert_eq!(Date::new(10_000, 1, 1), None);
}

#[test]
fn a_date_is_said_in_words() {
    let date = Date::new(2026, 12, 5).expect("date");
    assert_eq!(date.with_weekday(), "Saturday, December 5, 2026");
    assert_eq!(
        (date.short().as_str(), date.weekday_short(), date.month_day().as_str()),
        ("Dec 5, 2026", "Sat", "12-05")
    );
    assert_eq!(serde_json::to_string(&date).expect("writes"), "\"2026-12-05\"");
}

proptest! {
    #[test]
    fn days_and_dates_are_inverse(days in -700_000i64..700_000) {
        let date = Date::from_days_since_epoch(days);
        prop_assert_eq!(date.days_since_epoch(), days);
        prop_assert_eq!(Date::parse(&date.to_string()), Some(date));
    }
}
