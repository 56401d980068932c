//! What staff decide about a message in doubt. Only a person may risk a second copy.

use crate::Permit;
use crate::activity::{self, Activity};
use crate::audit::{self, Entry};
use crate::boxed;
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
    settle(db, permit, now, id, "UPDATE outbox SET status = 'sent', sent_at = $1", "it arrived", true).await
}

/// The message did not arrive: it goes out again, under the same Message-ID.
///
/// # Errors
/// [`StoreError::Conflict`] when it is not in doubt.
#[boxed]
pub async fn send_again(db: &Db, permit: &Permit<ViewSentMessages>, now: UtcMillis, id: MessageId) -> Result<()> {
    let sql =
        "UPDATE outbox SET status = 'queued', not_before = $1, sent_at = NULL, lease_owner = NULL, lease_until = 0";
    settle(db, permit, now, id, sql, "send again", false).await
}

async fn settle(
    db: &Db,
    permit: &Permit<ViewSentMessages>,
    now: UtcMillis,
    id: MessageId,
    update: &str,
    detail: &str,
    sent: bool,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let row: Option<(Option<i64>, String)> =
        sqlx::query_as(&format!("{update} WHERE uid = $2 AND status = 'in-doubt' RETURNING patient_id, subject"))
            .bind(now.0)
            .bind(id.to_string())
            .fetch_optional(&mut *tx)
            .await?;
    let Some((patient, subject)) = row else {
        return Err(StoreError::conflict("This message is not in doubt any more."));
    };
    if sent {
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
