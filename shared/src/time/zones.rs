//! Wall clocks and moments: which moment a local time is in a zone, and back. Needs the zone database, so the server does it.

use super::{Date, Gap, LocalDateTime, UtcMillis};
use jiff::civil;
use jiff::tz::AmbiguousOffset;
pub use jiff::tz::TimeZone;
use jiff::{Timestamp, tz};

/// What a local time is in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// The clock shows it once.
    Exact(UtcMillis),
    /// The clock is put forward over it: it is never shown. `later` is as long after the jump as it would have been.
    Skipped { later: UtcMillis },
    /// The clock is put back over it: it is shown twice.
    Twice { first: UtcMillis, second: UtcMillis },
}

impl Resolved {
    /// The moment it is taken for where nobody can be asked any more: after the jump when it is skipped, the first when it
    /// comes twice (RFC 5545, 3.3.5, does the same).
    pub const fn moment(self) -> UtcMillis {
        match self {
            Self::Exact(at) | Self::Skipped { later: at } | Self::Twice { first: at, .. } => at,
        }
    }
}

/// Which moment `local` is in `zone`.
pub fn resolve(local: LocalDateTime, zone: &TimeZone) -> Resolved {
    let ambiguous = zone.to_ambiguous_timestamp(civil_time(local));
    let millis = |at: Result<Timestamp, jiff::Error>| UtcMillis(at.unwrap_or(Timestamp::MAX).as_millisecond());
    match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { .. } => Resolved::Exact(millis(ambiguous.compatible())),
        AmbiguousOffset::Gap { .. } => Resolved::Skipped { later: millis(ambiguous.later()) },
        AmbiguousOffset::Fold { .. } => {
            Resolved::Twice { first: millis(ambiguous.earlier()), second: millis(ambiguous.later()) }
        }
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

/// What the wall clock in `zone` shows at `at`, cut to the minute.
pub fn local(at: UtcMillis, zone: &TimeZone) -> LocalDateTime {
    from_civil(zone.to_datetime(timestamp(at)))
}

/// The times that clocks in `zone` skip in the `years` after `from`.
pub fn gaps(zone: &TimeZone, from: UtcMillis, years: i32) -> Vec<Gap> {
    let start = timestamp(from);
    let last = local(from, zone).date().plus_years(years);
    zone.following(start)
        .map(|change| {
            let at = change.timestamp();
            let before = zone.to_offset(at - jiff::SignedDuration::from_secs(1));
            Gap { from: from_civil(before.to_datetime(at)), until: from_civil(change.offset().to_datetime(at)) }
        })
        .take_while(|gap| gap.from.date() <= last)
        .filter(|gap| gap.from < gap.until)
        .collect()
}

/// As `jiff` has it; the first or last it knows where `at` lies beyond.
pub(crate) fn timestamp(at: UtcMillis) -> Timestamp {
    Timestamp::from_millisecond(at.0).unwrap_or(if at.0 < 0 { Timestamp::MIN } else { Timestamp::MAX })
}

impl LocalDateTime {
    /// The moment this is taken for in the zone of that name; `None` for an unknown zone. See [`Resolved::moment`].
    pub fn in_zone(&self, name: &str) -> Option<UtcMillis> {
        Some(resolve(*self, &zone(name)?).moment())
    }

    /// What the clock shows at `moment` in the zone of that name, cut to the minute; `None` for an unknown zone.
    pub fn at(moment: UtcMillis, name: &str) -> Option<Self> {
        Some(local(moment, &zone(name)?))
    }
}

fn from_civil(shown: civil::DateTime) -> LocalDateTime {
    let date = Date::new(shown.year().into(), shown.month().unsigned_abs().into(), shown.day().unsigned_abs().into())
        .unwrap_or(Date::from_days_since_epoch(i64::MIN));
    LocalDateTime::new(date, shown.hour().unsigned_abs().into(), shown.minute().unsigned_abs().into())
        .unwrap_or(LocalDateTime::day_start(date))
}

fn civil_time(local: LocalDateTime) -> civil::DateTime {
    let date = local.date();
    let small = |number: u32| i8::try_from(number).unwrap_or(i8::MAX);
    // Both were checked when they were made, and the years of a date have four digits.
    civil::DateTime::new(
        i16::try_from(date.year()).unwrap_or(i16::MAX),
        small(date.month()),
        small(date.day()),
        small(local.hour()),
        small(local.minute()),
        0,
        0,
    )
    .unwrap_or(civil::DateTime::MAX)
}
