//! A date and time on the wall clock of some zone, as a person types it: for events, their sessions, and journeys.

use super::Date;
use chrono::{NaiveDateTime, Timelike};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What the clock on the wall shows. Written `YYYY-MM-DDTHH:MM`, as `<input type="datetime-local">` does. Within one zone the
/// order of two such times needs no zone; which moment one is, only the server says (`zones::resolve`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LocalDateTime(NaiveDateTime);

impl LocalDateTime {
    /// `None` when no clock shows that.
    pub fn new(date: Date, hour: u32, minute: u32) -> Option<Self> {
        date.naive().and_hms_opt(hour, minute, 0).map(Self)
    }

    /// The first minute of `date`.
    pub fn day_start(date: Date) -> Self {
        Self(date.naive().and_time(chrono::NaiveTime::MIN))
    }

    /// `None` when the text is no such date and time; seconds are dropped.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.trim().split_once(['T', ' '])?;
        let date = (date.len() == 10).then(|| Date::parse(date)).flatten()?;
        let mut parts = time.split(':');
        let mut two = || {
            let part = parts.next()?;
            (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
        };
        let (hour, minute) = (two()?, two()?);
        Self::new(date, hour, minute)
    }

    pub fn date(self) -> Date {
        Date::of(self.0.date())
    }

    /// 0 to 23.
    pub fn hour(self) -> u32 {
        self.0.hour()
    }

    pub fn minute(self) -> u32 {
        self.0.minute()
    }
}

/// Times that no clock of a zone shows, because it is put forward there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// The first that is skipped.
    pub from: LocalDateTime,
    /// The first that is shown again.
    pub until: LocalDateTime,
}

impl Gap {
    pub fn skips(self, local: LocalDateTime) -> bool {
        self.from <= local && local < self.until
    }
}

impl fmt::Display for LocalDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.date(), self.hour(), self.minute())
    }
}

impl TryFrom<String> for LocalDateTime {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("{text:?} is not a date and time like 2026-12-15T18:00"))
    }
}

impl From<LocalDateTime> for String {
    fn from(local: LocalDateTime) -> Self {
        local.to_string()
    }
}
