//! Which slots there are (FHIR Slot): a pure function of hours, what is taken, the visit type, the zone's rules and the time.

use super::{Availability, LocalRange, VisitType};
use crate::ids::VisitTypeId;
use crate::time::{Date, LocalDateTime, Millis, UtcMillis};
use serde::{Deserialize, Serialize};

const MINUTE: i64 = 60_000;
const ORDINARY_DAY: i64 = 1_440;

/// What a zone says of its clocks: the server's zone database (`time::zones`) answers.
pub trait ZoneRules {
    /// The first moment of `date`.
    fn day_start(&self, date: Date) -> UtcMillis;
    /// What the clock on the wall shows.
    fn local(&self, at: UtcMillis) -> LocalDateTime;
}

/// A stretch of real time; `until` is not part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Interval {
    pub from: UtcMillis,
    pub until: UtcMillis,
}

impl Interval {
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.from < other.until && other.from < self.until
    }
}

/// Time that an appointment or a hold takes, its buffers included.
pub type Busy = Interval;

/// Somebody could be booked here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Slot {
    pub start: UtcMillis,
    pub end: UtcMillis,
}

impl Slot {
    /// The slot of `visit` that begins at `start`.
    #[must_use]
    pub fn at(start: UtcMillis, visit: &VisitType) -> Self {
        Self { start, end: start + visit.length() }
    }

    /// What it would take, with the buffers of `visit`.
    #[must_use]
    pub fn busy(self, visit: &VisitType) -> Busy {
        Busy { from: self.start - visit.before(), until: self.end + visit.after() }
    }
}

/// For what slots are looked for, and when.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    pub id: VisitTypeId,
    pub visit: &'a VisitType,
    /// Slots begin at or after it.
    pub from: UtcMillis,
    /// Slots begin before it.
    pub until: UtcMillis,
    pub now: UtcMillis,
}

/// The free slots in order. Hours are the wall clock's: one that is skipped gives no slot, one that comes twice gives those of
/// both times. `busy` is whatever takes the practitioner's time, at any site.
pub fn slots(hours: &Availability, busy: &[Busy], request: Request<'_>, zone: &impl ZoneRules) -> Vec<Slot> {
    let earliest = request.from.max(request.now + Millis::minutes(request.visit.notice.into()));
    let latest = request.until.min(request.now + Millis::days(request.visit.horizon.into()));
    let mut found = Vec::new();
    if earliest >= latest {
        return found;
    }
    let mut busy = busy.to_vec();
    busy.sort_unstable();
    let mut date = zone.local(earliest).date();
    let last = zone.local(latest).date();
    while date <= last {
        let open = hours.open_on(date, Some(request.id));
        if !open.is_empty() {
            let day = Day::new(date, zone);
            found.extend(day.starts(&open, request.visit).into_iter().map(|start| Slot::at(start, request.visit)));
        }
        date = date.plus_days(1);
    }
    found.retain(|slot| {
        let taken = slot.busy(request.visit);
        earliest <= slot.start && slot.start < latest && !busy.iter().any(|other| taken.overlaps(*other))
    });
    found.sort_unstable();
    found
}

/// What those read who came second.
pub const TAKEN: &str = "This time was just taken. Choose another one.";

/// Why nobody can be booked at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSlot {
    /// It has passed, or is inside the minimum notice.
    Soon,
    /// It lies beyond the horizon.
    Far,
    /// No slot begins then, whatever is taken.
    Outside,
    Taken,
}

impl NoSlot {
    /// What whoever wanted to book `visit` reads.
    #[must_use]
    pub fn words(self, visit: &VisitType) -> String {
        let name = &visit.name;
        match self {
            Self::Soon if visit.notice == 0 => "This time has passed. Choose a later one.".to_owned(),
            Self::Soon => {
                format!("“{name}” is booked at least {} ahead. Choose a later time.", length_words(visit.notice))
            }
            Self::Far => {
                format!("“{name}” is booked at most {} days ahead. Choose an earlier time.", visit.horizon)
            }
            Self::Outside => {
                format!("No “{name}” begins at this time: it is outside of the hours. Choose another one.")
            }
            Self::Taken => TAKEN.to_owned(),
        }
    }
}

/// `90 minutes`, `1 hour`, `2 days`.
fn length_words(minutes: u32) -> String {
    let (count, word) = match minutes {
        days if days.is_multiple_of(1_440) => (days / 1_440, "day"),
        hours if hours.is_multiple_of(60) => (hours / 60, "hour"),
        minutes => (minutes, "minute"),
    };
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// The slot that begins at `start`.
///
/// # Errors
/// Why there is none.
pub fn slot_at(
    hours: &Availability,
    busy: &[Busy],
    (id, visit): (VisitTypeId, &VisitType),
    start: UtcMillis,
    now: UtcMillis,
    zone: &impl ZoneRules,
) -> Result<Slot, NoSlot> {
    let request = Request { id, visit, from: start, until: start + Millis(1), now };
    if let Some(slot) = slots(hours, busy, request, zone).pop() {
        return Ok(slot);
    }
    if start < now + Millis::minutes(visit.notice.into()) {
        return Err(NoSlot::Soon);
    }
    if start >= now + Millis::days(visit.horizon.into()) {
        return Err(NoSlot::Far);
    }
    Err(if slots(hours, &[], request, zone).is_empty() { NoSlot::Outside } else { NoSlot::Taken })
}

/// The real stretches of `date` in which people are seen, for the calendar.
pub fn day_hours(hours: &Availability, date: Date, zone: &impl ZoneRules) -> Vec<Interval> {
    let open = hours.open_on(date, None);
    let day = Day::new(date, zone);
    let mut stretches: Vec<Interval> = Vec::new();
    for minute in (0..day.length).filter(|minute| inside(&open, day.shown(*minute))) {
        let from = day.moment(minute);
        match stretches.last_mut() {
            Some(last) if last.until == from => last.until = day.moment(minute + 1),
            _ => stretches.push(Interval { from, until: day.moment(minute + 1) }),
        }
    }
    stretches
}

fn inside(open: &[LocalRange], shown: u16) -> bool {
    open.iter().any(|range| range.contains(shown))
}

/// One day of a zone, minute by minute of real time.
struct Day {
    start: UtcMillis,
    /// In real minutes.
    length: i64,
    /// What the clock shows in each real minute, where the clock is put forward or back that day.
    changed: Option<Vec<u16>>,
}

impl Day {
    fn new(date: Date, zone: &impl ZoneRules) -> Self {
        let start = zone.day_start(date);
        let length = (zone.day_start(date.plus_days(1)) - start).0 / MINUTE;
        let changed = (length != ORDINARY_DAY).then(|| {
            let shown = |minute| {
                let local = zone.local(UtcMillis(start.0 + minute * MINUTE));
                u16::try_from(local.hour() * 60 + local.minute()).unwrap_or(0)
            };
            (0..length).map(shown).collect()
        });
        Self { start, length, changed }
    }

    fn moment(&self, minute: i64) -> UtcMillis {
        UtcMillis(self.start.0 + minute * MINUTE)
    }

    fn shown(&self, minute: i64) -> u16 {
        match &self.changed {
            None => u16::try_from(minute).unwrap_or(u16::MAX),
            Some(shown) => usize::try_from(minute).ok().and_then(|at| shown.get(at)).copied().unwrap_or(u16::MAX),
        }
    }

    /// The moments at which `visit` can begin and end inside of `open`.
    fn starts(&self, open: &[LocalRange], visit: &VisitType) -> Vec<UtcMillis> {
        let length = i64::from(visit.length);
        let step = visit.step.max(1);
        let mut starts = Vec::new();
        for range in open {
            let on_grid = |shown: u16| range.contains(shown) && u32::from(shown - range.from).is_multiple_of(step);
            if self.changed.is_none() {
                let last = i64::from(range.until) - length;
                let begins = (i64::from(range.from)..=last).step_by(usize::try_from(step).unwrap_or(1));
                starts.extend(begins.map(|minute| self.moment(minute)));
                continue;
            }
            let begins = (0..=self.length - length).filter(|minute| on_grid(self.shown(*minute)));
            let whole = begins.filter(|from| (*from..from + length).all(|minute| range.contains(self.shown(minute))));
            starts.extend(whole.map(|minute| self.moment(minute)));
        }
        starts
    }
}

#[cfg(feature = "zones")]
impl ZoneRules for jiff::tz::TimeZone {
    fn day_start(&self, date: Date) -> UtcMillis {
        crate::time::zones::resolve(LocalDateTime::day_start(date), self).moment()
    }

    fn local(&self, at: UtcMillis) -> LocalDateTime {
        crate::time::zones::local(at, self)
    }
}
