//! What happened between us and a person: the source of timelines, tile figures and insights.

use crate::db::{Db, Tx};
use crate::error::Result;
use shared::time::UtcMillis;

/// One happening. `summary` is shown on screens and carries no protected health information.
#[derive(Debug, Clone)]
pub struct Activity<'a> {
    pub at: UtcMillis,
    /// `None` for an attendee who is no patient.
    pub patient: Option<i64>,
    /// Such as `message-sent`, `event-registered`, `journey-entered`.
    pub kind: &'a str,
    /// The domain noun: message, event, journey, segment, consent.
    pub subject: &'a str,
    pub subject_uid: String,
    pub summary: String,
}

/// A happening as it is read back.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ActivityRow {
    pub at: i64,
    pub patient_id: Option<i64>,
    pub kind: String,
    pub subject: String,
    pub subject_uid: String,
    pub summary: String,
}

/// Writes it in the transaction of what happened.
///
/// # Errors
/// When the database refuses.
pub async fn record(tx: &mut Tx, activity: Activity<'_>) -> Result<()> {
    sqlx::query(
        "INSERT INTO activity (at, patient_id, kind, subject, subject_uid, summary) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(activity.at.0)
    .bind(activity.patient)
    .bind(activity.kind)
    .bind(activity.subject)
    .bind(activity.subject_uid)
    .bind(activity.summary)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A patient's timeline, newest first.
///
/// # Errors
/// When the database can't be read.
pub async fn of_patient(db: &Db, patient: i64, limit: i64) -> Result<Vec<ActivityRow>> {
    Ok(sqlx::query_as(
        "SELECT at, patient_id, kind, subject, subject_uid, summary FROM activity
         WHERE patient_id = $1 ORDER BY at DESC, id DESC LIMIT $2",
    )
    .bind(patient)
    .bind(limit)
    .fetch_all(db.read())
    .await?)
}

/// What happened lately, whoever it concerned.
///
/// # Errors
/// When the database can't be read.
pub async fn latest(db: &Db, limit: i64) -> Result<Vec<ActivityRow>> {
    Ok(sqlx::query_as(
        "SELECT at, patient_id, kind, subject, subject_uid, summary FROM activity ORDER BY at DESC, id DESC LIMIT $1",
    )
    .bind(limit)
    .fetch_all(db.read())
    .await?)
}
