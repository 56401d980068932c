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

    /// `15 Dec 2026`
    pub fn short(self) -> String {
        format!("{} {} {}", self.day(), &self.month_name()[..3], self.year())
    }

    /// `15 December 2026`
    pub fn long(self) -> String {
        format!("{} {} {}", self.day(), self.month_name(), self.year())
    }

    /// `Tuesday 15 December 2026`
    pub fn with_weekday(self) -> String {
        format!("{} {}", self.weekday_name(), self.long())
    }

    /// `12-15`: month and day, as birthdays are compared.
    pub fn month_day(self) -> String {
        format!("{:02}-{:02}", self.month(), self.day())
    }
}

/// `6:00 pm`: what the clock shows so many `minutes` after midnight, as it is said in English.
pub fn clock_at(minutes: u32) -> String {
    let (hour, half) = match minutes / 60 % 24 {
        0 => (12, "am"),
        hour @ 1..=11 => (hour, "am"),
        12 => (12, "pm"),
        hour => (hour - 12, "pm"),
    };
    format!("{hour}:{:02} {half}", minutes % 60)
}

impl LocalDateTime {
    /// `6:00 pm`: the clock as it is said in English.
    pub fn clock(self) -> String {
        clock_at(self.hour() * 60 + self.minute())
    }

    /// `1 Dec 2026, 09:00`
    pub fn words(self) -> String {
        format!("{}, {:02}:{:02}", self.date().short(), self.hour(), self.minute())
    }
}
