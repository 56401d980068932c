//! Taking due messages for oneself.

use super::Content;
use crate::boxed;
use crate::db::{Db, Tx, list_of};
use crate::error::Result;
use crate::packed::unpack;
use crate::stored::read;
use shared::consent::{Channel, Purpose};
use shared::messages::{OriginKind, Urgency};
use shared::time::UtcMillis;
use std::collections::HashMap;

/// A message that this worker has for the length of its lease.
#[derive(Debug, Clone)]
pub struct Claimed {
    pub id: i64,
    pub uid: String,
    pub key: String,
    pub channel: Channel,
    pub patient: Option<i64>,
    pub address: String,
    pub recipient_name: String,
    pub purpose: Purpose,
    pub origin: OriginKind,
    pub origin_uid: String,
    pub content: Content,
    /// How often it was handed over before.
    pub attempts: i64,
    /// It is not sent after this moment.
    pub send_by: Option<UtcMillis>,
    /// The number it leaves from; `None` is the provider's own.
    pub sender: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    uid: String,
    key: String,
    channel: String,
    patient_id: Option<i64>,
    address: String,
    recipient_name: String,
    purpose: String,
    origin_kind: String,
    origin_uid: String,
    content: Vec<u8>,
    attempts: i64,
    send_by: Option<i64>,
    sender: Option<String>,
}

impl Row {
    fn claimed(self) -> Result<Claimed> {
        Ok(Claimed {
            channel: read("outbox.channel", &self.channel)?,
            purpose: read("outbox.purpose", &self.purpose)?,
            origin: read("outbox.origin_kind", &self.origin_kind)?,
            content: unpack(&self.content)?,
            id: self.id,
            uid: self.uid,
            key: self.key,
            patient: self.patient_id,
            address: self.address,
            recipient_name: self.recipient_name,
            origin_uid: self.origin_uid,
            attempts: self.attempts,
            send_by: self.send_by.map(UtcMillis),
            sender: self.sender,
        })
    }
}

/// Claims up to `limit` due messages of a channel for `owner` until `lease_until`, the most urgent first. They stay queued: if
/// this worker dies before it hands one over, the next one takes it when the lease ends.
#[boxed]
pub async fn claim(
    db: &Db,
    now: UtcMillis,
    channel: Channel,
    owner: &str,
    lease_until: UtcMillis,
    limit: i64,
) -> Result<Vec<Claimed>> {
    // Most looks find nothing: they cost no write transaction.
    let due: Option<i64> = sqlx::query_scalar(
        "SELECT id FROM outbox WHERE status IN ('queued', 'held') AND channel = $1 AND urgency IN (0, 1, 2)
            AND not_before <= $2 AND lease_until <= $3 LIMIT 1",
    )
    .bind(channel.code())
    .bind(now.0)
    .bind(now.0)
    .fetch_optional(db.read())
    .await?;
    if due.is_none() {
        return Ok(Vec::new());
    }
    let mut tx = db.begin().await?;
    let sql = format!(
        "SELECT id FROM outbox WHERE status IN ('queued', 'held') AND channel = $1 AND urgency = $2
            AND not_before <= $3 AND lease_until <= $4 ORDER BY not_before, id LIMIT $5{}",
        db.dialect().skip_locked()
    );
    let mut ids: Vec<i64> = Vec::new();
    for urgency in Urgency::ALL {
        let room = limit - i64::try_from(ids.len()).unwrap_or(i64::MAX);
        if room <= 0 {
            break;
        }
        let these =
            sqlx::query_scalar(&sql).bind(channel.code()).bind(urgency.rank()).bind(now.0).bind(now.0).bind(room);
        ids.extend::<Vec<i64>>(these.fetch_all(&mut *tx).await?);
    }
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "UPDATE outbox SET lease_owner = $1, lease_until = $2 WHERE id IN ({})
         RETURNING id, uid, key, channel, patient_id, address, recipient_name, purpose, origin_kind, origin_uid, content,
            CAST(attempts AS BIGINT) AS attempts, send_by, sender",
        db.dialect().keys_in("$3")
    );
    let rows: Vec<Row> = sqlx::query_as(&sql)
        .bind(owner)
        .bind(lease_until.0)
        .bind(list_of(ids.iter().copied()))
        .fetch_all(&mut *tx)
        .await?;
    tx.commit().await?;
    let mut rows: HashMap<i64, Row> = rows.into_iter().map(|row| (row.id, row)).collect();
    // One that a later version wrote is nothing that this one may send, and does not keep the others waiting.
    let read = ids.iter().filter_map(|id| rows.remove(id)).filter_map(|row| {
        let uid = row.uid.clone();
        row.claimed().inspect_err(|error| tracing::error!(%error, table = "outbox", key = uid, "not sent")).ok()
    });
    Ok(read.collect())
}

/// Gives claimed messages back untouched.
///
/// # Errors
/// When the database refuses; they are free when their lease ends.
#[boxed]
pub async fn release(tx: &mut Tx, owner: &str, messages: &[Claimed]) -> Result<()> {
    for message in messages {
        sqlx::query(
            "UPDATE outbox SET lease_owner = NULL, lease_until = 0
             WHERE id = $1 AND lease_owner = $2 AND status IN ('queued', 'held')",
        )
        .bind(message.id)
        .bind(owner)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Messages whose worker stopped between handing over and recording: nobody knows whether they arrived. Answers how many.
#[boxed]
pub async fn to_in_doubt(db: &Db, now: UtcMillis, channel: Channel) -> Result<u64> {
    let left: Option<i64> = sqlx::query_scalar(
        "SELECT id FROM outbox WHERE status = 'sending' AND lease_until <= $1 AND channel = $2 LIMIT 1",
    )
    .bind(now.0)
    .bind(channel.code())
    .fetch_optional(db.read())
    .await?;
    if left.is_none() {
        return Ok(0);
    }
    let mut tx = db.begin().await?;
    let done = sqlx::query(
        "UPDATE outbox SET status = 'in-doubt', answer = 'The process stopped while the message was being handed over.'
         WHERE status = 'sending' AND lease_until <= $1 AND channel = $2",
    )
    .bind(now.0)
    .bind(channel.code())
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(done.rows_affected())
}
