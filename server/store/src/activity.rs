//! What happened between us and a person: the source of timelines, tile figures and insights.

use crate::boxed;
use crate::db::{Db, Tx};
use crate::error::Result;
use crate::stored::known;
use shared::activity::ActivityKind;
use shared::noun::{Noun, Thing};
use shared::patients::TimelineLine;
use shared::time::UtcMillis;

/// One happening. `summary` is shown on screens and carries no protected health information.
#[derive(Debug, Clone)]
pub struct Activity {
    pub at: UtcMillis,
    /// `None` for an attendee who is no patient.
    pub patient: Option<i64>,
    pub kind: ActivityKind,
    /// The id of what it is about; which noun that is follows from the kind.
    pub subject_uid: String,
    pub summary: String,
}

/// Writes it in the transaction of what happened.
pub async fn record(tx: &mut Tx, activity: Activity) -> Result<()> {
    let subject = activity.kind.subject();
    // Of a message also what it was made of: “clicked in the invitation” is asked of every one that was sent.
    let template = if subject == Noun::SentMessage { activity.subject_uid.as_str() } else { "" };
    sqlx::query(
        "INSERT INTO activity (at, patient_id, kind, subject, subject_uid, template_uid, summary)
         VALUES ($1, $2, $3, $4, $5, (SELECT t.uid FROM outbox o JOIN template_version v ON v.id = o.template_version_id
            JOIN template t ON t.id = v.template_id WHERE o.uid = $6), $7)",
    )
    .bind(activity.at.0)
    .bind(activity.patient)
    .bind(activity.kind.code())
    .bind(subject.code())
    .bind(&activity.subject_uid)
    .bind(template)
    .bind(activity.summary)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A patient's timeline, newest first.
#[boxed]
pub async fn of_patient(db: &Db, patient: i64, limit: i64) -> Result<Vec<TimelineLine>> {
    let rows: Vec<(i64, i64, String, String, String, String)> = sqlx::query_as(
        "SELECT id, at, kind, subject, subject_uid, summary FROM activity
         WHERE patient_id = $1 ORDER BY at DESC, id DESC LIMIT $2",
    )
    .bind(patient)
    .bind(limit)
    .fetch_all(db.read())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(id, at, kind, subject, subject_uid, summary)| TimelineLine {
            at: UtcMillis(at),
            kind: known("activity", id, &kind),
            about: Thing::read(&known("activity", id, &subject), &subject_uid),
            summary,
        })
        .collect())
}
