//! What booking decides on: a schedule, a visit type, what is taken, and an appointment, read in one transaction.

use crate::document;
use crate::error::{Result, StoreError};
use crate::stored::read;
use shared::ids::{AppointmentId, HoldId, ScheduleId, VisitTypeId};
use shared::scheduling::{AppointmentStatus, Availability, Busy, VisitType};
use shared::time::{Millis, UtcMillis, zones};
use sqlx::AnyConnection;

/// The time of an imported appointment whose end is not known.
const UNKNOWN_LENGTH: Millis = Millis::minutes(30);

/// A practitioner at a site.
pub(super) struct Schedule {
    pub key: i64,
    pub practitioner: i64,
    pub site: i64,
    pub zone: zones::TimeZone,
    pub hours: Availability,
}

pub(super) async fn schedule(connection: &mut AnyConnection, id: ScheduleId) -> Result<Schedule> {
    let (key, practitioner, site, zone, hours): (i64, i64, i64, String, String) =
        sqlx::query_as("SELECT id, practitioner_id, location_id, zone, hours FROM schedule WHERE uid = $1")
            .bind(id.to_string())
            .fetch_one(&mut *connection)
            .await?;
    let zone = zones::zone(&zone).ok_or_else(|| StoreError::corrupt("schedule.zone", zone))?;
    Ok(Schedule { key, practitioner, site, zone, hours: document::read("schedule", id, &hours)? })
}

/// Its key and what staff say of it.
pub(super) async fn visit_type(connection: &mut AnyConnection, id: VisitTypeId) -> Result<(i64, VisitType)> {
    let (key, text, active): (i64, String, i64) =
        sqlx::query_as("SELECT id, document, CAST(active AS BIGINT) FROM visit_type WHERE uid = $1")
            .bind(id.to_string())
            .fetch_one(&mut *connection)
            .await?;
    if active == 0 {
        return Err(StoreError::conflict("This visit type is out of use. Choose another one."));
    }
    Ok((key, document::read("visit type", id, &text)?))
}

/// Makes whoever books with the practitioner next wait until the transaction ends. On both databases an update that changes
/// nothing does that.
pub(super) async fn lock(connection: &mut AnyConnection, practitioner: i64) -> Result<()> {
    sqlx::query("UPDATE practitioner SET active = active WHERE id = $1").bind(practitioner).execute(connection).await?;
    Ok(())
}

/// What takes the practitioner's time at any site: appointments, imported ones too, and holds that have not expired.
/// `but` is the hold of whoever asks; `moving` an appointment that is to give its time back.
pub(super) async fn busy(
    connection: &mut AnyConnection,
    practitioner: i64,
    from: UtcMillis,
    until: UtcMillis,
    now: UtcMillis,
    but: Option<HoldId>,
    moving: i64,
) -> Result<Vec<Busy>> {
    // An appointment lasts a day at most; the index is of its start.
    let margin = Millis::days(1);
    let rows: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT COALESCE(busy_from, start_at), COALESCE(busy_until, end_at, start_at + $4) FROM appointment
         WHERE practitioner_id = $1 AND start_at > $2 AND start_at < $3 AND id <> $7
           AND status IN ('pending', 'booked', 'arrived', 'checked-in', 'fulfilled', 'noshow')
         UNION ALL
         SELECT busy_from, busy_until FROM slot_hold
         WHERE practitioner_id = $1 AND busy_from > $2 AND busy_from < $3 AND expires_at > $5 AND uid <> $6",
    )
    .bind(practitioner)
    .bind((from - margin).0)
    .bind((until + margin).0)
    .bind(UNKNOWN_LENGTH.0)
    .bind(now.0)
    .bind(but.map_or_else(String::new, |hold| hold.to_string()))
    .bind(moving)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|(from, until)| Busy { from: UtcMillis(from), until: UtcMillis(until) }).collect())
}

/// An appointment that was booked here.
pub(super) struct Appointment {
    pub key: i64,
    pub patient: i64,
    pub practitioner: i64,
    pub status: AppointmentStatus,
    pub start: UtcMillis,
    pub visit_type: Option<VisitTypeId>,
    /// What the visit is called.
    pub name: String,
}

pub(super) async fn appointment(connection: &mut AnyConnection, id: AppointmentId) -> Result<Appointment> {
    let (key, patient, practitioner, status, start, visit_type, name): (
        i64,
        i64,
        i64,
        String,
        i64,
        Option<String>,
        String,
    ) = sqlx::query_as(
        "SELECT a.id, a.patient_id, a.practitioner_id, a.status, a.start_at, v.uid, COALESCE(v.name, 'a visit')
             FROM appointment a LEFT JOIN visit_type v ON v.id = a.visit_type_id WHERE a.uid = $1",
    )
    .bind(id.to_string())
    .fetch_one(&mut *connection)
    .await?;
    let visit_type = visit_type.map(|uid| read("visit_type.uid", &uid)).transpose()?;
    let status = read("appointment.status", &status)?;
    Ok(Appointment { key, patient, practitioner, status, start: UtcMillis(start), visit_type, name })
}
