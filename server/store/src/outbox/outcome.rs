//! What became of a message: each step in one transaction, with the timeline entry that belongs to it.

use super::{Claimed, Handed};
use crate::activity::{self, Activity};
use crate::boxed;
use crate::db::Tx;
use crate::error::Result;
use crate::outreach::touches;
use crate::{inbound, suppression};
use shared::activity::ActivityKind;
use shared::consent::Refusal;
use shared::messages::MessageStatus;
use shared::time::{Millis, UtcMillis};

/// How handing over ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Sent(String),
    /// Not taken; to be tried again at that moment.
    Retry(UtcMillis, String),
    /// Nobody could be asked: this was no attempt.
    Later(UtcMillis, String),
    /// Not taken, for good.
    Failed(String),
    /// Not taken for as long as it was worth trying.
    Expired(String),
    /// The mailbox or number does not exist: never written to again through this channel. When only the words of the answer say
    /// so, it takes two on different days.
    Bounced {
        answer: String,
        sure: bool,
    },
    /// Its owner told the carrier that they want no more: the same as if they had told us.
    OptedOut(String),
    /// The line broke after the message left: nobody knows.
    Unknown(String),
}

/// Two answers that are not sure count as two when at least this lies between them.
const ANOTHER_DAY: Millis = Millis::hours(20);

/// Writes down that the message is about to be handed over, and as what. False when somebody else has it meanwhile: then
/// it must not be handed over.
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
        Outcome::Retry(at, answer) | Outcome::Later(at, answer) => (MessageStatus::Queued, Some(at.0), None, answer),
        Outcome::Failed(answer) | Outcome::Bounced { answer, .. } => (MessageStatus::Failed, None, None, answer),
        Outcome::Expired(answer) => (MessageStatus::Expired, None, None, answer),
        Outcome::OptedOut(answer) => (MessageStatus::Refused, None, None, answer),
        Outcome::Unknown(answer) => (MessageStatus::InDoubt, None, Some(now.0), answer),
    };
    let done = sqlx::query(
        "UPDATE outbox SET status = $1, not_before = COALESCE($2, not_before), sent_at = $3, answer = $4,
            attempts = attempts - $5, refusal = $8, lease_owner = NULL, lease_until = 0
         WHERE id = $6 AND lease_owner = $7 AND status IN ('sending', 'in-doubt')",
    )
    .bind(status.code())
    .bind(not_before)
    .bind(sent_at)
    .bind(tidy(answer))
    .bind(i64::from(matches!(outcome, Outcome::Later(..))))
    .bind(message.id)
    .bind(owner)
    .bind(matches!(outcome, Outcome::OptedOut(_)).then_some(Refusal::ConsentDenied.code()))
    .execute(&mut **tx)
    .await?;
    if done.rows_affected() != 1 {
        return Ok(());
    }
    match outcome {
        Outcome::Sent(_) => {
            happened(tx, now, message, ActivityKind::MessageSent, subject.to_owned()).await?;
            if message.origin.is_outreach() {
                touches::message_left(tx, now, message.id).await?;
            }
        }
        Outcome::Failed(_) | Outcome::Expired(_) => {
            happened(tx, now, message, ActivityKind::MessageFailed, subject.to_owned()).await?;
        }
        Outcome::Bounced { sure, .. } => {
            if *sure || bounced_on_another_day(tx, now, message).await? {
                suppression::add(tx, now, message.channel, &message.address, "hard-bounce").await?;
            }
            sqlx::query("UPDATE outbox SET bounced_at = $1 WHERE id = $2")
                .bind(now.0)
                .bind(message.id)
                .execute(&mut **tx)
                .await?;
            happened(tx, now, message, ActivityKind::MessageBounced, subject.to_owned()).await?;
        }
        Outcome::OptedOut(_) => {
            inbound::opted_out_at_carrier(tx, now, message.channel, &message.address, message.patient).await?;
            let why = Refusal::ConsentDenied.label(message.channel).to_owned();
            happened(tx, now, message, ActivityKind::MessageRefused, why).await?;
        }
        Outcome::Retry(..) | Outcome::Later(..) | Outcome::Unknown(_) => {}
    }
    Ok(())
}

/// A message that is claimed but was never handed over, because it is too late for it.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn expire(tx: &mut Tx, now: UtcMillis, owner: &str, message: &Claimed, why: &str) -> Result<()> {
    settle_unsent(tx, now, owner, message, MessageStatus::Expired, why).await
}

/// A message that can't be prepared: it is looked at again at `again`, or has failed when that is `None`. The others of its batch
/// go on.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn set_aside(
    tx: &mut Tx,
    now: UtcMillis,
    owner: &str,
    message: &Claimed,
    again: Option<UtcMillis>,
    why: &str,
) -> Result<()> {
    let Some(again) = again else { return settle_unsent(tx, now, owner, message, MessageStatus::Failed, why).await };
    sqlx::query(
        "UPDATE outbox SET not_before = $1, answer = $2, attempts = attempts + 1, lease_owner = NULL, lease_until = 0
         WHERE id = $3 AND lease_owner = $4 AND status IN ('queued', 'held')",
    )
    .bind(again.0)
    .bind(tidy(why))
    .bind(message.id)
    .bind(owner)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn settle_unsent(
    tx: &mut Tx,
    now: UtcMillis,
    owner: &str,
    message: &Claimed,
    status: MessageStatus,
    why: &str,
) -> Result<()> {
    let subject: Option<String> = sqlx::query_scalar(
        "UPDATE outbox SET status = $1, answer = $2, lease_owner = NULL, lease_until = 0
         WHERE id = $3 AND lease_owner = $4 AND status IN ('queued', 'held') RETURNING subject",
    )
    .bind(status.code())
    .bind(tidy(why))
    .bind(message.id)
    .bind(owner)
    .fetch_optional(&mut **tx)
    .await?;
    match subject {
        Some(subject) => happened(tx, now, message, ActivityKind::MessageFailed, subject).await,
        None => Ok(()),
    }
}

/// Whether the address bounced before, long enough ago to be another day's answer.
async fn bounced_on_another_day(tx: &mut Tx, now: UtcMillis, message: &Claimed) -> Result<bool> {
    let before: Option<i64> =
        sqlx::query_scalar("SELECT id FROM outbox WHERE address = $1 AND channel = $2 AND bounced_at < $3 LIMIT 1")
            .bind(&message.address)
            .bind(message.channel.code())
            .bind((now - ANOTHER_DAY).0)
            .fetch_optional(&mut **tx)
            .await?;
    Ok(before.is_some())
}

/// What the other side said, as it is kept: one line of a bounded length.
pub(super) fn tidy(answer: &str) -> String {
    answer.chars().filter(|sign| !sign.is_control()).take(500).collect()
}

async fn happened(tx: &mut Tx, at: UtcMillis, message: &Claimed, kind: ActivityKind, summary: String) -> Result<()> {
    if !message.origin.is_outreach() {
        return Ok(());
    }
    let happening = Activity { at, patient: message.patient, kind, subject_uid: message.uid.clone(), summary };
    activity::record(tx, happening).await
}
