//! Slots, holds and booking. Whoever takes a practitioner's time first locks the practitioner, so two people never get one slot.

use super::lookup::{self, Schedule};
use super::moves::{self, Deed};
use crate::boxed;
use crate::error::{Result, StoreError};
use crate::{Db, Permit, Tx};
use shared::activity::ActivityKind;
use shared::audit::AuditAction;
use shared::change::ChangeKind;
use shared::ids::{AppointmentId, HoldId, PatientId, ScheduleId, VisitTypeId};
use shared::people::BookAppointments;
use shared::scheduling::{AppointmentStatus, HOLD, Request, Slot, TAKEN, TakenBy, VisitType, slot_at, slots};
use shared::time::{Millis, UtcMillis};
use uuid::Uuid;

/// Characters of a note that are kept.
const NOTE: usize = 1_000;

/// Who is to be seen, for what, where and when.
#[derive(Debug, Clone)]
pub struct Booking {
    pub patient: PatientId,
    pub schedule: ScheduleId,
    pub visit_type: VisitTypeId,
    pub start: UtcMillis,
    /// The hold of whoever books, if there is one.
    pub hold: Option<HoldId>,
    /// What whoever books wants to be known, the first words of its history.
    pub note: String,
}

/// The free slots that begin from `from` and before `until`.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Conflict`] for a visit type out of use.
#[boxed]
pub async fn free(
    db: &Db,
    _permit: &Permit<BookAppointments>,
    now: UtcMillis,
    schedule: ScheduleId,
    visit_type: VisitTypeId,
    from: UtcMillis,
    until: UtcMillis,
) -> Result<Vec<Slot>> {
    let mut connection = db.read().acquire().await?;
    let schedule = lookup::schedule(&mut connection, schedule).await?;
    let (_, visit) = lookup::visit_type(&mut connection, visit_type).await?;
    let busy = lookup::busy(&mut connection, schedule.practitioner, from, until, now, None, 0).await?;
    let request = Request { id: visit_type, visit: &visit, from, until, now };
    Ok(slots(&schedule.hours, &busy, request, &schedule.zone))
}

/// Keeps the slot for five minutes. `instead` of another of whoever asks, which is given back: also to keep the same one longer.
///
/// # Errors
/// [`StoreError::Conflict`] with [`TAKEN`] when it is free no more, or with why it can't be booked at all.
#[boxed]
pub async fn hold(
    db: &Db,
    _permit: &Permit<BookAppointments>,
    now: UtcMillis,
    schedule: ScheduleId,
    visit_type: VisitTypeId,
    start: UtcMillis,
    instead: Option<HoldId>,
) -> Result<HoldId> {
    let mut tx = db.begin().await?;
    let schedule = lookup::schedule(&mut tx, schedule).await?;
    let (_, visit) = lookup::visit_type(&mut tx, visit_type).await?;
    let slot = still_free(&mut tx, now, &schedule, (visit_type, &visit), start, instead, 0).await?;
    let busy = slot.busy(&visit);
    if let Some(instead) = instead {
        drop_hold(&mut tx, instead).await?;
    }
    sqlx::query("DELETE FROM slot_hold WHERE expires_at <= $1").bind(now.0).execute(&mut *tx).await?;
    let id = HoldId(Uuid::now_v7());
    sqlx::query(
        "INSERT INTO slot_hold (uid, practitioner_id, busy_from, busy_until, expires_at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id.to_string())
    .bind(schedule.practitioner)
    .bind(busy.from.0)
    .bind(busy.until.0)
    .bind((now + HOLD).0)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(id)
}

/// Gives a held slot back; nothing happens when it has expired.
#[boxed]
pub async fn release(db: &Db, _permit: &Permit<BookAppointments>, hold: HoldId) -> Result<()> {
    let mut tx = db.begin().await?;
    drop_hold(&mut tx, hold).await?;
    tx.commit().await?;
    Ok(())
}

async fn drop_hold(tx: &mut Tx, hold: HoldId) -> Result<()> {
    sqlx::query("DELETE FROM slot_hold WHERE uid = $1").bind(hold.to_string()).execute(&mut **tx).await?;
    Ok(())
}

/// Books the slot, with history, activity, audit entry and a change that segments and journeys see.
///
/// # Errors
/// [`StoreError::Conflict`] with [`TAKEN`] when it is free no more, or with why the time can't be booked or the patient can't have this visit type.
#[boxed]
pub async fn book(
    db: &Db,
    permit: &Permit<BookAppointments>,
    now: UtcMillis,
    wanted: Booking,
) -> Result<AppointmentId> {
    let mut tx = db.begin().await?;
    let id = book_in(&mut tx, permit, now, &wanted).await?;
    tx.commit().await?;
    Ok(id)
}

/// [`book`] as a part of an act.
///
/// # Errors
/// As [`book`].
#[boxed]
pub async fn book_in(
    tx: &mut Tx,
    permit: &Permit<BookAppointments>,
    now: UtcMillis,
    wanted: &Booking,
) -> Result<AppointmentId> {
    let schedule = lookup::schedule(tx, wanted.schedule).await?;
    let (visit_key, visit) = lookup::visit_type(tx, wanted.visit_type).await?;
    let patient: i64 = sqlx::query_scalar("SELECT id FROM patient WHERE uid = $1")
        .bind(wanted.patient.to_string())
        .fetch_one(&mut **tx)
        .await?;
    may_have(tx, patient, &visit).await?;
    let of_type = (wanted.visit_type, &visit);
    let slot = still_free(tx, now, &schedule, of_type, wanted.start, wanted.hold, 0).await?;
    let busy = slot.busy(&visit);
    let id = AppointmentId(Uuid::now_v7());
    let key: i64 = sqlx::query_scalar(
        "INSERT INTO appointment (uid, patient_id, schedule_id, visit_type_id, practitioner_id, location_id, status,
            start_at, end_at, busy_from, busy_until, description)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id",
    )
    .bind(id.to_string())
    .bind(patient)
    .bind(schedule.key)
    .bind(visit_key)
    .bind(schedule.practitioner)
    .bind(schedule.site)
    .bind(AppointmentStatus::Booked.code())
    .bind(slot.start.0)
    .bind(slot.end.0)
    .bind(busy.from.0)
    .bind(busy.until.0)
    .bind(&visit.name)
    .fetch_one(&mut **tx)
    .await
    .map_err(|error| taken(error.into()))?;
    if let Some(hold) = wanted.hold {
        drop_hold(tx, hold).await?;
    }
    let deed = Deed {
        id,
        key,
        patient,
        name: &visit.name,
        action: AuditAction::Create,
        change: ChangeKind::Created,
        activity: Some(ActivityKind::AppointmentBooked),
        status: AppointmentStatus::Booked,
        start: slot.start,
        note: wanted.note.trim().chars().take(NOTE).collect(),
    };
    moves::write_down(tx, permit, now, deed).await?;
    Ok(id)
}

/// The index on the slot says the same as the look before.
pub(super) fn taken(error: StoreError) -> StoreError {
    if matches!(error, StoreError::Constraint(_)) { StoreError::conflict(TAKEN) } else { error }
}

/// Locks the practitioner and finds the slot among those that are free.
pub(super) async fn still_free(
    tx: &mut Tx,
    now: UtcMillis,
    schedule: &Schedule,
    (id, visit): (VisitTypeId, &VisitType),
    start: UtcMillis,
    hold: Option<HoldId>,
    moving: i64,
) -> Result<Slot> {
    lookup::lock(tx, schedule.practitioner).await?;
    let until = start + Millis(1);
    let busy = lookup::busy(tx, schedule.practitioner, start, until, now, hold, moving).await?;
    slot_at(&schedule.hours, &busy, (id, visit), start, now, &schedule.zone)
        .map_err(|why| StoreError::conflict(why.words(visit)))
}

/// A new patient has not been seen here: no visit was fulfilled, no encounter is known.
async fn may_have(tx: &mut Tx, patient: i64, visit: &VisitType) -> Result<()> {
    let seen: i64 = sqlx::query_scalar(
        "SELECT (SELECT COUNT(*) FROM appointment WHERE patient_id = $1 AND status = 'fulfilled')
              + (SELECT COUNT(*) FROM encounter WHERE patient_id = $1)",
    )
    .bind(patient)
    .fetch_one(&mut **tx)
    .await?;
    match visit.taken_by {
        TakenBy::New if seen > 0 => Err(StoreError::conflict("This visit type is for new patients only.")),
        TakenBy::Established if seen == 0 => {
            Err(StoreError::conflict("This visit type is for established patients only."))
        }
        TakenBy::New | TakenBy::Established | TakenBy::Everybody => Ok(()),
    }
}
