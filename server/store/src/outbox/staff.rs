//! What staff decide about messages that are in doubt or did not leave. Only a person may risk a second copy.

use crate::Permit;
use crate::activity::{self, Activity};
use crate::audit::{self, Entry};
use crate::boxed;
use crate::counts::count;
use crate::db::Db;
use crate::error::{Result, StoreError};
use shared::activity::ActivityKind;
use shared::audit::AuditAction;
use shared::ids::MessageId;
use shared::noun::Noun;
use shared::people::ViewSentMessages;
use shared::time::UtcMillis;

/// The message arrived after all: it counts as sent.
///
/// # Errors
/// [`StoreError::Conflict`] when it is not in doubt.
#[boxed]
pub async fn it_arrived(db: &Db, permit: &Permit<ViewSentMessages>, now: UtcMillis, id: MessageId) -> Result<()> {
    settle(db, permit, now, id, Verdict::Arrived).await
}

/// The message did not arrive, or did not leave: it goes out again, under the same Message-ID.
///
/// # Errors
/// [`StoreError::Conflict`] when it is neither in doubt nor failed.
#[boxed]
pub async fn send_again(db: &Db, permit: &Permit<ViewSentMessages>, now: UtcMillis, id: MessageId) -> Result<()> {
    settle(db, permit, now, id, Verdict::Again).await
}

/// All messages that failed or expired since a moment go out again, but for those whose mailbox or number does not exist.
/// Answers how many.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn send_all_again(
    db: &Db,
    permit: &Permit<ViewSentMessages>,
    now: UtcMillis,
    since: UtcMillis,
) -> Result<u64> {
    let mut tx = db.begin().await?;
    let patients: Vec<Option<i64>> = sqlx::query_scalar(
        "UPDATE outbox SET status = 'queued', not_before = $1, sent_at = NULL, send_by = NULL, attempts = 0,
            lease_owner = NULL, lease_until = 0
         WHERE status IN ('failed', 'expired') AND created_at >= $2 AND bounced_at IS NULL RETURNING patient_id",
    )
    .bind(now.0)
    .bind(since.0)
    .fetch_all(&mut *tx)
    .await?;
    let count = count(patients.len());
    let patients: Vec<i64> = patients.into_iter().flatten().collect();
    let entry = Entry {
        patients: &patients,
        detail: format!("send {count} again"),
        ..Entry::new(AuditAction::Update, Noun::SentMessage)
    };
    audit::record(&mut tx, permit.actor(), now, entry).await?;
    tx.commit().await?;
    Ok(count)
}

/// What staff found out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Arrived,
    Again,
}

async fn settle(
    db: &Db,
    permit: &Permit<ViewSentMessages>,
    now: UtcMillis,
    id: MessageId,
    verdict: Verdict,
) -> Result<()> {
    const ARRIVED: &str = "UPDATE outbox SET status = 'sent', sent_at = $1
         WHERE uid = $2 AND status = 'in-doubt' RETURNING patient_id, subject";
    const AGAIN: &str =
        "UPDATE outbox SET status = 'queued', not_before = $1, sent_at = NULL, send_by = NULL, attempts = 0,
            lease_owner = NULL, lease_until = 0
         WHERE uid = $2 AND status IN ('in-doubt', 'failed', 'expired') RETURNING patient_id, subject";
    let mut tx = db.begin().await?;
    let (update, detail) = match verdict {
        Verdict::Arrived => (sqlx::query_as(ARRIVED), "it arrived"),
        Verdict::Again => (sqlx::query_as(AGAIN), "send again"),
    };
    let row: Option<(Option<i64>, String)> = update.bind(now.0).bind(id.to_string()).fetch_optional(&mut *tx).await?;
    let Some((patient, subject)) = row else {
        return Err(StoreError::conflict("Somebody has dealt with this message meanwhile."));
    };
    if verdict == Verdict::Arrived {
        let happening = Activity {
            at: now,
            patient,
            kind: ActivityKind::MessageSent,
            subject_uid: id.to_string(),
            summary: subject,
        };
        activity::record(&mut tx, happening).await?;
    }
    let patients: Vec<i64> = patient.into_iter().collect();
    let entry = Entry {
        action: AuditAction::Update,
        entity: Noun::SentMessage,
        entity_uid: Some(id.to_string()),
        patients: &patients,
        detail: detail.into(),
    };
    audit::record(&mut tx, permit.actor(), now, entry).await?;
    tx.commit().await?;
    Ok(())
}
