//! Moments in the zone of an event, and how they are said. Needs the zone database, so the server does it.

use super::LocalDateTime;
use crate::time::{Date, UtcMillis};
use jiff::civil;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, tz};

/// A start and end in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// `Tuesday 15 December 2026`; with the last day too when it is another.
    pub day: String,
    /// `6:00 – 7:15 pm`
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

/// The zone of that IANA name, if there is one.
pub fn zone(name: &str) -> Option<TimeZone> {
    if name.is_empty() { None } else { TimeZone::get(name).ok() }
}

/// The names people may choose from, sorted: places, not the historic aliases.
pub fn zone_names() -> Vec<String> {
    const REGIONS: [&str; 10] = [
        "Africa/",
        "America/",
        "Antarctica/",
        "Arctic/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    ];
    let mut names: Vec<String> = tz::db()
        .available()
        .map(|name| name.to_string())
        .filter(|name| name == "UTC" || REGIONS.iter().any(|region| name.starts_with(region)))
        .collect();
    names.sort();
    names.dedup();
    names
}

/// When the wall clock in `zone` shows `local`. A time that comes twice (clocks go back) is the first of both.
///
/// # Errors
/// A sentence for the person who typed it, when clocks skip that time.
pub fn moment(local: LocalDateTime, zone: &TimeZone) -> Result<UtcMillis, String> {
    let ambiguous = zone.to_ambiguous_zoned(civil_time(local));
    if let AmbiguousOffset::Gap { .. } = ambiguous.offset() {
        return Err(format!("Clocks are put forward that day: {} does not exist. Choose another time.", local.clock()));
    }
    let zoned = ambiguous.compatible().map_err(|error| error.to_string())?;
    Ok(UtcMillis(zoned.timestamp().as_millisecond()))
}

/// What the wall clock in `zone` shows at `at`.
pub fn local(at: UtcMillis, zone: &TimeZone) -> LocalDateTime {
    let zoned = timestamp(at).to_zoned(zone.clone());
    let date = Date { year: zoned.year(), month: zoned.month().unsigned_abs(), day: zoned.day().unsigned_abs() };
    LocalDateTime { date, hour: zoned.hour().unsigned_abs(), minute: zoned.minute().unsigned_abs() }
}

/// A start and end in words, in `zone`.
pub fn say(starts: UtcMillis, ends: UtcMillis, zone: &TimeZone) -> When {
    let (from, to) = (local(starts, zone), local(ends, zone));
    let one_day = from.date == to.date;
    let day =
        if one_day { long_date(from.date) } else { format!("{} to {}", long_date(from.date), long_date(to.date)) };
    let (start, end) = (from.clock(), to.clock());
    let same_half = one_day && (from.hour < 12) == (to.hour < 12);
    let start = if same_half { start.trim_end_matches(" am").trim_end_matches(" pm").to_owned() } else { start };
    When { day, clock: format!("{start} – {end}"), zone: say_zone(starts, zone) }
}

/// `Tuesday 15 December 2026`
pub fn long_date(date: Date) -> String {
    format!("{} {}", date.weekday(), day_month_year(date))
}

/// `15 December 2026`
pub fn day_month_year(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    format!("{} {} {}", date.day, MONTHS[usize::from(date.month.clamp(1, 12)) - 1], date.year)
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

pub(super) fn timestamp(at: UtcMillis) -> Timestamp {
    Timestamp::from_millisecond(at.0).unwrap_or(if at.0 < 0 { Timestamp::MIN } else { Timestamp::MAX })
}

fn civil_time(local: LocalDateTime) -> civil::DateTime {
    // Date and LocalDateTime were checked when they were made; years are four digits.
    civil::DateTime::new(
        local.date.year,
        local.date.month.cast_signed(),
        local.date.day.cast_signed(),
        local.hour.cast_signed(),
        local.minute.cast_signed(),
        0,
        0,
    )
    .unwrap_or(civil::DateTime::MAX)
}
