//! Sending: claims what is due, asks the gate again with today's facts, renders, hands over, writes down what became of it.
//!
//! The order makes a second copy impossible: `sending` is committed before a courier is called. A crash before that
//! leaves the message queued; a crash after it leaves it in doubt, for a person to decide.

mod prepare;

use crate::{EngineError, Services};
use channels::SendError;
use futures::StreamExt;
use prepare::{Prepared, prepare};
use shared::time::Millis;
use store::boxed;
use store::outbox::{self, Outcome};
use uuid::Uuid;

/// How many messages one round takes.
const BATCH: i64 = 64;
/// How many are handed over at the same time.
const AT_ONCE: usize = 8;
/// How long a worker has a message for itself. Longer than any courier's patience by far.
const LEASE: Millis = Millis::minutes(15);
/// The waits between attempts; after the last one the message has failed.
const RETRIES: [Millis; 5] =
    [Millis::minutes(1), Millis::minutes(5), Millis::minutes(15), Millis::hours(1), Millis::hours(4)];

/// Sends what is due; answers how many messages it settled.
///
/// # Errors
/// When the database refuses. What was claimed and not handed over is taken up again when its lease ends.
#[boxed]
pub async fn round(services: &Services) -> Result<usize, EngineError> {
    let now = services.now();
    let doubtful = outbox::to_in_doubt(&services.db, now).await? as usize;
    let owner = Uuid::now_v7().to_string();
    let claimed = outbox::claim(&services.db, now, &owner, now + LEASE, BATCH).await?;
    if claimed.is_empty() {
        return Ok(doubtful);
    }
    let done = claimed.len();
    let prepared = prepare(services, &owner, claimed).await?;
    let mut outcomes =
        futures::stream::iter(prepared).map(|message| hand_over(services, &owner, message)).buffer_unordered(AT_ONCE);
    let mut first_error = None;
    while let Some(outcome) = outcomes.next().await {
        // One that can't be recorded ends up in doubt; the others go on.
        if let Err(error) = outcome {
            first_error.get_or_insert(error);
        }
    }
    first_error.map_or(Ok(done + doubtful), Err)
}

async fn hand_over(services: &Services, owner: &str, prepared: Prepared) -> Result<(), EngineError> {
    let attempt = prepared.message.attempts as usize;
    let outcome = match services.couriers.send(&prepared.outgoing).await {
        Ok(answer) => Outcome::Sent(answer),
        Err(SendError::Temporary(answer)) => match RETRIES.get(attempt) {
            Some(wait) => Outcome::Retry(services.now() + *wait, answer),
            None => Outcome::Failed(format!("Given up after {} attempts. {answer}", attempt + 1)),
        },
        Err(SendError::Permanent { answer, mailbox_gone: true }) => Outcome::Bounced(answer),
        Err(SendError::Permanent { answer, mailbox_gone: false }) => Outcome::Failed(answer),
        Err(SendError::Unknown(answer)) => Outcome::Unknown(answer),
    };
    let label = match outcome {
        Outcome::Sent(_) => "sent",
        Outcome::Retry(..) => "retry",
        Outcome::Failed(_) => "failed",
        Outcome::Bounced(_) => "bounced",
        Outcome::Unknown(_) => "in-doubt",
    };
    metrics::counter!("waypost_messages_total", "outcome" => label).increment(1);
    let mut tx = services.db.begin().await?;
    outbox::record(&mut tx, services.now(), owner, &prepared.message, prepared.outgoing.title(), &outcome).await?;
    tx.commit().await.map_err(EngineError::Database)
}
