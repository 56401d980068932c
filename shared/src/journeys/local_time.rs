//! A date and time on the clock of the journey's own zone, as a person types it. Only the server knows zones; within one
//! zone the order of two such times needs none.

use crate::time::Date;
#[cfg(feature = "zones")]
use crate::time::UtcMillis;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Written `YYYY-MM-DDTHH:MM`, as `<input type="datetime-local">` does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LocalDateTime {
    pub date: Date,
    pub hour: u8,
    pub minute: u8,
}

impl LocalDateTime {
    /// Reads `YYYY-MM-DDTHH:MM`, seconds ignored.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.split_once('T')?;
        if date.len() != 10 {
            return None;
        }
        let hour = time.get(0..2)?.parse().ok().filter(|hour| *hour < 24)?;
        let minute = time.get(3..5)?.parse().ok().filter(|minute| *minute < 60)?;
        (time.as_bytes().get(2) == Some(&b':')).then_some(())?;
        Some(Self { date: Date::parse(date)?, hour, minute })
    }

    /// Such as "1 Dec 2026, 09:00".
    pub fn words(&self) -> String {
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let month = MONTHS[usize::from(self.date.month.clamp(1, 12)) - 1];
        format!("{} {month} {}, {:02}:{:02}", self.date.day, self.date.year, self.hour, self.minute)
    }

    /// The moment this is in `zone` (an IANA name). A time that the clock skips is moved forward by the gap, one that
    /// comes twice is the first. `None` for an unknown zone.
    #[cfg(feature = "zones")]
    pub fn in_zone(&self, zone: &str) -> Option<UtcMillis> {
        let zone = jiff::tz::TimeZone::get(zone).ok()?;
        let civil = jiff::civil::date(self.date.year, self.date.month as i8, self.date.day as i8).at(
            self.hour as i8,
            self.minute as i8,
            0,
            0,
        );
        let moment = zone.to_ambiguous_timestamp(civil).compatible().ok()?;
        Some(UtcMillis(moment.as_millisecond()))
    }

    /// What the clock in `zone` shows at `moment`, cut to the minute.
    #[cfg(feature = "zones")]
    pub fn at(moment: UtcMillis, zone: &str) -> Option<Self> {
        let shown = jiff::Timestamp::from_millisecond(moment.0).ok()?.in_tz(zone).ok()?.datetime();
        Some(Self {
            date: Date::new(shown.year(), shown.month() as u8, shown.day() as u8)?,
            hour: shown.hour() as u8,
            minute: shown.minute() as u8,
        })
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
        Self::parse(&text).ok_or_else(|| format!("{text:?} is not a date and time like 2026-11-30T09:00"))
    }
}

impl From<LocalDateTime> for String {
    fn from(time: LocalDateTime) -> Self {
        time.to_string()
    }
}
