//! Ages and intervals of the schedule, as it words them: "6 weeks", "12 months", "4 years".

use crate::time::Date;
use std::fmt;

/// A length of time on the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    Days(i64),
    Weeks(i64),
    Months(i32),
    Years(i32),
}

/// The schedule's grace period: a dose up to so many days before its minimum age or interval counts.
/// (ACIP General Best Practice Guidelines, Timing and Spacing of Immunobiologics)
pub const GRACE_DAYS: i64 = 4;

impl Span {
    /// The day that lies so long after `date`.
    pub fn after(self, date: Date) -> Date {
        match self {
            Self::Days(days) => date.plus_days(days),
            Self::Weeks(weeks) => date.plus_days(weeks * 7),
            Self::Months(months) => later(date, months),
            Self::Years(years) => later(date, years.saturating_mul(12)),
        }
    }

    /// How old somebody born on `born` was on `day`, as people say it: days and weeks at first, then months, then years.
    pub fn age(born: Date, day: Date) -> Self {
        let days = day.days_since_epoch() - born.days_since_epoch();
        match (days, born.months_until(day)) {
            (..14, _) => Self::Days(days),
            (_, ..3) => Self::Weeks(days / 7),
            (_, months @ ..24) => Self::Months(months),
            (_, months) => Self::Years(months / 12),
        }
    }

    /// The time from one day to a later one: days where they are few.
    pub fn between(from: Date, to: Date) -> Self {
        let days = to.days_since_epoch() - from.days_since_epoch();
        match days {
            ..28 => Self::Days(days),
            28..120 => Self::Weeks(days / 7),
            _ => match from.months_until(to) {
                months @ ..24 => Self::Months(months),
                months => Self::Years(months / 12),
            },
        }
    }
}

/// So many months later. A day that the month lacks becomes the first of the next one: who is born on 31 August is 6 months
/// old on 1 March.
fn later(date: Date, months: i32) -> Date {
    let moved = date.plus_months(months);
    if moved.day() == date.day() { moved } else { moved.plus_days(1) }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match *self {
            Self::Days(days) => (days, "day"),
            Self::Weeks(weeks) => (weeks, "week"),
            Self::Months(months) => (months.into(), "month"),
            Self::Years(years) => (years.into(), "year"),
        };
        write!(f, "{count} {unit}{}", if count == 1 { "" } else { "s" })
    }
}
