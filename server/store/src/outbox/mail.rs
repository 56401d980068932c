//! Cards and letters after they were set: batches for the print house, the code that is printed on them, mail that came back.

use super::outcome::tidy;
use crate::Permit;
use crate::activity::{self, Activity};
use crate::audit::{self, Entry};
use crate::boxed;
use crate::counts::{fit, number};
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::packed::unpack;
use crate::stored::read;
use crate::suppression;
use shared::activity::ActivityKind;
use shared::audit::AuditAction;
use shared::consent::Channel;
use shared::ids::{MessageId, PrintBatchId};
use shared::messages::{MailingCode, OriginKind, PrintBatch, PrintedMail};
use shared::noun::Noun;
use shared::people::ViewSentMessages;
use shared::time::UtcMillis;
use uuid::Uuid;

/// As many pieces as one file holds.
const LARGEST_BATCH: i64 = 500;
/// Batches that are listed.
const LISTED: i64 = 20;

/// How many pieces wait for the print house, and the latest batches.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn print_batches(db: &Db, _permit: &Permit<ViewSentMessages>) -> Result<(u64, Vec<PrintBatch>)> {
    let waiting: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM outbox WHERE channel = 'post' AND status = 'sent' AND print_batch_id IS NULL",
    )
    .fetch_one(db.read())
    .await?;
    let rows: Vec<(String, i64, i64)> =
        sqlx::query_as("SELECT uid, at, pieces FROM print_batch ORDER BY id DESC LIMIT $1")
            .bind(LISTED)
            .fetch_all(db.read())
            .await?;
    let batch = |(uid, at, pieces): (String, i64, i64)| {
        Ok(PrintBatch { id: read("print_batch.uid", &uid)?, at: UtcMillis(at), pieces: fit(pieces) })
    };
    Ok((fit(waiting), rows.into_iter().map(batch).collect::<Result<_>>()?))
}

/// Puts what waits into a new batch, the oldest first; `None` when nothing waits.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn make_print_batch(
    db: &Db,
    permit: &Permit<ViewSentMessages>,
    now: UtcMillis,
) -> Result<Option<PrintBatchId>> {
    let mut tx = db.begin().await?;
    let uid = Uuid::now_v7();
    let batch: i64 =
        sqlx::query_scalar("INSERT INTO print_batch (uid, at, staff_id, pieces) VALUES ($1, $2, $3, 0) RETURNING id")
            .bind(uid.to_string())
            .bind(now.0)
            .bind(permit.staff_key())
            .fetch_one(&mut *tx)
            .await?;
    let taken: Vec<Option<i64>> = sqlx::query_scalar(
        "UPDATE outbox SET print_batch_id = $1 WHERE print_batch_id IS NULL AND id IN (
            SELECT id FROM outbox WHERE channel = 'post' AND status = 'sent' AND print_batch_id IS NULL ORDER BY id LIMIT $2)
         RETURNING patient_id",
    )
    .bind(batch)
    .bind(LARGEST_BATCH)
    .fetch_all(&mut *tx)
    .await?;
    if taken.is_empty() {
        return Ok(None);
    }
    let pieces = number(taken.len());
    sqlx::query("UPDATE print_batch SET pieces = $1 WHERE id = $2").bind(pieces).bind(batch).execute(&mut *tx).await?;
    let patients: Vec<i64> = taken.into_iter().flatten().collect();
    let entry = Entry {
        patients: &patients,
        detail: format!("batch of {pieces} pieces for the print house"),
        ..Entry::new(AuditAction::Export, Noun::SentMessage)
    };
    audit::record(&mut tx, permit.actor(), now, entry).await?;
    tx.commit().await?;
    Ok(Some(PrintBatchId(uid)))
}

/// The pieces of a batch, in their order. Recorded with the patients they go to.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such batch; when the look can't be recorded.
#[boxed]
pub async fn mail_of_batch(
    db: &Db,
    permit: &Permit<ViewSentMessages>,
    now: UtcMillis,
    batch: PrintBatchId,
) -> Result<Vec<PrintedMail>> {
    let rows: Vec<(Option<i64>, Option<Vec<u8>>)> = sqlx::query_as(
        "SELECT o.patient_id, o.rendered FROM outbox o JOIN print_batch b ON b.id = o.print_batch_id
         WHERE b.uid = $1 ORDER BY o.id",
    )
    .bind(batch.to_string())
    .fetch_all(db.read())
    .await?;
    if rows.is_empty() {
        return Err(StoreError::NotFound);
    }
    let patients: Vec<i64> = rows.iter().filter_map(|(patient, _)| *patient).collect();
    let entry = Entry {
        patients: &patients,
        detail: "batch for the print house".into(),
        ..Entry::new(AuditAction::Export, Noun::SentMessage)
    };
    audit::record_read(db, permit.actor(), now, entry).await?;
    rows.into_iter().filter_map(|(_, rendered)| rendered).map(|bytes| unpack(&bytes)).collect()
}

/// What somebody holds who names the code on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailed {
    pub message: MessageId,
    pub patient: Option<i64>,
    pub origin: OriginKind,
    pub origin_uid: String,
    pub subject: String,
    /// When it was handed over.
    pub sent_at: Option<UtcMillis>,
}

/// The card or letter with this code, in the caller's transaction. Whoever shows it to somebody records that.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn mailed(tx: &mut Tx, code: MailingCode) -> Result<Option<Mailed>> {
    type Sent = (String, Option<i64>, String, String, String, Option<i64>);
    let row: Option<Sent> = sqlx::query_as(
        "SELECT uid, patient_id, origin_kind, origin_uid, subject, sent_at FROM outbox WHERE id = $1 AND channel = 'post'",
    )
    .bind(code.key())
    .fetch_optional(&mut **tx)
    .await?;
    let mailed = |(uid, patient, kind, origin_uid, subject, sent_at): Sent| {
        Ok(Mailed {
            message: read("outbox.uid", &uid)?,
            patient,
            origin: read("outbox.origin_kind", &kind)?,
            origin_uid,
            subject,
            sent_at: sent_at.map(UtcMillis),
        })
    };
    row.map(mailed).transpose()
}

/// Staff hold a card or letter that came back: nothing is mailed to that address any more. Answers which message it was.
///
/// # Errors
/// [`StoreError::NotFound`] when no mail has this code; [`StoreError::Conflict`] when it never left, or came back before.
#[boxed]
pub async fn mail_came_back(
    db: &Db,
    permit: &Permit<ViewSentMessages>,
    now: UtcMillis,
    code: MailingCode,
) -> Result<MessageId> {
    let mut tx = db.begin().await?;
    let mailed = mailed(&mut tx, code).await?.ok_or(StoreError::NotFound)?;
    let id = mailed.message;
    if !returned(&mut tx, now, &id.to_string(), "It came back; staff wrote it down.").await? {
        return Err(StoreError::conflict("This mail was not sent, or was marked as returned before."));
    }
    let patients: Vec<i64> = mailed.patient.into_iter().collect();
    let entry = Entry {
        entity_uid: Some(id.to_string()),
        patients: &patients,
        detail: "mail came back".into(),
        ..Entry::new(AuditAction::Update, Noun::SentMessage)
    };
    audit::record(&mut tx, permit.actor(), now, entry).await?;
    tx.commit().await?;
    Ok(id)
}

/// The carrier reports that a piece came back; false when that is known, or the message is not one.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn carrier_returned(db: &Db, now: UtcMillis, uid: &str, words: &str) -> Result<bool> {
    let mut tx = db.begin().await?;
    let news = returned(&mut tx, now, uid, words).await?;
    tx.commit().await?;
    Ok(news)
}

/// Marks the message and its address, also when a carrier thought it delivered.
async fn returned(tx: &mut Tx, now: UtcMillis, uid: &str, words: &str) -> Result<bool> {
    let row: Option<(String, Option<i64>, String)> = sqlx::query_as(
        "UPDATE outbox SET status = 'failed', bounced_at = $1, delivered_at = NULL, answer = $2, lease_owner = NULL,
            lease_until = 0
         WHERE uid = $3 AND channel = 'post' AND bounced_at IS NULL AND status IN ('sent', 'sending', 'in-doubt')
         RETURNING address, patient_id, subject",
    )
    .bind(now.0)
    .bind(tidy(words))
    .bind(uid)
    .fetch_optional(&mut **tx)
    .await?;
    let Some((address, patient, summary)) = row else { return Ok(false) };
    suppression::add(tx, now, Channel::Post, &address, "hard-bounce").await?;
    let kind = ActivityKind::MessageBounced;
    let happening = Activity { at: now, patient, kind, subject_uid: uid.to_owned(), summary };
    activity::record(tx, happening).await?;
    Ok(true)
}
