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
    /// On one of these days, both ends included.
    Between { from: Date, to: Date },
    /// That many units ago or longer.
    AtLeastAgo { count: u16, unit: Unit },
    /// In the calendar years or months from `from` to `to`, counted from the current one: (-1, 0) is last year or this.
    Calendar { unit: CalendarUnit, from: i8, to: i8 },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    Days,
    Weeks,
    Months,
    Years,
}

impl Unit {
    pub const ALL: [Self; 4] = [Self::Days, Self::Weeks, Self::Months, Self::Years];

    pub const fn label(self, count: u16) -> &'static str {
        match (self, count) {
            (Self::Days, 1) => "day",
            (Self::Days, _) => "days",
            (Self::Weeks, 1) => "week",
            (Self::Weeks, _) => "weeks",
            (Self::Months, 1) => "month",
            (Self::Months, _) => "months",
            (Self::Years, 1) => "year",
            (Self::Years, _) => "years",
        }
    }
}

/// A stretch of the calendar, as opposed to a length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CalendarUnit {
    Year,
    Month,
}

impl CalendarUnit {
    pub const ALL: [Self; 2] = [Self::Year, Self::Month];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
        }
    }

    /// First day of the unit that lies `by` units from the one `date` is in.
    fn first_day(self, date: Date, by: i32) -> Date {
        let january_or_this = match self {
            Self::Year => date.year_start(),
            Self::Month => date.month_start(),
        };
        let unit = match self {
            Self::Year => Unit::Years,
            Self::Month => Unit::Months,
        };
        shift(january_or_this, by, unit)
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
            Self::Between { from, to } => {
                Window { from: Some(from.start_utc()), until: Some(day_after(to).start_utc()) }
            }
            Self::AtLeastAgo { count, unit } => {
                Window { from: None, until: Some(day_after(shift(today, -i32::from(count), unit)).start_utc()) }
            }
            Self::Calendar { unit, from, to } => Window {
                from: Some(unit.first_day(today, i32::from(from)).start_utc()),
                until: Some(unit.first_day(today, i32::from(to) + 1).start_utc()),
            },
        }
    }

    /// True when the window moves from day to day.
    pub const fn moves(self) -> bool {
        !matches!(self, Self::Before(_) | Self::After(_) | Self::Between { .. })
    }
}

impl Window {
    pub fn holds(self, at: UtcMillis) -> bool {
        self.from.is_none_or(|from| at >= from) && self.until.is_none_or(|until| at < until)
    }

    /// Whether the stretch from `start` to `end` (`None` goes on for ever) shares a moment with the window.
    pub fn meets(self, start: UtcMillis, end: Option<UtcMillis>) -> bool {
        self.until.is_none_or(|until| start < until) && self.from.is_none_or(|from| end.is_none_or(|end| end >= from))
    }
}

fn day_after(date: Date) -> Date {
    date.plus_days(1)
}

/// `date` moved by whole days or calendar months; a day the target month lacks becomes its last (31 May less three
/// months is 28 or 29 February).
pub fn shift(date: Date, by: i32, unit: Unit) -> Date {
    match unit {
        Unit::Days => date.plus_days(by.into()),
        Unit::Weeks => date.plus_days(i64::from(by) * 7),
        Unit::Months => date.plus_months(by),
        Unit::Years => date.plus_years(by),
    }
}
