//! Moments, calendar dates and times on a wall clock as Waypost keeps them. None reads a clock: "now" is always an argument.
//!
//! The calendar is `chrono`'s. Zone rules are `jiff`'s and the server's only (`zones`; docs/decisions.md says why).

mod date;
mod local;
mod typed;
mod words;

#[cfg(feature = "zones")]
pub mod zones;

pub use date::Date;
pub use local::{Gap, LocalDateTime};
pub use typed::{HOW_DATE, HOW_DATE_TIME};
pub use words::clock_at;

use serde::{Deserialize, Serialize};
use std::ops::{Add, Sub};

/// A moment: milliseconds since 1970-01-01T00:00:00Z. Databases and the wire carry the bare integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(transparent)]
pub struct UtcMillis(pub i64);

impl UtcMillis {
    /// The calendar date at this moment in UTC.
    pub fn date_utc(self) -> Date {
        Date::from_days_since_epoch(self.0.div_euclid(86_400_000))
    }
}

/// A length of time in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(transparent)]
pub struct Millis(pub i64);

impl Millis {
    pub const fn seconds(n: i64) -> Self {
        Self(n * 1_000)
    }
    pub const fn minutes(n: i64) -> Self {
        Self::seconds(n * 60)
    }
    pub const fn hours(n: i64) -> Self {
        Self::minutes(n * 60)
    }
    /// Days of exactly 24 hours; calendar days in a zone are the server's `jiff` arithmetic.
    pub const fn days(n: i64) -> Self {
        Self::hours(n * 24)
    }
}

impl Add<Millis> for UtcMillis {
    type Output = Self;
    fn add(self, length: Millis) -> Self {
        Self(self.0.saturating_add(length.0))
    }
}

impl Sub<Millis> for UtcMillis {
    type Output = Self;
    fn sub(self, length: Millis) -> Self {
        Self(self.0.saturating_sub(length.0))
    }
}

impl Sub for UtcMillis {
    type Output = Millis;
    fn sub(self, earlier: Self) -> Millis {
        Millis(self.0.saturating_sub(earlier.0))
    }
}
