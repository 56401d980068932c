//! The calls of couriers, and what their answers mean.

use super::prepare::Prepared;
use crate::Services;
use channels::{Recipient, SendError};
use futures::future::join_all;
use shared::messages::{Tally, next_try};
use shared::time::Millis;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;
use store::outbox::{Claimed, Outcome};

/// A courier's last second with one message: before the message's lease ends.
const LONGEST: Duration = Duration::from_secs(12 * 60);
/// How long a courier may go on after the process was told to stop.
const GRACE: Duration = Duration::from_secs(5);
/// When a message is tried again that its channel had no connection for while others left.
const NO_CONNECTION: Millis = Millis(30_000);

/// A message that was handed over, with what the other side said.
pub struct Settled {
    pub message: Claimed,
    pub title: String,
    pub outcome: Outcome,
}

/// Hands all of them over at the same time.
pub async fn hand_over(services: &Services, prepared: Vec<Prepared>) -> Vec<Settled> {
    join_all(prepared.into_iter().map(|message| one(services, message))).await
}

async fn one(services: &Services, prepared: Prepared) -> Settled {
    let answer = tokio::select! {
        answer = tokio::time::timeout(LONGEST, services.couriers.send(&prepared.outgoing)) => {
            answer.unwrap_or_else(|_| Err(SendError::Unknown("There was no answer for 12 minutes.".into())))
        }
        () = stopped(services) => Err(SendError::Unknown("Waypost was stopped before there was an answer.".into())),
    };
    let message = prepared.message;
    let outcome = outcome(services, &message, answer);
    let label = match outcome {
        Outcome::Sent(_) => "sent",
        Outcome::Retry(..) => "retry",
        Outcome::Later(..) => "unreachable",
        Outcome::Failed(_) => "failed",
        Outcome::Expired(_) => "expired",
        Outcome::Bounced { .. } => "bounced",
        Outcome::OptedOut(_) => "opted-out",
        Outcome::Unknown(_) => "in-doubt",
    };
    metrics::counter!("waypost_messages_total", "outcome" => label).increment(1);
    Settled { title: prepared.outgoing.title(), message, outcome }
}

async fn stopped(services: &Services) {
    services.stop.cancelled().await;
    tokio::time::sleep(GRACE).await;
}

fn outcome(services: &Services, message: &Claimed, answer: Result<String, SendError>) -> Outcome {
    match answer {
        Ok(answer) => Outcome::Sent(answer),
        Err(SendError::Unreachable(answer)) => Outcome::Later(services.now() + NO_CONNECTION, answer),
        Err(SendError::Temporary(answer)) => {
            let attempts = u32::try_from(message.attempts + 1).unwrap_or(u32::MAX);
            match next_try(services.now(), attempts, spread(&message.uid)) {
                Some(at) => Outcome::Retry(at, answer),
                None => Outcome::Expired(format!("Given up after {attempts} attempts. {answer}")),
            }
        }
        Err(SendError::Permanent { answer, recipient }) => match recipient {
            Recipient::NotMeant => Outcome::Failed(answer),
            Recipient::PerhapsGone => Outcome::Bounced { answer, sure: false },
            Recipient::Gone => Outcome::Bounced { answer, sure: true },
            Recipient::OptedOut => Outcome::OptedOut(answer),
        },
        Err(SendError::Unknown(answer)) => Outcome::Unknown(answer),
    }
}

/// A number of the message's own.
fn spread(uid: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    uid.hash(&mut hasher);
    hasher.finish()
}

impl Settled {
    /// What the other side said.
    pub fn answer(&self) -> &str {
        match &self.outcome {
            Outcome::Sent(answer)
            | Outcome::Retry(_, answer)
            | Outcome::Later(_, answer)
            | Outcome::Failed(answer)
            | Outcome::Expired(answer)
            | Outcome::OptedOut(answer)
            | Outcome::Bounced { answer, .. }
            | Outcome::Unknown(answer) => answer,
        }
    }

    pub fn count(&self, tally: &mut Tally) {
        match self.outcome {
            Outcome::Sent(_) => tally.sent += 1,
            Outcome::Later(..) => tally.unreachable += 1,
            Outcome::Retry(..) | Outcome::Expired(_) => tally.busy += 1,
            Outcome::Failed(_) => tally.refused += 1,
            Outcome::Bounced { .. } | Outcome::OptedOut(_) | Outcome::Unknown(_) => tally.other += 1,
        }
    }
}
