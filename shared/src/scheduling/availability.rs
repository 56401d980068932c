//! When a practitioner sees people at a site: hours of the week, and the days that differ (FHIR Schedule).

use crate::coded;
use crate::field::{FieldError, FieldErrors};
use crate::ids::VisitTypeId;
use crate::time::{Date, clock_at};
use serde::{Deserialize, Serialize};

/// A stretch of one day's wall clock, in minutes since midnight; `until` is not part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LocalRange {
    pub from: u16,
    /// At most 1440, the end of the day.
    pub until: u16,
}

impl LocalRange {
    pub const WHOLE_DAY: Self = Self { from: 0, until: 1_440 };

    #[must_use]
    pub const fn is_valid(self) -> bool {
        self.from < self.until && self.until <= 1_440
    }

    /// `9:00 am – 9:30 am`
    #[must_use]
    pub fn words(self) -> String {
        format!("{} – {}", clock_at(self.from.into()), clock_at(self.until.into()))
    }

    #[must_use]
    pub const fn contains(self, minute: u16) -> bool {
        self.from <= minute && minute < self.until
    }
}

/// Hours that come back every week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeeklyHours {
    /// 0 is Monday, 6 is Sunday.
    pub weekday: u8,
    pub hours: LocalRange,
    /// Those that may be booked then; empty means all.
    #[serde(default)]
    pub visit_types: Vec<VisitTypeId>,
    /// The first day they hold; none means always.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// The last day they hold.
    #[serde(default)]
    pub valid_until: Option<Date>,
}

coded! {
    /// How some days differ from the weekly hours.
    pub enum ExceptionKind {
        DayOff = "day-off", "Day off";
        ExtraHours = "extra-hours", "Extra hours";
        Blocked = "blocked", "Blocked time";
    }
}

/// Days that differ. A day off takes the whole day, whatever its hours say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    pub kind: ExceptionKind,
    pub first: Date,
    /// The last day, itself included.
    pub last: Date,
    pub hours: LocalRange,
    #[serde(default)]
    pub reason: String,
}

/// All of one practitioner's hours at one site. Stored as a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Availability {
    pub weekly: Vec<WeeklyHours>,
    pub exceptions: Vec<Exception>,
}

impl Availability {
    /// # Errors
    /// What to put right, by field: `weekly.N` or `exceptions.N`.
    pub fn checked(self) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        for (at, hours) in self.weekly.iter().enumerate() {
            let field = format!("weekly.{at}");
            errors.require(hours.weekday < 7, &field, "Choose a day of the week.");
            errors.require(hours.hours.is_valid(), &field, "The hours must end after they begin.");
            let ordered = hours.valid_from.zip(hours.valid_until).is_none_or(|(from, until)| from <= until);
            errors.require(ordered, &field, "The last day is before the first.");
        }
        for (at, exception) in self.exceptions.iter().enumerate() {
            let field = format!("exceptions.{at}");
            errors.require(exception.hours.is_valid(), &field, "The hours must end after they begin.");
            errors.require(exception.first <= exception.last, &field, "The last day is before the first.");
        }
        errors.into_result(self)
    }

    /// The stretches of `date` in which `visit` can be booked, in order and apart; without a visit type, those for any.
    #[must_use]
    pub fn open_on(&self, date: Date, visit: Option<VisitTypeId>) -> Vec<LocalRange> {
        let on_date = |exception: &&Exception| exception.first <= date && date <= exception.last;
        let exceptions: Vec<&Exception> = self.exceptions.iter().filter(on_date).collect();
        if exceptions.iter().any(|exception| exception.kind == ExceptionKind::DayOff) {
            return Vec::new();
        }
        let weekday = date.weekday().num_days_from_monday();
        let weekly = self.weekly.iter().filter(|hours| {
            u32::from(hours.weekday) == weekday
                && hours.valid_from.is_none_or(|from| from <= date)
                && hours.valid_until.is_none_or(|until| date <= until)
                && (hours.visit_types.is_empty() || visit.is_none_or(|visit| hours.visit_types.contains(&visit)))
        });
        let of_kind = |kind| exceptions.iter().filter(move |exception| exception.kind == kind).map(|one| one.hours);
        let mut open: Vec<LocalRange> =
            weekly.map(|hours| hours.hours).chain(of_kind(ExceptionKind::ExtraHours)).collect();
        open.retain(|range| range.is_valid());
        open = joined(open);
        for blocked in of_kind(ExceptionKind::Blocked) {
            open = open.into_iter().flat_map(|range| without(range, blocked)).collect();
        }
        open
    }
}

/// In order, with those that touch or overlap made one.
fn joined(mut ranges: Vec<LocalRange>) -> Vec<LocalRange> {
    ranges.sort_unstable();
    let mut joined: Vec<LocalRange> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.from <= last.until => last.until = last.until.max(range.until),
            _ => joined.push(range),
        }
    }
    joined
}

/// What `blocked` leaves of `range`.
fn without(range: LocalRange, blocked: LocalRange) -> impl Iterator<Item = LocalRange> {
    let before = LocalRange { from: range.from, until: range.until.min(blocked.from) };
    let after = LocalRange { from: range.from.max(blocked.until), until: range.until };
    [before, after].into_iter().filter(|left| left.is_valid())
}
