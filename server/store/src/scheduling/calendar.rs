//! Appointments as the calendar and the patient's page show them, their history, and figures for reports.

use crate::audit::{self as log, Entry};
use crate::boxed;
use crate::counts::count;
use crate::error::Result;
use crate::stored::{known, read};
use crate::{Db, Permit};
use shared::audit::AuditAction;
use shared::ids::{AppointmentId, PatientId};
use shared::noun::Noun;
use shared::people::{BookAppointments, ViewOutreach};
use shared::phi::Phi;
use shared::scheduling::{AppointmentBlock, AppointmentChange, Interval, StatusCount};
use shared::time::{Millis, UtcMillis};

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    uid: Option<String>,
    schedule: Option<String>,
    patient_key: i64,
    patient: String,
    name: String,
    visit_type: Option<String>,
    visit: String,
    practitioner: String,
    site: String,
    status: String,
    start_at: i64,
    end_at: Option<i64>,
    cancelled_by: Option<String>,
    cancel_reason: Option<String>,
}

/// The appointments that begin in this time, imported ones included. Audited with the patients they show.
#[boxed]
pub async fn between(
    db: &Db,
    permit: &Permit<BookAppointments>,
    now: UtcMillis,
    time: Interval,
) -> Result<Vec<AppointmentBlock>> {
    narrowed(db, permit, now, time, "", "").await
}

/// Those of one site and one practitioner, by their names; an empty one stands for all.
pub(super) async fn narrowed(
    db: &Db,
    permit: &Permit<BookAppointments>,
    now: UtcMillis,
    time: Interval,
    site: &str,
    practitioner: &str,
) -> Result<Vec<AppointmentBlock>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT a.id, a.uid, s.uid AS schedule, a.patient_id AS patient_key, p.uid AS patient,
            p.given || ' ' || p.family AS name, v.uid AS visit_type, COALESCE(v.name, a.description, 'Visit') AS visit,
            COALESCE(COALESCE(g.prefix || ' ', '') || g.given || ' ' || g.family, '') AS practitioner,
            COALESCE(l.name, '') AS site, a.status, a.start_at, a.end_at, a.cancelled_by, a.cancel_reason
         FROM appointment a JOIN patient p ON p.id = a.patient_id
         LEFT JOIN schedule s ON s.practitioner_id = a.practitioner_id AND s.location_id = a.location_id
         LEFT JOIN visit_type v ON v.id = a.visit_type_id LEFT JOIN practitioner g ON g.id = a.practitioner_id
         LEFT JOIN location l ON l.id = a.location_id
         WHERE a.start_at >= $1 AND a.start_at < $2
           AND (CAST($3 AS TEXT) = '' OR l.name = $3)
           AND (CAST($4 AS TEXT) = '' OR COALESCE(g.prefix || ' ', '') || g.given || ' ' || g.family = $4)
         ORDER BY a.start_at, a.id",
    )
    .bind(time.from.0)
    .bind(time.until.0)
    .bind(site)
    .bind(practitioner)
    .fetch_all(db.read())
    .await?;
    shown(db, permit, now, rows).await
}

/// One patient's appointments, latest first. Audited.
#[boxed]
pub async fn of_patient(
    db: &Db,
    permit: &Permit<BookAppointments>,
    now: UtcMillis,
    patient: PatientId,
) -> Result<Vec<AppointmentBlock>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT a.id, a.uid, s.uid AS schedule, a.patient_id AS patient_key, p.uid AS patient,
            p.given || ' ' || p.family AS name, v.uid AS visit_type, COALESCE(v.name, a.description, 'Visit') AS visit,
            COALESCE(COALESCE(g.prefix || ' ', '') || g.given || ' ' || g.family, '') AS practitioner,
            COALESCE(l.name, '') AS site, a.status, a.start_at, a.end_at, a.cancelled_by, a.cancel_reason
         FROM appointment a JOIN patient p ON p.id = a.patient_id
         LEFT JOIN schedule s ON s.practitioner_id = a.practitioner_id AND s.location_id = a.location_id
         LEFT JOIN visit_type v ON v.id = a.visit_type_id LEFT JOIN practitioner g ON g.id = a.practitioner_id
         LEFT JOIN location l ON l.id = a.location_id
         WHERE p.uid = $1 AND a.start_at IS NOT NULL ORDER BY a.start_at DESC, a.id DESC LIMIT 200",
    )
    .bind(patient.to_string())
    .fetch_all(db.read())
    .await?;
    shown(db, permit, now, rows).await
}

async fn shown(
    db: &Db,
    permit: &Permit<BookAppointments>,
    now: UtcMillis,
    rows: Vec<Row>,
) -> Result<Vec<AppointmentBlock>> {
    let patients: Vec<i64> = rows.iter().map(|row| row.patient_key).collect();
    let detail = format!("{} appointments", rows.len());
    let entry = Entry { patients: &patients, detail, ..Entry::new(AuditAction::List, Noun::Appointment) };
    log::record_read(db, permit.actor(), now, entry).await?;
    rows.into_iter().map(block).collect()
}

fn block(row: Row) -> Result<AppointmentBlock> {
    let start = UtcMillis(row.start_at);
    let cancelled = row.cancelled_by.zip(row.cancel_reason);
    Ok(AppointmentBlock {
        id: row.uid.map(|uid| read("appointment.uid", &uid)).transpose()?,
        schedule: row.schedule.map(|uid| read("schedule.uid", &uid)).transpose()?,
        patient: crate::patients::id_of(&row.patient)?,
        name: Phi::new(row.name),
        visit_type: row.visit_type.map(|uid| read("visit_type.uid", &uid)).transpose()?,
        visit: Phi::new(row.visit),
        practitioner: row.practitioner,
        site: row.site,
        status: known("appointment", row.id, &row.status),
        time: Interval { from: start, until: row.end_at.map_or(start + Millis::minutes(30), UtcMillis) },
        cancelled: cancelled
            .map(|(by, reason)| (known("appointment", row.id, &by), known("appointment", row.id, &reason))),
    })
}

/// What became of an appointment, oldest first. Audited.
#[boxed]
pub async fn history(
    db: &Db,
    permit: &Permit<BookAppointments>,
    now: UtcMillis,
    id: AppointmentId,
) -> Result<Vec<AppointmentChange>> {
    let (key, patient): (i64, i64) = sqlx::query_as("SELECT id, patient_id FROM appointment WHERE uid = $1")
        .bind(id.to_string())
        .fetch_one(db.read())
        .await?;
    let entry = Entry {
        entity_uid: Some(id.to_string()),
        patients: &[patient],
        ..Entry::new(AuditAction::View, Noun::Appointment)
    };
    log::record_read(db, permit.actor(), now, entry).await?;
    let rows: Vec<(i64, String, String, i64, String)> = sqlx::query_as(
        "SELECT at, actor, status, start_at, note FROM appointment_change WHERE appointment_id = $1 ORDER BY id",
    )
    .bind(key)
    .fetch_all(db.read())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(at, by, status, start, note)| AppointmentChange {
            at: UtcMillis(at),
            by,
            status: known("appointment_change", key, &status),
            start: UtcMillis(start),
            note,
        })
        .collect())
}

/// How many appointments that begin in this time stand where, for reports: no patient is named.
#[boxed]
pub async fn counts(db: &Db, _permit: &Permit<ViewOutreach>, time: Interval) -> Result<Vec<StatusCount>> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "SELECT status, COUNT(*) FROM appointment WHERE start_at >= $1 AND start_at < $2 GROUP BY status ORDER BY status",
    )
    .bind(time.from.0)
    .bind(time.until.0)
    .fetch_all(db.read())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(status, of)| StatusCount { status: known("appointment", &status, &status), count: count(of) })
        .collect())
}
