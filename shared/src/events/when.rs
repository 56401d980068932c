//! Moments in the zone of an event, and how they are said. Needs the zone database, so the server does it.

use crate::time::zones::{self, Resolved, timestamp};
use crate::time::{LocalDateTime, UtcMillis};
use jiff::tz::TimeZone;

pub use crate::time::zones::{local, zone, zone_names};

/// A start and end in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// `Tuesday, December 15, 2026`; with the last day too when it is another.
    pub day: String,
    /// `6:00 – 7:15 PM`
    pub clock: String,
    /// `Central time (CST, UTC−06:00)`
    pub zone: String,
}

impl When {
    /// All of it on one line.
    pub fn line(&self) -> String {
        format!("{}, {}, {}", self.day, self.clock, self.zone)
    }
}

/// When the wall clock in `zone` shows `local`.
///
/// # Errors
/// A sentence for the person who typed it, when clocks skip that time, or show it twice: nobody who reads it knows which is meant.
pub fn moment(local: LocalDateTime, zone: &TimeZone) -> Result<UtcMillis, String> {
    match zones::resolve(local, zone) {
        Resolved::Skipped { .. } => {
            Err(format!("Clocks are put forward that day: {} does not exist. Choose another time.", local.clock()))
        }
        Resolved::Twice { .. } => Err(format!(
            "Clocks are put back that night: {} comes twice, and nobody could know which is meant. Choose a time outside that hour.",
            local.clock()
        )),
        resolved @ Resolved::Exact(_) => Ok(resolved.moment()),
    }
}

/// A start and end in words, in `zone`.
pub fn say(starts: UtcMillis, ends: UtcMillis, zone: &TimeZone) -> When {
    let (from, to) = (local(starts, zone), local(ends, zone));
    let one_day = from.date() == to.date();
    let day = if one_day {
        from.date().with_weekday()
    } else {
        format!("{} to {}", from.date().with_weekday(), to.date().with_weekday())
    };
    let (start, end) = (from.clock(), to.clock());
    let same_half = one_day && (from.hour() < 12) == (to.hour() < 12);
    let start = if same_half { start.trim_end_matches(" AM").trim_end_matches(" PM").to_owned() } else { start };
    When { day, clock: format!("{start} – {end}"), zone: say_zone(starts, zone) }
}

/// `Central time (CST, UTC−06:00)`, `Europe/Berlin (CET, UTC+01:00)`.
pub fn say_zone(at: UtcMillis, zone: &TimeZone) -> String {
    let info = zone.to_offset_info(timestamp(at));
    let name = zone.iana_name().unwrap_or("UTC");
    let name = match name {
        "America/New_York" | "America/Detroit" => "Eastern time",
        "America/Chicago" => "Central time",
        "America/Denver" => "Mountain time",
        "America/Los_Angeles" => "Pacific time",
        "America/Anchorage" => "Alaska time",
        "Pacific/Honolulu" => "Hawaii time",
        other => other,
    };
    let offset = offset(info.offset().seconds(), "−", ":");
    // Zones without letters of their own are abbreviated to their offset, which would say it twice.
    if info.abbreviation().starts_with(|c: char| c.is_ascii_alphabetic()) && info.abbreviation() != name {
        format!("{name} ({}, UTC{offset})", info.abbreviation())
    } else {
        format!("{name} (UTC{offset})")
    }
}

/// `2026-12-15T18:00:00-06:00` (ISO 8601 with offset).
pub fn iso(at: UtcMillis, zone: &TimeZone) -> String {
    let seconds = zone.to_offset(timestamp(at)).seconds();
    format!("{}:00{}", local(at, zone), offset(seconds, "-", ":"))
}

/// `+01:00` from seconds east of Greenwich.
pub(super) fn offset(seconds: i32, minus: &str, colon: &str) -> String {
    let sign = if seconds < 0 { minus } else { "+" };
    let minutes = seconds.unsigned_abs() / 60;
    format!("{sign}{:02}{colon}{:02}", minutes / 60, minutes % 60)
}
