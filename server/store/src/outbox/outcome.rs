//! What became of a message: each step in one transaction, with the timeline entry that belongs to it.

use super::{Claimed, Handed};
use crate::activity::{self, Activity};
use crate::boxed;
use crate::db::Tx;
use crate::error::Result;
use crate::suppression;
use shared::activity::ActivityKind;
use shared::consent::Refusal;
use shared::messages::MessageStatus;
use shared::time::UtcMillis;

/// How handing over ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Sent(String),
    /// Not taken; to be tried again at that moment.
    Retry(UtcMillis, String),
    /// Not taken, for good.
    Failed(String),
    /// The mailbox or number does not exist: failed, and never written to again through this channel.
    Bounced(String),
    /// The line broke after the message left: nobody knows.
    Unknown(String),
}

/// Writes down that the message is about to be handed over, and as what. False when somebody else has it meanwhile: then
/// it must not be handed over.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn mark_sending(
    tx: &mut Tx,
    now: UtcMillis,
    owner: &str,
    lease_until: UtcMillis,
    message: &Claimed,
    subject: &str,
    handed: &Handed,
) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE outbox SET status = 'sending', attempts = attempts + 1, lease_until = $1, subject = $2, rendered = $3, sent_at = $4
         WHERE id = $5 AND lease_owner = $6 AND status IN ('queued', 'held')",
    )
    .bind(lease_until.0)
    .bind(subject)
    .bind(handed.pack()?)
    .bind(now.0)
    .bind(message.id)
    .bind(owner)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Refuses a claimed message and says why.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn refuse(tx: &mut Tx, now: UtcMillis, owner: &str, message: &Claimed, why: Refusal) -> Result<()> {
    let done = sqlx::query(
        "UPDATE outbox SET status = 'refused', refusal = $1, lease_owner = NULL, lease_until = 0
         WHERE id = $2 AND lease_owner = $3 AND status IN ('queued', 'held')",
    )
    .bind(why.code())
    .bind(message.id)
    .bind(owner)
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() == 1 {
        happened(tx, now, message, ActivityKind::MessageRefused, why.label(message.channel).to_owned()).await?;
    }
    Ok(())
}

/// Holds a claimed message until `until`.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn hold(tx: &mut Tx, owner: &str, message: &Claimed, until: UtcMillis) -> Result<()> {
    sqlx::query(
        "UPDATE outbox SET status = 'held', not_before = $1, lease_owner = NULL, lease_until = 0
         WHERE id = $2 AND lease_owner = $3 AND status IN ('queued', 'held')",
    )
    .bind(until.0)
    .bind(message.id)
    .bind(owner)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Records how handing over ended. A late answer still counts when the message has been put in doubt meanwhile.
///
/// # Errors
/// When the database refuses: the message then ends up in doubt.
#[boxed]
pub async fn record(
    tx: &mut Tx,
    now: UtcMillis,
    owner: &str,
    message: &Claimed,
    subject: &str,
    outcome: &Outcome,
) -> Result<()> {
    let (status, not_before, sent_at, answer) = match outcome {
        Outcome::Sent(answer) => (MessageStatus::Sent, None, Some(now.0), answer),
        Outcome::Retry(at, answer) => (MessageStatus::Queued, Some(at.0), None, answer),
        Outcome::Failed(answer) | Outcome::Bounced(answer) => (MessageStatus::Failed, None, None, answer),
        Outcome::Unknown(answer) => (MessageStatus::InDoubt, None, Some(now.0), answer),
    };
    let answer: String = answer.chars().filter(|sign| !sign.is_control()).take(500).collect();
    let done = sqlx::query(
        "UPDATE outbox SET status = $1, not_before = COALESCE($2, not_before), sent_at = $3, answer = $4,
            lease_owner = NULL, lease_until = 0
         WHERE id = $5 AND lease_owner = $6 AND status IN ('sending', 'in-doubt')",
    )
    .bind(status.code())
    .bind(not_before)
    .bind(sent_at)
    .bind(answer)
    .bind(message.id)
    .bind(owner)
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() != 1 {
        return Ok(());
    }
    match outcome {
        Outcome::Sent(_) => happened(tx, now, message, ActivityKind::MessageSent, subject.to_owned()).await?,
        Outcome::Failed(_) => happened(tx, now, message, ActivityKind::MessageFailed, subject.to_owned()).await?,
        Outcome::Bounced(_) => {
            suppression::add(tx, now, message.channel, &message.address, "hard-bounce").await?;
            happened(tx, now, message, ActivityKind::MessageBounced, subject.to_owned()).await?;
        }
        Outcome::Retry(..) | Outcome::Unknown(_) => {}
    }
    Ok(())
}

async fn happened(tx: &mut Tx, at: UtcMillis, message: &Claimed, kind: ActivityKind, summary: String) -> Result<()> {
    if !message.origin.is_outreach() {
        return Ok(());
    }
    let happening = Activity { at, patient: message.patient, kind, subject_uid: message.uid.clone(), summary };
    activity::record(tx, happening).await
}
