//! When a person was here and will be: encounters, appointments, coverage.

use crate::batch::{Batch, Keys, Table};
use crate::catalogue::Catalogue;
use crate::person::{Person, chance};
use rand::Rng;
use rand::rngs::SmallRng;
use shared::time::UtcMillis;

const DAY: i64 = 86_400_000;
const MINUTE: i64 = 60_000;

/// A visit that facts are recorded at.
#[derive(Debug, Clone, Copy)]
pub struct Visit {
    pub key: i64,
    pub at: i64,
}

/// A quarter hour between 8:00 and 16:00 in the middle of the United States, `days` from `now` (negative: before it).
pub fn office_hours(rng: &mut SmallRng, now: UtcMillis, days: i64) -> i64 {
    let midnight = (now.0.div_euclid(DAY) + days) * DAY;
    midnight + 14 * 60 * MINUTE + rng.random_range(0..32) * 15 * MINUTE
}

/// One encounter that has ended.
pub fn encounter(
    rng: &mut SmallRng,
    person: &Person,
    (concept, class): (i64, &'static str),
    reason: Option<i64>,
    at: i64,
    keys: &mut Keys,
    batch: &mut Batch,
) -> Visit {
    let key = keys.next(Table::Encounter);
    let end = at + rng.random_range(1..5) * 15 * MINUTE;
    batch.row(
        Table::Encounter,
        [
            key.into(),
            person.key.into(),
            concept.into(),
            class.into(),
            "finished".into(),
            at.into(),
            end.into(),
            reason.into(),
            person.practitioner.into(),
            person.organization.into(),
            person.location.into(),
        ],
    );
    Visit { key, at }
}

/// The visits of the last years, newest first; at least one.
pub fn past(
    rng: &mut SmallRng,
    person: &Person,
    now: UtcMillis,
    codes: &Catalogue,
    keys: &mut Keys,
    batch: &mut Batch,
) -> Vec<Visit> {
    let count = 1 + i64::from(person.age > 40) + rng.random_range(0..2);
    let mut visits = Vec::with_capacity(count as usize);
    // Some stay away. By the person, not by chance, so that all else is as it was.
    let away = if person.key % 7 == 3 { 365 } else { 0 };
    let mut days = away + rng.random_range(2..300);
    for number in 0..count {
        let at = office_hours(rng, now, -days);
        let (kind, reason) = match rng.random_range(0..20) {
            _ if number == 0 => ((codes.check_up, "AMB"), None),
            0 => ((codes.emergency, "EMER"), Some(codes.bronchitis)),
            1..5 => ((codes.symptom, "AMB"), Some(codes.sinusitis)),
            5..8 => ((codes.video_visit, "VR"), None),
            8..14 => ((codes.follow_up, "AMB"), None),
            _ => ((codes.check_up, "AMB"), None),
        };
        visits.push(encounter(rng, person, kind, reason, at, keys, batch));
        days += rng.random_range(60..420);
    }
    visits
}

/// What is booked and what became of what was.
pub fn appointments(
    rng: &mut SmallRng,
    person: &Person,
    diabetic: bool,
    now: UtcMillis,
    codes: &Catalogue,
    keys: &mut Keys,
    batch: &mut Batch,
) {
    let mut add = |rng: &mut SmallRng, days: i64, status: &'static str| {
        let (concept, description) = match person.age {
            ..18 => (codes.well_child, "Well-child visit"),
            _ if diabetic && chance(rng, 60) => (codes.follow_up, "Diabetes review"),
            _ if chance(rng, 15) => (codes.eye_examination, "Eye examination"),
            _ => (codes.annual_physical, "Annual physical"),
        };
        let start = office_hours(rng, now, days);
        batch.row(
            Table::Appointment,
            [
                keys.next(Table::Appointment).into(),
                person.key.into(),
                concept.into(),
                status.into(),
                start.into(),
                (start + 30 * MINUTE).into(),
                description.into(),
                person.practitioner.into(),
                person.location.into(),
            ],
        );
    };
    if chance(rng, 45) {
        let status = match rng.random_range(0..10) {
            0 => "noshow",
            1 => "cancelled",
            _ => "fulfilled",
        };
        let days = -rng.random_range(1..360);
        add(rng, days, status);
    }
    if chance(rng, if diabetic { 60 } else { 28 }) {
        let days = rng.random_range(1..120);
        let status = if chance(rng, 6) { "pending" } else { "booked" };
        add(rng, days, status);
    }
}

/// Who pays.
pub fn coverage(
    rng: &mut SmallRng,
    person: &Person,
    now: UtcMillis,
    codes: &Catalogue,
    keys: &mut Keys,
    batch: &mut Batch,
) {
    let (concept, payor) = match person.age {
        65.. => (codes.public_plan, "Medicare"),
        _ if chance(rng, 20) => (codes.public_plan, "Medicaid"),
        _ if chance(rng, 8) => return,
        _ => (
            codes.private_plan,
            ["Prairie Mutual", "Great Lakes Health Plan", "Heartland Benefit"][rng.random_range(0..3)],
        ),
    };
    let start = now.date_utc().year_start().start_utc().0;
    batch.row(
        Table::Coverage,
        [
            keys.next(Table::Coverage).into(),
            person.key.into(),
            concept.into(),
            "active".into(),
            payor.into(),
            start.into(),
            None::<i64>.into(),
        ],
    );
}
