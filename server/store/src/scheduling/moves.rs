//! What becomes of an appointment: another time, another state. Each writes history, activity, audit entry and the change.

use super::booking::{still_free, taken};
use super::lookup;
use crate::activity::{self, Activity};
use crate::audit::{self as log, Entry};
use crate::boxed;
use crate::changes::{self, Change};
use crate::error::{Result, StoreError};
use crate::outreach::visits::{self, Became};
use crate::{Db, Permit, Tx};
use shared::activity::ActivityKind;
use shared::audit::AuditAction;
use shared::change::{ChangeKind, Changed};
use shared::ids::{AppointmentId, HoldId, ScheduleId};
use shared::noun::Noun;
use shared::people::BookAppointments;
use shared::records::{RecordKind, RecordType};
use shared::scheduling::{AppointmentStatus, CancelReason, CancelledBy};
use shared::time::UtcMillis;

/// What happened, to be written down everywhere.
pub(super) struct Deed<'a> {
    pub id: AppointmentId,
    pub key: i64,
    pub patient: i64,
    pub name: &'a str,
    pub action: AuditAction,
    pub change: ChangeKind,
    pub activity: Option<ActivityKind>,
    pub status: AppointmentStatus,
    pub start: UtcMillis,
    pub note: String,
}

pub(super) async fn write_down(
    tx: &mut Tx,
    permit: &Permit<BookAppointments>,
    now: UtcMillis,
    deed: Deed<'_>,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO appointment_change (appointment_id, at, actor, status, start_at, note) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(deed.key)
    .bind(now.0)
    .bind(&permit.actor().name)
    .bind(deed.status.code())
    .bind(deed.start.0)
    .bind(&deed.note)
    .execute(&mut **tx)
    .await?;
    if let Some(kind) = deed.activity {
        let activity = Activity {
            at: now,
            patient: Some(deed.patient),
            kind,
            subject_uid: deed.id.to_string(),
            summary: kind.summary(deed.name),
        };
        activity::record(tx, activity).await?;
    }
    let changed = Changed::Kind(RecordKind::Record(RecordType::Appointment));
    let change = Change { patient: deed.patient, changed, record: deed.key, change: deed.change };
    changes::push(tx, now, &[change]).await?;
    let became = Became {
        appointment: deed.key,
        id: deed.id,
        patient: deed.patient,
        activity: deed.activity,
        agent: permit.staff_key().unwrap_or(0),
    };
    visits::changed(tx, now, became).await?;
    let entry = Entry {
        action: deed.action,
        entity: Noun::Appointment,
        entity_uid: Some(deed.id.to_string()),
        patients: &[deed.patient],
        detail: deed.status.code().to_owned(),
    };
    log::record(tx, permit.actor(), now, entry).await
}

/// Makes it `status`, by one of the allowed moves; [`cancel`] says why as well.
///
/// # Errors
/// [`StoreError::Conflict`] when what it is now does not allow that.
#[boxed]
pub async fn set_status(
    db: &Db,
    permit: &Permit<BookAppointments>,
    now: UtcMillis,
    id: AppointmentId,
    status: AppointmentStatus,
) -> Result<()> {
    let mut tx = db.begin().await?;
    become_status(&mut tx, permit, now, id, status, String::new()).await?;
    tx.commit().await?;
    Ok(())
}

/// Calls it off; its time is free again.
///
/// # Errors
/// [`StoreError::Conflict`] when what it is now does not allow that.
#[boxed]
pub async fn cancel(
    db: &Db,
    permit: &Permit<BookAppointments>,
    now: UtcMillis,
    id: AppointmentId,
    by: CancelledBy,
    reason: CancelReason,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let note = format!("{}: {}", by.label(), reason.label());
    become_status(&mut tx, permit, now, id, AppointmentStatus::Cancelled, note).await?;
    sqlx::query("UPDATE appointment SET cancelled_by = $1, cancel_reason = $2 WHERE uid = $3")
        .bind(by.code())
        .bind(reason.code())
        .bind(id.to_string())
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

async fn become_status(
    tx: &mut Tx,
    permit: &Permit<BookAppointments>,
    now: UtcMillis,
    id: AppointmentId,
    status: AppointmentStatus,
    note: String,
) -> Result<()> {
    let before = lookup::appointment(tx, id).await?;
    if !before.status.may_become(status) {
        let words =
            format!("The appointment is “{}” by now and can't become “{}”.", before.status.label(), status.label());
        return Err(StoreError::conflict(words));
    }
    let moved = sqlx::query("UPDATE appointment SET status = $1 WHERE id = $2 AND status = $3 AND start_at = $4")
        .bind(status.code())
        .bind(before.key)
        .bind(before.status.code())
        .bind(before.start.0)
        .execute(&mut **tx)
        .await?;
    if moved.rows_affected() == 0 {
        return Err(StoreError::conflict("Somebody else changed this appointment meanwhile. Reload to see it."));
    }
    // Back from arrived or missed is a correction, not another booking.
    let activity = status.activity().filter(|_| status != AppointmentStatus::Booked || !before.status.occupies());
    let action = if status == AppointmentStatus::Cancelled { AuditAction::Cancel } else { AuditAction::Update };
    let deed = Deed {
        id,
        key: before.key,
        patient: before.patient,
        name: &before.name,
        action,
        change: ChangeKind::Updated,
        activity,
        status,
        start: before.start,
        note,
    };
    write_down(tx, permit, now, deed).await
}

/// Moves it to another time, and to another practitioner if `schedule` is theirs. Its history keeps the time it had.
///
/// # Errors
/// [`StoreError::Conflict`] when the new time is free no more, or the visit can't be moved any more.
#[boxed]
pub async fn reschedule(
    db: &Db,
    permit: &Permit<BookAppointments>,
    now: UtcMillis,
    id: AppointmentId,
    schedule: ScheduleId,
    start: UtcMillis,
    hold: Option<HoldId>,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let schedule = lookup::schedule(&mut tx, schedule).await?;
    let first = lookup::appointment(&mut tx, id).await?;
    // In the order of their keys, so that two who swap never wait for each other.
    lookup::lock(&mut tx, first.practitioner.min(schedule.practitioner)).await?;
    lookup::lock(&mut tx, first.practitioner.max(schedule.practitioner)).await?;
    let before = lookup::appointment(&mut tx, id).await?;
    let visit_type = before.visit_type.filter(|_| before.status.can_move());
    let Some(visit_type) = visit_type else {
        return Err(StoreError::conflict("This appointment can't be moved any more."));
    };
    let (_, visit) = lookup::visit_type(&mut tx, visit_type).await?;
    let slot = still_free(&mut tx, now, &schedule, (visit_type, &visit), start, hold, before.key).await?;
    let busy = slot.busy(&visit);
    sqlx::query(
        "UPDATE appointment SET schedule_id = $1, practitioner_id = $2, location_id = $3, start_at = $4, end_at = $5,
            busy_from = $6, busy_until = $7 WHERE id = $8",
    )
    .bind(schedule.key)
    .bind(schedule.practitioner)
    .bind(schedule.site)
    .bind(slot.start.0)
    .bind(slot.end.0)
    .bind(busy.from.0)
    .bind(busy.until.0)
    .bind(before.key)
    .execute(&mut *tx)
    .await
    .map_err(|error| taken(error.into()))?;
    if let Some(hold) = hold {
        sqlx::query("DELETE FROM slot_hold WHERE uid = $1").bind(hold.to_string()).execute(&mut *tx).await?;
    }
    let deed = Deed {
        id,
        key: before.key,
        patient: before.patient,
        name: &before.name,
        action: AuditAction::Update,
        change: ChangeKind::Updated,
        activity: Some(ActivityKind::AppointmentRescheduled),
        status: before.status,
        start: slot.start,
        note: "Rescheduled".to_owned(),
    };
    write_down(&mut tx, permit, now, deed).await?;
    tx.commit().await?;
    Ok(())
}
