use proptest::prelude::*;
use shared::time::*;

#[test]
fn partial_fhir_dates_are_their_first_day() {
    assert_eq!(Date::parse("1984"), Date::new(1984, 1, 1));
    assert_eq!(Date::parse("1984-07"), Date::new(1984, 7, 1));
    assert_eq!(Date::parse("1984-07-09T10:00:00Z"), Date::new(1984, 7, 9));
    assert_eq!(Date::parse("1984-02-30"), None);
    assert_eq!(Date::parse(""), None);
}

#[test]
fn a_leap_day_birthday_counts_from_the_first_of_march() {
    let born = Date::new(2000, 2, 29).expect("leap day");
    assert_eq!(born.age_on(Date::new(2026, 2, 28).expect("date")), 25);
    assert_eq!(born.age_on(Date::new(2026, 3, 1).expect("date")), 26);
}

proptest! {
    #[test]
    fn days_and_dates_are_inverse(days in -700_000i64..700_000) {
        let date = Date::from_days_since_epoch(days);
        prop_assert_eq!(date.days_since_epoch(), days);
        prop_assert_eq!(Date::parse(&date.to_string()), Some(date));
    }
}
