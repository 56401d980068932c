//! Dates and wall-clock times in English words: the only names of months and days of the week there are.

use super::{Date, LocalDateTime};
use chrono::{Month, Weekday};

impl Date {
    /// `December`
    pub fn month_name(self) -> &'static str {
        u8::try_from(self.month()).ok().and_then(|month| Month::try_from(month).ok()).map_or("", |month| month.name())
    }

    /// `Tuesday`
    pub fn weekday_name(self) -> &'static str {
        match self.weekday() {
            Weekday::Mon => "Monday",
            Weekday::Tue => "Tuesday",
            Weekday::Wed => "Wednesday",
            Weekday::Thu => "Thursday",
            Weekday::Fri => "Friday",
            Weekday::Sat => "Saturday",
            Weekday::Sun => "Sunday",
        }
    }

    /// `Tue`
    pub fn weekday_short(self) -> &'static str {
        &self.weekday_name()[..3]
    }

    /// `Dec 15, 2026`
    pub fn short(self) -> String {
        format!("{} {}, {}", self.month_short(), self.day(), self.year())
    }

    /// `Dec 15`, with the year where it is not `this_year`.
    pub fn brief(self, this_year: i32) -> String {
        if self.year() == this_year { format!("{} {}", self.month_short(), self.day()) } else { self.short() }
    }

    /// `December 15, 2026`
    pub fn long(self) -> String {
        format!("{} {}, {}", self.month_name(), self.day(), self.year())
    }

    /// `Tuesday, December 15, 2026`
    pub fn with_weekday(self) -> String {
        format!("{}, {}", self.weekday_name(), self.long())
    }

    /// `Dec`
    fn month_short(self) -> &'static str {
        self.month_name().get(..3).unwrap_or_default()
    }

    /// `12-15`: month and day, as birthdays are compared.
    pub fn month_day(self) -> String {
        format!("{:02}-{:02}", self.month(), self.day())
    }
}

/// `6:00 PM`: what the clock shows this many `minutes` after midnight.
pub fn clock_at(minutes: u32) -> String {
    let (hour, half) = match minutes / 60 % 24 {
        0 => (12, "AM"),
        hour @ 1..=11 => (hour, "AM"),
        12 => (12, "PM"),
        hour => (hour - 12, "PM"),
    };
    format!("{hour}:{:02} {half}", minutes % 60)
}

impl LocalDateTime {
    /// `6:00 PM`
    pub fn clock(self) -> String {
        clock_at(self.hour() * 60 + self.minute())
    }

    /// `Dec 1, 2026, 9:00 AM`
    pub fn words(self) -> String {
        format!("{}, {}", self.date().short(), self.clock())
    }

    /// `Dec 1, 9:00 AM`, with the year where it is not `this_year`.
    pub fn brief(self, this_year: i32) -> String {
        format!("{}, {}", self.date().brief(this_year), self.clock())
    }
}
