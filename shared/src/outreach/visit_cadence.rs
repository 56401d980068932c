//! What is due around one visit: reminders before it, follow-up after it was missed or cancelled, the request for a review after it.

use super::{CadenceKind, CadenceStep, Cadences};
use crate::scheduling::AppointmentStatus;
use crate::time::{Date, Millis, UtcMillis};

/// One visit as it stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VisitNow {
    pub status: AppointmentStatus,
    pub start: UtcMillis,
    pub end: UtcMillis,
    /// When it became what it is now.
    pub changed_at: UtcMillis,
}

/// Something to do for a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VisitDeed {
    Step(CadenceKind, CadenceStep),
    Review,
}

impl VisitDeed {
    /// Its part of the idempotency key. A visit that was moved is reminded of anew, so reminders carry its start.
    #[must_use]
    pub fn key(&self, visit: &VisitNow) -> String {
        match self {
            Self::Step(CadenceKind::Reminder, step) => format!("reminder/{}/{}", step.id, visit.start.0),
            Self::Step(kind, step) => format!("{}/{}/{}", kind.code(), step.id, visit.changed_at.0),
            Self::Review => "review".to_owned(),
        }
    }
}

/// What is too old by then is left out: a reminder of yesterday helps nobody, and a downtime is not answered by a burst.
pub const TOO_LATE: Millis = Millis::hours(12);

/// When people hear of a visit, on their clock: 10 am, and 8 am on its day.
const MORNING: u32 = 10;
const EARLY: u32 = 8;

/// Everything around the visit with the moment it is due, earliest first. `moment` says which moment an hour of a day is on the
/// clock of the person, `day_of` which day a moment is there.
#[must_use]
pub fn visit_deeds(
    cadences: &Cadences,
    visit: &VisitNow,
    day_of: impl Fn(UtcMillis) -> Date,
    moment: impl Fn(Date, u32) -> UtcMillis,
) -> Vec<(UtcMillis, VisitDeed)> {
    let after = |kind: CadenceKind| {
        let day = day_of(visit.changed_at);
        let due = |step: &CadenceStep| {
            let at = moment(day.plus_days(i64::from(step.days)), MORNING);
            // Of the day itself: not before it happened.
            (at.max(visit.changed_at), VisitDeed::Step(kind, *step))
        };
        cadences.steps(kind).iter().map(due).collect::<Vec<_>>()
    };
    let mut deeds = match visit.status {
        AppointmentStatus::Booked => {
            let day = day_of(visit.start);
            let due = |step: &CadenceStep| {
                let at = if step.days == 0 {
                    moment(day, EARLY).min(visit.start - Millis::hours(2))
                } else {
                    moment(day.plus_days(-i64::from(step.days)), MORNING)
                };
                (at, VisitDeed::Step(CadenceKind::Reminder, *step))
            };
            // A visit that is booked or moved two days ahead is not reminded of seven days ahead.
            let planned = cadences.reminders.iter().map(due);
            planned.filter(|(at, _)| *at > visit.changed_at).collect()
        }
        AppointmentStatus::NoShow => after(CadenceKind::NoShow),
        AppointmentStatus::Cancelled => after(CadenceKind::Cancellation),
        AppointmentStatus::Fulfilled if cadences.review.ask => {
            let at = visit.end.max(visit.changed_at) + Millis::hours(i64::from(cadences.review.hours));
            vec![(at, VisitDeed::Review)]
        }
        AppointmentStatus::Fulfilled
        | AppointmentStatus::Proposed
        | AppointmentStatus::Waitlist
        | AppointmentStatus::Pending
        | AppointmentStatus::Arrived
        | AppointmentStatus::CheckedIn
        | AppointmentStatus::EnteredInError => Vec::new(),
    };
    deeds.sort_by_key(|(at, _)| *at);
    deeds
}

/// What is due now and not too late, and when to look again.
#[must_use]
pub fn due_now(deeds: Vec<(UtcMillis, VisitDeed)>, now: UtcMillis) -> (Vec<VisitDeed>, Option<UtcMillis>) {
    let next = deeds.iter().map(|(at, _)| *at).find(|at| *at > now);
    let due = deeds.into_iter().filter(|(at, _)| *at <= now && now - *at <= TOO_LATE);
    (due.map(|(_, deed)| deed).collect(), next)
}
