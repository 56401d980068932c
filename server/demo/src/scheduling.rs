//! The practice's calendar: visit types, eight practitioners at three sites with hours, and visits around today in each state.

use crate::DemoError;
use shared::ids::{AppointmentId, PatientId, ScheduleId, VisitTypeId};
use shared::people::{BookAppointments, PlanAvailability};
use shared::scheduling::{
    AppointmentStatus, Availability, CancelReason, CancelledBy, Exception, ExceptionKind, LocalRange, Modality,
    TakenBy, VisitType, WeeklyHours,
};
use shared::time::{Millis, UtcMillis};
use store::scheduling::{self, Booking};
use store::{Db, Permit, StoreError, boxed};

const ZONE: &str = "America/Chicago";
const SCHEDULES: i64 = 8;
const SITES: i64 = 3;
/// Visits of one practitioner on one day.
const EACH_DAY: usize = 4;
/// Days before and after today.
const DAYS: std::ops::Range<i64> = -9..12;

/// Makes them.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn calendar(db: &Db, now: UtcMillis) -> Result<(), DemoError> {
    let staff = Permit::<BookAppointments>::system("demo");
    let planner = Permit::<PlanAvailability>::system("demo");
    let mut visits = Vec::new();
    for visit in visit_types() {
        visits.push(scheduling::save(db, &planner, now, None, visit).await?);
    }
    let practitioners: Vec<i64> = sqlx::query_scalar("SELECT id FROM practitioner ORDER BY id LIMIT $1")
        .bind(SCHEDULES)
        .fetch_all(db.read())
        .await
        .map_err(StoreError::from)?;
    let sites: Vec<i64> = sqlx::query_scalar("SELECT id FROM location ORDER BY id LIMIT $1")
        .bind(SITES)
        .fetch_all(db.read())
        .await
        .map_err(StoreError::from)?;
    let patients: Vec<String> = sqlx::query_scalar("SELECT uid FROM patient WHERE active = 1 ORDER BY id LIMIT 500")
        .fetch_all(db.read())
        .await
        .map_err(StoreError::from)?;
    if patients.is_empty() {
        return Ok(());
    }
    let mut made = 0;
    for (number, practitioner) in practitioners.into_iter().enumerate() {
        let site = sites[number % sites.len()];
        let schedule = scheduling::add(db, &planner, now, practitioner, site, ZONE).await?;
        scheduling::save_hours(db, &planner, now, schedule, 1, hours(number, now)).await?;
        for days in DAYS {
            let visit = visits[(number + made) % 2];
            let starts = starts(db, &staff, now + Millis::days(days), schedule, visit).await?;
            for start in starts {
                let patient = patients[made * 7 % patients.len()]
                    .parse::<PatientId>()
                    .map_err(|why| StoreError::corrupt("patient.uid", why))?;
                let wanted = Booking { patient, schedule, visit_type: visit, start, hold: None, note: String::new() };
                let id = scheduling::book(db, &staff, now.min(start - Millis::days(10)), wanted).await?;
                became(db, &staff, (now, start), id, made).await?;
                made += 1;
            }
        }
    }
    Ok(())
}

/// Times that are free in the day around `at`, an hour or more from each other.
async fn starts(
    db: &Db,
    staff: &Permit<BookAppointments>,
    at: UtcMillis,
    schedule: ScheduleId,
    visit: VisitTypeId,
) -> Result<Vec<UtcMillis>, StoreError> {
    let (from, until) = (at - Millis::hours(12), at + Millis::hours(12));
    let free = scheduling::free(db, staff, at - Millis::days(11), schedule, visit, from, until).await?;
    let mut starts: Vec<UtcMillis> = Vec::new();
    for slot in free {
        if starts.last().is_none_or(|last| slot.start >= *last + Millis::hours(1)) && starts.len() < EACH_DAY {
            starts.push(slot.start);
        }
    }
    Ok(starts)
}

/// What became of the visit by now.
async fn became(
    db: &Db,
    staff: &Permit<BookAppointments>,
    (now, start): (UtcMillis, UtcMillis),
    id: AppointmentId,
    number: usize,
) -> Result<(), StoreError> {
    use AppointmentStatus as Status;
    if number % 11 == 5 {
        let by = if number.is_multiple_of(2) { CancelledBy::Patient } else { CancelledBy::Practice };
        let reason = [CancelReason::CannotCome, CancelReason::Transport, CancelReason::PractitionerAway][number % 3];
        return scheduling::cancel(db, staff, now.min(start - Millis::days(1)), id, by, reason).await;
    }
    let states: &[Status] = match number % 9 {
        4 if start < now => &[Status::NoShow],
        _ if start + Millis::hours(1) < now => &[Status::CheckedIn, Status::Fulfilled],
        _ if start < now + Millis::minutes(20) => &[Status::Arrived, Status::CheckedIn],
        _ if start < now + Millis::hours(1) => &[Status::Arrived],
        _ => &[],
    };
    for status in states {
        scheduling::set_status(db, staff, start.min(now), id, *status).await?;
    }
    Ok(())
}

fn visit_types() -> [VisitType; 4] {
    let named = |name: &str, instructions: &str| VisitType {
        name: name.into(),
        instructions: instructions.into(),
        ..VisitType::default()
    };
    [
        VisitType {
            buffer_after: 5,
            ..named("Office visit", "Please come 10 minutes early and bring your insurance card.")
        },
        VisitType { length: 45, step: 15, ..named("Annual wellness visit", "Bring a list of your medications.") },
        VisitType {
            length: 60,
            taken_by: TakenBy::New,
            ..named("New patient visit", "Bring a photo ID and your earlier records if you have them.")
        },
        VisitType {
            length: 20,
            modality: Modality::Televisit,
            ..named("Televisit", "You get a link by text before the visit.")
        },
    ]
}

/// Weekdays with a lunch break; one afternoon off, and one day off next week.
fn hours(number: usize, now: UtcMillis) -> Availability {
    let mut weekly = Vec::new();
    for weekday in 0..5u8 {
        let free_afternoon = usize::from(weekday) == number % 5;
        for (from, until) in [(480, 720), (780, 1_020)] {
            if !(free_afternoon && from == 780) {
                let hours = LocalRange { from, until };
                weekly.push(WeeklyHours {
                    weekday,
                    hours,
                    visit_types: Vec::new(),
                    valid_from: None,
                    valid_until: None,
                });
            }
        }
    }
    let day = now.date_utc().plus_days(7 + number as i64);
    let exception = Exception {
        kind: ExceptionKind::DayOff,
        first: day,
        last: day,
        hours: LocalRange::WHOLE_DAY,
        reason: "Training".into(),
    };
    Availability { weekly, exceptions: vec![exception] }
}
