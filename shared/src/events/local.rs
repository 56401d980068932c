//! A wall-clock date and time without its zone, as a planner types it.

use crate::time::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What the clock on the wall shows at the event. Written `YYYY-MM-DDTHH:MM`, as an HTML `datetime-local` input does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LocalDateTime {
    pub date: Date,
    pub hour: u8,
    pub minute: u8,
}

impl LocalDateTime {
    /// `None` when the text is no such date and time; seconds are dropped.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.trim().split_once(['T', ' '])?;
        let date = (date.len() == 10).then(|| Date::parse(date)).flatten()?;
        let mut parts = time.split(':');
        let two = |part: Option<&str>| part.filter(|p| p.len() == 2).and_then(|p| p.parse::<u8>().ok());
        let (hour, minute) = (two(parts.next())?, two(parts.next())?);
        (hour < 24 && minute < 60).then_some(Self { date, hour, minute })
    }

    /// `6:00 pm`: the clock as it is said in English.
    pub fn clock(self) -> String {
        let (hour, half) = match self.hour {
            0 => (12, "am"),
            1..=11 => (self.hour, "am"),
            12 => (12, "pm"),
            _ => (self.hour - 12, "pm"),
        };
        format!("{hour}:{:02} {half}", self.minute)
    }
}

impl fmt::Display for LocalDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.date, self.hour, self.minute)
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
