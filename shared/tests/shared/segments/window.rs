use proptest::prelude::*;
use shared::segments::window::*;
use shared::time::{Date, UtcMillis};

fn date(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

#[test]
fn months_end_on_a_day_that_exists() {
    assert_eq!(shift(date("2026-05-31"), -3, Unit::Months), date("2026-02-28"));
    assert_eq!(shift(date("2024-05-31"), -3, Unit::Months), date("2024-02-29"));
    assert_eq!(shift(date("2026-01-15"), -27, Unit::Months), date("2023-10-15"));
    assert_eq!(shift(date("2026-11-30"), 3, Unit::Months), date("2027-02-28"));
}

#[test]
fn the_last_day_counts_to_its_end_and_the_first_from_its_start() {
    let window = DateTest::InLast { count: 7, unit: Unit::Days }.window(date("2026-11-22"));
    assert!(window.holds(date("2026-11-15").start_utc()));
    assert!(!window.holds(UtcMillis(date("2026-11-15").start_utc().0 - 1)));
    assert!(window.holds(UtcMillis(date("2026-11-23").start_utc().0 - 1)));
    assert!(!window.holds(date("2026-11-23").start_utc()));
}

#[test]
fn before_and_after_leave_the_day_itself_out() {
    let day = date("2026-03-01");
    assert!(!DateTest::Before(day).window(day).holds(day.start_utc()));
    assert!(!DateTest::After(day).window(day).holds(day.start_utc()));
}

#[test]
fn calendar_years_and_months_start_and_end_where_the_calendar_says() {
    let holds = |test: DateTest, today: &str, day: &str| test.window(date(today)).holds(date(day).start_utc());
    let this_year_or_last = DateTest::Calendar { unit: CalendarUnit::Year, from: -1, to: 0 };
    assert!(holds(this_year_or_last, "2026-06-15", "2025-01-01"));
    assert!(holds(this_year_or_last, "2026-06-15", "2026-12-31"));
    assert!(!holds(this_year_or_last, "2026-06-15", "2024-12-31"));
    let last_month = DateTest::Calendar { unit: CalendarUnit::Month, from: -1, to: -1 };
    assert!(holds(last_month, "2026-01-31", "2025-12-01"));
    assert!(!holds(last_month, "2026-01-31", "2026-01-01"));
}

#[test]
fn half_a_year_before_the_end_of_the_year_is_the_end_of_june() {
    let window = DateTest::AtLeastAgo { count: 6, unit: Unit::Months }.window(date("2026-12-31"));
    assert!(window.holds(date("2026-06-30").start_utc()));
    assert!(!window.holds(date("2026-07-01").start_utc()));
}

#[test]
fn what_goes_on_meets_every_later_window() {
    let window = DateTest::Between { from: date("2026-01-01"), to: date("2026-12-31") }.window(date("2026-05-05"));
    let day = |text| date(text).start_utc();
    assert!(window.meets(day("2019-01-01"), None));
    assert!(window.meets(day("2019-01-01"), Some(day("2026-01-01"))));
    assert!(!window.meets(day("2019-01-01"), Some(day("2025-12-31"))));
    assert!(!window.meets(day("2027-01-01"), None));
}

proptest! {
    #[test]
    fn a_longer_window_holds_whatever_a_shorter_one_holds(
        today in -5_000i64..40_000, at in -5_000i64..40_000, count in 0u16..600, more in 0u16..600, months in any::<bool>(),
    ) {
        let today = Date::from_days_since_epoch(today);
        let at = Date::from_days_since_epoch(at).start_utc();
        let unit = if months { Unit::Months } else { Unit::Days };
        let short = DateTest::InLast { count, unit }.window(today);
        let long = DateTest::InLast { count: count + more, unit }.window(today);
        prop_assert!(!short.holds(at) || long.holds(at));
    }
}
