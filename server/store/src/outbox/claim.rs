//! Taking due messages for oneself, and the facts that the send gate asks for.

use super::Content;
use crate::boxed;
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::packed::unpack;
use crate::{consent, suppression};
use shared::consent::{Channel, PatientState, Purpose, SendFacts, SendingRules};
use shared::time::UtcMillis;

/// A message that this worker has for the length of its lease.
#[derive(Debug, Clone)]
pub struct Claimed {
    pub id: i64,
    pub uid: String,
    pub key: String,
    pub patient: Option<i64>,
    pub address: String,
    pub recipient_name: String,
    pub purpose: Purpose,
    pub origin_kind: String,
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
    patient_id: Option<i64>,
    address: String,
    recipient_name: String,
    purpose: String,
    origin_kind: String,
    origin_uid: String,
    content: Vec<u8>,
    attempts: i64,
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
         RETURNING id, uid, key, patient_id, address, recipient_name, purpose, origin_kind, origin_uid, content, CAST(attempts AS BIGINT) AS attempts"
    );
    let mut update = sqlx::query_as::<_, Row>(&sql).bind(owner).bind(lease_until.0);
    for id in ids {
        update = update.bind(id);
    }
    let mut rows = update.fetch_all(&mut *tx).await?;
    tx.commit().await?;
    rows.sort_unstable_by_key(|row| row.id);
    rows.into_iter()
        .map(|row| {
            Ok(Claimed {
                purpose: row.purpose.parse().map_err(|why| StoreError::corrupt("purpose", why))?,
                content: unpack(&row.content)?,
                id: row.id,
                uid: row.uid,
                key: row.key,
                patient: row.patient_id,
                address: row.address,
                recipient_name: row.recipient_name,
                origin_kind: row.origin_kind,
                origin_uid: row.origin_uid,
                attempts: row.attempts,
            })
        })
        .collect()
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

/// What a message may say about its patient, and what the gate must know.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PatientFacts {
    pub given: String,
    pub family: String,
    pub active: i64,
    pub deceased: i64,
    pub time_zone: Option<String>,
    pub language: Option<String>,
}

/// The patient's row as it is now.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn patient_facts(tx: &mut Tx, patient: i64) -> Result<Option<PatientFacts>> {
    Ok(sqlx::query_as(
        "SELECT given, family, CAST(active AS BIGINT) AS active, CAST(deceased AS BIGINT) AS deceased, time_zone, language
         FROM patient WHERE id = $1",
    )
    .bind(patient)
    .fetch_optional(&mut **tx)
    .await?)
}

/// The facts for [`shared::consent::may_send`], as they are now. Messages being sent count for the caps.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn gate_facts(
    tx: &mut Tx,
    now: UtcMillis,
    message: &Claimed,
    patient: Option<&PatientFacts>,
    rules: &SendingRules,
) -> Result<SendFacts> {
    let state = match (message.patient, patient) {
        (_, Some(facts)) if facts.deceased == 1 => PatientState::Deceased,
        (_, Some(facts)) if facts.active == 0 => PatientState::Inactive,
        (Some(_), Some(_)) => PatientState::Active,
        (Some(_), None) => PatientState::Inactive,
        (None, _) => PatientState::NoPatient,
    };
    let consent = consent::current(tx, &message.address, Channel::Email, message.purpose).await?;
    let suppressed = suppression::is_suppressed(tx, &message.address).await?;
    let longest = rules.caps_for(message.purpose).iter().map(|cap| cap.window()).max();
    let sent_before = match longest {
        None => Vec::new(),
        Some(window) => {
            let times: Vec<i64> = sqlx::query_scalar(
                "SELECT sent_at FROM outbox WHERE address = $1 AND sent_at > $2 AND id <> $3
                 AND status IN ('sending', 'sent', 'in-doubt') AND purpose IN ('marketing', 'survey')",
            )
            .bind(&message.address)
            .bind((now - window).0)
            .bind(message.id)
            .fetch_all(&mut **tx)
            .await?;
            times.into_iter().map(UtcMillis).collect()
        }
    };
    Ok(SendFacts {
        channel: Channel::Email,
        purpose: message.purpose,
        patient: state,
        consent,
        suppressed,
        sent_before,
    })
}
