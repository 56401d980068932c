//! Calling hours on the clock of the person called.

use crate::outreach::CallingHours;
use crate::time::zones::{self, TimeZone};
use crate::time::{Date, LocalDateTime, UtcMillis, clock_at};

/// Days looked ahead; hours come back every week.
const AHEAD: i64 = 8;

fn weekday(date: Date) -> u8 {
    u8::try_from(date.weekday().num_days_from_monday()).unwrap_or(0)
}

/// Whether agents may call there now: within the program's hours and within those that the law allows.
#[must_use]
pub fn opens_at(hours: &CallingHours, now: UtcMillis, zone: &TimeZone) -> Option<UtcMillis> {
    let local = zones::local(now, zone);
    let minute = u16::try_from(local.hour() * 60 + local.minute()).unwrap_or(0);
    let open = hours.contain(weekday(local.date()), minute) && CallingHours::ALLOWED.contains(minute);
    (!open).then(|| next_open(hours, now, zone))
}

/// When the hours begin next, strictly after `now`; a week ahead when no day has any.
#[must_use]
pub fn next_open(hours: &CallingHours, now: UtcMillis, zone: &TimeZone) -> UtcMillis {
    let today = zones::local(now, zone).date();
    let from = hours.hours.from.max(CallingHours::ALLOWED.from);
    (0..AHEAD)
        .map(|days| today.plus_days(days))
        .filter(|date| hours.contain(weekday(*date), from))
        .filter_map(|date| LocalDateTime::new(date, u32::from(from / 60), u32::from(from % 60)))
        .map(|local| zones::resolve(local, zone).moment())
        .find(|at| *at > now)
        .unwrap_or_else(|| today.plus_days(AHEAD).start_utc())
}

/// The clock there and what the zone is called: “10:42 am”, “CT”.
#[must_use]
pub fn zone_words(at: UtcMillis, name: &str) -> (String, String) {
    let Some(zone) = zones::zone(name) else { return (String::new(), name.to_owned()) };
    let local = zones::local(at, &zone);
    (clock_at(local.hour() * 60 + local.minute()), short(name))
}

/// What Americans call their zones all year; elsewhere the city.
fn short(name: &str) -> String {
    let known = match name {
        "America/New_York" | "America/Detroit" | "America/Toronto" => Some("ET"),
        _ if name.starts_with("America/Indiana/") || name.starts_with("America/Kentucky/") => Some("ET"),
        "America/Chicago" | "America/Winnipeg" => Some("CT"),
        "America/Denver" | "America/Phoenix" | "America/Boise" => Some("MT"),
        "America/Los_Angeles" => Some("PT"),
        "America/Anchorage" => Some("AKT"),
        "Pacific/Honolulu" => Some("HT"),
        _ => None,
    };
    known.map_or_else(|| name.rsplit('/').next().unwrap_or(name).replace('_', " "), str::to_owned)
}

/// The day there.
#[must_use]
pub fn day_there(at: UtcMillis, zone: &TimeZone) -> Date {
    zones::local(at, zone).date()
}
