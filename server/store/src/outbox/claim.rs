//! Taking due messages for oneself.

use super::Content;
use crate::boxed;
use crate::db::{Db, Tx};
use crate::error::Result;
use crate::packed::unpack;
use crate::stored::read;
use shared::consent::{Channel, Purpose};
use shared::messages::OriginKind;
use shared::time::UtcMillis;

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
        })
    }
}

/// Claims up to `limit` due messages for `owner` until `lease_until`. They stay queued: if this worker dies before it
/// hands one over, the next one takes it when the lease ends.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn claim(db: &Db, now: UtcMillis, owner: &str, lease_until: UtcMillis, limit: i64) -> Result<Vec<Claimed>> {
    // Most looks find nothing: they cost no write transaction.
    const DUE: &str = "status IN ('queued', 'held') AND not_before <= $1 AND lease_until <= $2";
    let due: Option<i64> = sqlx::query_scalar(&format!("SELECT id FROM outbox WHERE {DUE} LIMIT 1"))
        .bind(now.0)
        .bind(now.0)
        .fetch_optional(db.read())
        .await?;
    if due.is_none() {
        return Ok(Vec::new());
    }
    let mut tx = db.begin().await?;
    let ids: Vec<i64> = sqlx::query_scalar(&format!(
        "SELECT id FROM outbox WHERE {DUE} ORDER BY not_before, id LIMIT $3{}",
        db.dialect().skip_locked()
    ))
    .bind(now.0)
    .bind(now.0)
    .bind(limit)
    .fetch_all(&mut *tx)
    .await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let list: Vec<String> = (3..ids.len() + 3).map(|number| format!("${number}")).collect();
    let list = list.join(", ");
    let sql = format!(
        "UPDATE outbox SET lease_owner = $1, lease_until = $2 WHERE id IN ({list})
         RETURNING id, uid, key, channel, patient_id, address, recipient_name, purpose, origin_kind, origin_uid, content,
            CAST(attempts AS BIGINT) AS attempts"
    );
    let mut update = sqlx::query_as::<_, Row>(&sql).bind(owner).bind(lease_until.0);
    for id in ids {
        update = update.bind(id);
    }
    let mut rows = update.fetch_all(&mut *tx).await?;
    tx.commit().await?;
    rows.sort_unstable_by_key(|row| row.id);
    // One that a later version wrote is nothing that this one may send, and does not keep the others waiting.
    let read = rows.into_iter().filter_map(|row| {
        let uid = row.uid.clone();
        row.claimed().inspect_err(|error| tracing::error!(%error, table = "outbox", key = uid, "not sent")).ok()
    });
    Ok(read.collect())
}

/// Gives a claimed message back untouched.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn release(tx: &mut Tx, id: i64, owner: &str) -> Result<()> {
    sqlx::query("UPDATE outbox SET lease_owner = NULL, lease_until = 0 WHERE id = $1 AND lease_owner = $2 AND status IN ('queued', 'held')")
        .bind(id)
        .bind(owner)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Messages whose worker stopped between handing over and recording: nobody knows whether they arrived. Answers how many.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn to_in_doubt(db: &Db, now: UtcMillis) -> Result<u64> {
    let left: Option<i64> =
        sqlx::query_scalar("SELECT id FROM outbox WHERE status = 'sending' AND lease_until <= $1 LIMIT 1")
            .bind(now.0)
            .fetch_optional(db.read())
            .await?;
    if left.is_none() {
        return Ok(0);
    }
    let mut tx = db.begin().await?;
    let done = sqlx::query(
        "UPDATE outbox SET status = 'in-doubt', answer = 'The process stopped while the message was being handed over.'
         WHERE status = 'sending' AND lease_until <= $1",
    )
    .bind(now.0)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(done.rows_affected())
}
