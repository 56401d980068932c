//! Calendar dates.

use super::UtcMillis;
use chrono::{Datelike, Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A calendar date without a zone, as in FHIR `birthDate`, in the years 0 to 9999. Ordered; written `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date(NaiveDate);

/// 31 December 9999, in days since 1970-01-01.
const LAST_DAY: i64 = 2_932_896;
/// 1 January of the year 0.
const FIRST_DAY: i64 = -719_528;

impl Date {
    /// `None` when the calendar has no such day, or its year has more than four digits.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        (0..=9_999).contains(&year).then(|| NaiveDate::from_ymd_opt(year, month, day)).flatten().map(Self)
    }

    /// Reads `YYYY-MM-DD`; also FHIR's partial `YYYY-MM` and `YYYY`, taken as their first day.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.get(..10).unwrap_or(text).splitn(3, '-');
        let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten();
        let year = parts.next().filter(|year| year.len() == 4).and_then(number)?;
        let month = parts.next().map_or(Some(1), number)?;
        let day = parts.next().map_or(Some(1), number)?;
        Self::new(year.try_into().ok()?, month, day)
    }

    /// Reads what [`Self::parse`] reads; of a date that is known to the month or the year only the last day too.
    pub fn parse_partial(text: &str) -> Option<(Self, Option<Self>)> {
        let first = Self::parse(text)?;
        let last = match text.trim().len() {
            4 => Some(first.year_end()),
            7 => Some(first.plus_months(1).plus_days(-1)),
            _ => None,
        };
        Some((first, last))
    }

    /// The text of a date that may be known to the month or the year only: its first day, and its last where that is another.
    pub fn partial_text(self, until: Option<Self>) -> String {
        let text = self.to_string();
        let known = match until {
            None => 10,
            Some(last) if last == self.year_end() && self == self.year_start() => 4,
            Some(_) => 7,
        };
        text[..known].to_owned()
    }

    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// Day of the month, from 1.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// Whole years from this date (a birth date) to `on`; somebody born on 29 February turns a year older on 1 March
    /// in common years.
    pub fn age_on(self, on: Self) -> i32 {
        let years = on.year() - self.year();
        if (on.month(), on.day()) < (self.month(), self.day()) { years - 1 } else { years }
    }

    /// Completed months from this date (a birth date) to `on`.
    pub fn months_until(self, on: Self) -> i32 {
        (on.year() - self.year()) * 12 + on.month().cast_signed()
            - self.month().cast_signed()
            - i32::from(on.day() < self.day())
    }

    /// Days since 1970-01-01 (negative before).
    pub fn days_since_epoch(self) -> i64 {
        self.0.to_epoch_days().into()
    }

    /// The date so many days after 1970-01-01; the first or last of all where that lies beyond.
    pub fn from_days_since_epoch(days: i64) -> Self {
        let days = days.clamp(FIRST_DAY, LAST_DAY);
        Self(i32::try_from(days).ok().and_then(NaiveDate::from_epoch_days).unwrap_or_default())
    }

    /// So many days later, or earlier where `days` is negative.
    pub fn plus_days(self, days: i64) -> Self {
        Self::from_days_since_epoch(self.days_since_epoch().saturating_add(days))
    }

    /// So many calendar months later or earlier. A day the target month lacks becomes its last: 31 May less three months is 28
    /// or 29 February.
    pub fn plus_months(self, months: i32) -> Self {
        let by = Months::new(months.unsigned_abs());
        let moved = if months < 0 { self.0.checked_sub_months(by) } else { self.0.checked_add_months(by) };
        let beyond = if months < 0 { FIRST_DAY } else { LAST_DAY };
        moved.map_or(Self::from_days_since_epoch(beyond), |date| {
            Self::from_days_since_epoch(date.to_epoch_days().into())
        })
    }

    /// So many calendar years later or earlier; 29 February becomes the 28th of a common year.
    pub fn plus_years(self, years: i32) -> Self {
        self.plus_months(years.saturating_mul(12))
    }

    /// The first day of its month.
    pub fn month_start(self) -> Self {
        Self(self.0.with_day(1).unwrap_or(self.0))
    }

    /// 1 January of its year.
    pub fn year_start(self) -> Self {
        Self(self.0.with_ordinal(1).unwrap_or(self.0))
    }

    /// 31 December of its year.
    pub fn year_end(self) -> Self {
        Self::new(self.year(), 12, 31).unwrap_or(self)
    }

    /// The first moment of this date in UTC.
    pub fn start_utc(self) -> UtcMillis {
        UtcMillis(self.days_since_epoch() * 86_400_000)
    }

    pub(super) const fn naive(self) -> NaiveDate {
        self.0
    }

    /// For dates that came out of another [`Date`].
    pub(super) const fn of(date: NaiveDate) -> Self {
        Self(date)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Date {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::parse(text).ok_or_else(|| format!("{text:?} is not a date like 2026-11-30"))
    }
}

impl TryFrom<String> for Date {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}
