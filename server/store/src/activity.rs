//! What happened between us and a person: the source of timelines, tile figures and insights.

use crate::boxed;
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
    // Of a message also what it was made of: “clicked in the invitation” is asked of every one that was sent.
    let template = if activity.subject == "message" { activity.subject_uid.as_str() } else { "" };
    sqlx::query(
        "INSERT INTO activity (at, patient_id, kind, subject, subject_uid, template_uid, summary)
         VALUES ($1, $2, $3, $4, $5, (SELECT t.uid FROM outbox o JOIN template_version v ON v.id = o.template_version_id
            JOIN template t ON t.id = v.template_id WHERE o.uid = $6), $7)",
    )
    .bind(activity.at.0)
    .bind(activity.patient)
    .bind(activity.kind)
    .bind(activity.subject)
    .bind(&activity.subject_uid)
    .bind(template)
    .bind(activity.summary)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A patient's timeline, newest first.
///
/// # Errors
/// When the database can't be read.
#[boxed]
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
#[boxed]
pub async fn latest(db: &Db, limit: i64) -> Result<Vec<ActivityRow>> {
    Ok(sqlx::query_as(
        "SELECT at, patient_id, kind, subject, subject_uid, summary FROM activity ORDER BY at DESC, id DESC LIMIT $1",
    )
    .bind(limit)
    .fetch_all(db.read())
    .await?)
}
