//! Windows of dates on a record, absolute and relative to the day of the evaluation (UTC days).

use crate::time::{Date, UtcMillis};
use serde::{Deserialize, Serialize};

/// When a record must lie. A record without a date never does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateTest {
    /// From that many units before today up to the end of today.
    InLast { count: u16, unit: Unit },
    /// From the start of today to the end of the day that many units ahead.
    InNext { count: u16, unit: Unit },
    /// On an earlier day.
    Before(Date),
    /// On a later day.
    After(Date),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    Days,
    Months,
}

impl Unit {
    pub const fn label(self, count: u16) -> &'static str {
        match (self, count) {
            (Self::Days, 1) => "day",
            (Self::Days, _) => "days",
            (Self::Months, 1) => "month",
            (Self::Months, _) => "months",
        }
    }
}

/// The moments a date test lets through on `today`: from the first (included) to the second (excluded).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub from: Option<UtcMillis>,
    pub until: Option<UtcMillis>,
}

impl DateTest {
    pub fn window(self, today: Date) -> Window {
        match self {
            Self::InLast { count, unit } => Window {
                from: Some(shift(today, -i32::from(count), unit).start_utc()),
                until: Some(day_after(today).start_utc()),
            },
            Self::InNext { count, unit } => Window {
                from: Some(today.start_utc()),
                until: Some(day_after(shift(today, i32::from(count), unit)).start_utc()),
            },
            Self::Before(date) => Window { from: None, until: Some(date.start_utc()) },
            Self::After(date) => Window { from: Some(day_after(date).start_utc()), until: None },
        }
    }

    /// True when the window moves from day to day.
    pub const fn moves(self) -> bool {
        matches!(self, Self::InLast { .. } | Self::InNext { .. })
    }
}

impl Window {
    pub fn holds(self, at: UtcMillis) -> bool {
        self.from.is_none_or(|from| at >= from) && self.until.is_none_or(|until| at < until)
    }
}

fn day_after(date: Date) -> Date {
    Date::from_days_since_epoch(date.days_since_epoch() + 1)
}

/// `date` moved by whole days or calendar months; a day the target month lacks becomes its last (31 May less three
/// months is 28 or 29 February).
fn shift(date: Date, by: i32, unit: Unit) -> Date {
    match unit {
        Unit::Days => Date::from_days_since_epoch(date.days_since_epoch() + i64::from(by)),
        Unit::Months => {
            let month = i32::from(date.year) * 12 + i32::from(date.month) - 1 + by;
            let (year, month) = (month.div_euclid(12) as i16, (month.rem_euclid(12) + 1) as u8);
            (0..4).find_map(|back| Date::new(year, month, date.day.saturating_sub(back))).unwrap_or(date)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
}
