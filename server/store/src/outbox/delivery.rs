//! What carriers report about messages they took: delivered, or not.

use super::outcome::tidy;
use crate::activity::{self, Activity};
use crate::boxed;
use crate::db::Db;
use crate::error::{Result, StoreError};
use crate::suppression;
use shared::activity::ActivityKind;
use shared::consent::Channel;
use shared::messages::{Delivery, DeliveryChange, MessageStatus, OriginKind, delivery_change};
use shared::time::UtcMillis;

#[derive(sqlx::FromRow)]
struct Reported {
    id: i64,
    channel: String,
    patient_id: Option<i64>,
    address: String,
    subject: String,
    origin_kind: String,
    status: String,
    delivered_at: Option<i64>,
}

/// Writes down what a carrier reports about the message with this id; answers what it changed. An unknown message, and a report
/// that was there before, change nothing. Its row is locked by an update first: of two reports at once the second sees the first.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn report(
    db: &Db,
    now: UtcMillis,
    uid: &str,
    report: Delivery,
    words: &str,
) -> Result<Option<DeliveryChange>> {
    let mut tx = db.begin().await?;
    let message: Option<Reported> = sqlx::query_as(
        "UPDATE outbox SET clicks = clicks WHERE uid = $1
         RETURNING id, channel, patient_id, address, subject, origin_kind, status, delivered_at",
    )
    .bind(uid)
    .fetch_optional(&mut *tx)
    .await?;
    let Some(message) = message else { return Ok(None) };
    let Some(status) = MessageStatus::from_code(&message.status) else { return Ok(None) };
    let Some(change) = delivery_change(status, message.delivered_at.is_some(), report) else { return Ok(None) };
    let was_sent = status == MessageStatus::Sent;
    let (status, delivered, bounced) = match change {
        DeliveryChange::Sent => (MessageStatus::Sent, None, None),
        DeliveryChange::Delivered => (MessageStatus::Sent, Some(now.0), None),
        DeliveryChange::Failed => (MessageStatus::Failed, None, None),
        DeliveryChange::Bounced => (MessageStatus::Failed, None, Some(now.0)),
    };
    sqlx::query(
        "UPDATE outbox SET status = $1, delivered_at = $2, bounced_at = COALESCE($3, bounced_at),
            sent_at = COALESCE(sent_at, $4), answer = $5, lease_owner = NULL, lease_until = 0 WHERE id = $6",
    )
    .bind(status.code())
    .bind(delivered)
    .bind(bounced)
    .bind(now.0)
    .bind(tidy(words))
    .bind(message.id)
    .execute(&mut *tx)
    .await?;
    if change == DeliveryChange::Bounced {
        let channel: Channel = message.channel.parse().map_err(|why| StoreError::corrupt("outbox.channel", why))?;
        suppression::add(&mut tx, now, channel, &message.address, "hard-bounce").await?;
    }
    let happened = match change {
        DeliveryChange::Sent | DeliveryChange::Delivered => (!was_sent).then_some(ActivityKind::MessageSent),
        DeliveryChange::Failed => Some(ActivityKind::MessageFailed),
        DeliveryChange::Bounced => Some(ActivityKind::MessageBounced),
    };
    let outreach = OriginKind::from_code(&message.origin_kind).is_some_and(OriginKind::is_outreach);
    if let Some(kind) = happened.filter(|_| outreach) {
        let happening = Activity {
            at: now,
            patient: message.patient_id,
            kind,
            subject_uid: uid.to_owned(),
            summary: message.subject,
        };
        activity::record(&mut tx, happening).await?;
    }
    tx.commit().await?;
    Ok(Some(change))
}

/// Its reader told their provider that they did not want it: nothing goes to that address any more.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn complained(db: &Db, now: UtcMillis, uid: &str, words: &str) -> Result<()> {
    let mut tx = db.begin().await?;
    let message: Option<(String, String, Option<i64>, String)> =
        sqlx::query_as("UPDATE outbox SET answer = $1 WHERE uid = $2 RETURNING channel, address, patient_id, subject")
            .bind(tidy(words))
            .bind(uid)
            .fetch_optional(&mut *tx)
            .await?;
    let Some((channel, address, patient, summary)) = message else { return Ok(()) };
    let channel: Channel = channel.parse().map_err(|why| StoreError::corrupt("outbox.channel", why))?;
    if !suppression::is_suppressed(&mut tx, channel, &address).await? {
        suppression::add(&mut tx, now, channel, &address, "complaint").await?;
        let kind = ActivityKind::MessageUnsubscribed;
        let happening = Activity { at: now, patient, kind, subject_uid: uid.to_owned(), summary };
        activity::record(&mut tx, happening).await?;
    }
    tx.commit().await?;
    Ok(())
}
