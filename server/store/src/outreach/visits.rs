//! Visits that programs booked: whose they are, when to look at them again, what leaves about them.

use super::programs::{self, Stored};
use super::touches::LEADS_FOR;
use crate::boxed;
use crate::error::{Result, StoreError};
use crate::stored::read;
use crate::{Db, Tx};
use shared::activity::ActivityKind;
use shared::ids::AppointmentId;
use shared::outreach::{TouchKind, VisitNow};
use shared::time::{Millis, UtcMillis};

/// What begins the key of every message about a visit.
#[must_use]
pub fn key_of(appointment: AppointmentId) -> String {
    format!("program-visit/{appointment}/")
}

/// What becomes of a visit that reports count.
const COUNTED: [(ActivityKind, TouchKind); 4] = [
    (ActivityKind::AppointmentBooked, TouchKind::Booked),
    (ActivityKind::AppointmentCancelled, TouchKind::Cancelled),
    (ActivityKind::AppointmentMissed, TouchKind::Missed),
    (ActivityKind::AppointmentFulfilled, TouchKind::Seen),
];

/// What an appointment became, told by whoever wrote it down.
pub(crate) struct Became {
    pub appointment: i64,
    pub id: AppointmentId,
    pub patient: i64,
    pub activity: Option<ActivityKind>,
    /// 0: nobody of the staff.
    pub agent: i64,
}

/// A visit was booked, moved or became something else: the program that led to it counts it and looks at it anew, and what waits
/// to be sent about what it was before is not sent.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn changed(tx: &mut Tx, now: UtcMillis, became: Became) -> Result<()> {
    if became.activity == Some(ActivityKind::AppointmentBooked) {
        // The call that is in somebody's hands, else the program that reached them last.
        sqlx::query(
            "INSERT INTO outreach_visit (appointment_id, program_id, changed_at, look_at)
             SELECT $1, q.program_id, $2, $3 FROM (
                SELECT c.program_id, 0 AS place, c.id AS newest FROM call c
                WHERE c.patient_id = $4 AND c.status = 'claimed' AND c.program_id IS NOT NULL
                UNION ALL
                SELECT w.program_id, 1 AS place, w.last_at AS newest FROM outreach_person w
                JOIN outreach_program p ON p.id = w.program_id
                WHERE w.patient_id = $5 AND w.last_at >= $6 AND p.status IN ('live', 'paused')) q
             WHERE 1 = 1 ORDER BY q.place, q.newest DESC LIMIT 1
             ON CONFLICT (appointment_id) DO NOTHING",
        )
        .bind(became.appointment)
        .bind(now.0)
        .bind(now.0)
        .bind(became.patient)
        .bind(became.patient)
        .bind((now - LEADS_FOR).0)
        .execute(&mut **tx)
        .await?;
    }
    let ours = sqlx::query("UPDATE outreach_visit SET changed_at = $1, look_at = $2 WHERE appointment_id = $3")
        .bind(now.0)
        .bind(now.0)
        .bind(became.appointment)
        .execute(&mut **tx)
        .await?;
    if ours.rows_affected() == 0 {
        return Ok(());
    }
    let key = key_of(became.id);
    sqlx::query(
        "UPDATE outbox SET status = 'expired', answer = 'The visit was changed meanwhile.'
         WHERE key >= $1 AND key < $2 AND status IN ('queued', 'held')",
    )
    .bind(&key)
    .bind(format!("{key}~"))
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "UPDATE call SET status = 'cancelled', outcome = 'settled', closed_at = $1
         WHERE origin_key >= $2 AND origin_key < $3 AND status = 'open'",
    )
    .bind(now.0)
    .bind(&key)
    .bind(format!("{key}~"))
    .execute(&mut **tx)
    .await?;
    let counted = COUNTED.iter().find(|(activity, _)| Some(*activity) == became.activity);
    let Some((_, kind)) = counted else { return Ok(()) };
    sqlx::query(
        "INSERT INTO outreach_touch (key, at, program_id, patient_id, kind, agent_id)
         SELECT $1, $2, v.program_id, $3, $4, $5 FROM outreach_visit v WHERE v.appointment_id = $6
         ON CONFLICT (key) DO NOTHING",
    )
    .bind(format!("appointment/{}/{}", became.id, kind.code()))
    .bind(now.0)
    .bind(became.patient)
    .bind(kind.code())
    .bind(became.agent)
    .bind(became.appointment)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A visit that is to be looked at, with what is needed to decide and to write.
#[derive(Debug, Clone)]
pub struct DueVisit {
    pub appointment: i64,
    pub id: AppointmentId,
    pub patient: i64,
    /// What the person is called.
    pub name: String,
    /// Their own zone, or that of the site.
    pub zone: Option<String>,
    pub visit: VisitNow,
    pub program: Stored,
}

#[derive(sqlx::FromRow)]
struct Row {
    appointment_id: i64,
    program_id: i64,
    changed_at: i64,
    uid: String,
    patient_id: i64,
    given: String,
    family: String,
    patient_zone: Option<String>,
    site_zone: Option<String>,
    status: String,
    start_at: i64,
    end_at: Option<i64>,
}

/// Whether any visit is to be looked at: asked before a write transaction is begun for it.
#[boxed]
pub async fn any(db: &Db, now: UtcMillis) -> Result<bool> {
    let found: Option<i64> = sqlx::query_scalar(
        "SELECT appointment_id FROM outreach_visit WHERE look_at IS NOT NULL AND look_at <= $1 LIMIT 1",
    )
    .bind(now.0)
    .fetch_optional(db.read())
    .await?;
    Ok(found.is_some())
}

/// Visits of programs whose time has come; they stay claimed until `tx` ends.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn claim(db: &Db, tx: &mut Tx, now: UtcMillis, limit: i64) -> Result<Vec<DueVisit>> {
    // Held first, read then: what is locked must not depend on joins.
    db.dialect().one_at_a_time(tx, "outreach visits").await?;
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT v.appointment_id, v.program_id, v.changed_at, a.uid, a.patient_id, p.given, p.family,
            p.time_zone AS patient_zone, s.zone AS site_zone, a.status, a.start_at, a.end_at
         FROM outreach_visit v JOIN appointment a ON a.id = v.appointment_id JOIN patient p ON p.id = a.patient_id
         LEFT JOIN schedule s ON s.id = a.schedule_id
         WHERE v.look_at IS NOT NULL AND v.look_at <= $1 AND a.uid IS NOT NULL AND a.start_at IS NOT NULL
         ORDER BY v.look_at, v.appointment_id LIMIT $2",
    )
    .bind(now.0)
    .bind(limit)
    .fetch_all(&mut **tx)
    .await?;
    let mut due = Vec::with_capacity(rows.len());
    for row in rows {
        let program = match programs::by_key(tx, row.program_id).await {
            Ok(program) => program,
            // It is in the log. Visits of other programs must not wait for it.
            Err(StoreError::Unreadable { .. }) => {
                look_again(tx, row.appointment_id, Some(now + Millis::hours(1))).await?;
                continue;
            }
            Err(error) => return Err(error),
        };
        due.push(DueVisit {
            appointment: row.appointment_id,
            id: read("appointment.uid", &row.uid)?,
            patient: row.patient_id,
            name: format!("{} {}", row.given, row.family).trim().to_owned(),
            zone: row.patient_zone.or(row.site_zone),
            visit: VisitNow {
                status: read("appointment.status", &row.status)?,
                start: UtcMillis(row.start_at),
                end: UtcMillis(row.end_at.unwrap_or(row.start_at)),
                changed_at: UtcMillis(row.changed_at),
            },
            program,
        });
    }
    Ok(due)
}

/// When the visit is looked at next; `None` is never, until it changes.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn look_again(tx: &mut Tx, appointment: i64, at: Option<UtcMillis>) -> Result<()> {
    sqlx::query("UPDATE outreach_visit SET look_at = $1 WHERE appointment_id = $2")
        .bind(at.map(|at| at.0))
        .bind(appointment)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
