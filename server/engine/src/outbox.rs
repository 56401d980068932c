//! Sending: claims what is due, asks the gate again with today's facts, renders, hands over, writes down what became of it.
//!
//! The order makes a second copy impossible: `sending` is committed before a courier is called, for the few messages that are
//! handed over at once and no others. A crash before that leaves a message queued; a crash after it leaves it in doubt, for a
//! person to decide.

mod hand_over;
mod prepare;
mod record;

use crate::{EngineError, Services};
use hand_over::hand_over;
pub use prepare::event_values;
use prepare::prepare;
use record::record;
use shared::consent::Channel;
use shared::messages::{ChannelPause, Tally};
use shared::time::Millis;
use store::boxed;
use store::outbox::{self, Claimed};
use uuid::Uuid;

/// How many messages one round takes.
const BATCH: i64 = 64;
/// How many are marked as being sent, and handed over, at the same time.
const AT_ONCE: usize = 8;
/// How long a worker has a message for itself; begins anew when it is marked as being sent. Longer than any courier's patience
/// with one message.
const LEASE: Millis = Millis::minutes(15);
/// How long claimed messages wait for their turn at most.
const LONGEST_WAIT: Millis = Millis::minutes(5);

/// Sends what is due through every channel; answers how many messages it settled.
///
/// # Errors
/// As [`round_of`].
#[boxed]
pub async fn round(services: &Services) -> Result<usize, EngineError> {
    let mut done = 0;
    for channel in Channel::ALL {
        done += round_of(services, channel).await?;
    }
    Ok(done)
}

/// Sends what is due through one channel; answers how many messages it settled.
///
/// # Errors
/// When the database refuses. What was claimed and not handed over is taken up again when its lease ends.
#[boxed]
pub async fn round_of(services: &Services, channel: Channel) -> Result<usize, EngineError> {
    let (db, now) = (&services.db, services.now());
    let doubtful = outbox::to_in_doubt(db, now, channel).await? as usize;
    let paused = outbox::pauses(db).await?.into_iter().find(|pause| pause.channel == channel);
    if paused.as_ref().is_some_and(|pause| pause.next_try > now) {
        return Ok(doubtful);
    }
    let limit = if paused.is_some() { 1 } else { BATCH };
    let owner = Uuid::now_v7().to_string();
    let claimed = outbox::claim(db, now, channel, &owner, now + LEASE, limit).await?;
    let mut done = doubtful;
    let mut groups = claimed.chunks(AT_ONCE);
    for group in groups.by_ref() {
        done += group.len();
        if !send(services, channel, &owner, group, paused.as_ref()).await? {
            break;
        }
    }
    let left: Vec<Claimed> = groups.flatten().cloned().collect();
    if !left.is_empty() {
        let mut tx = db.begin().await?;
        outbox::release(&mut tx, &owner, &left).await?;
        tx.commit().await?;
    }
    Ok(done)
}

/// Sends messages that go out together. False when the rest must wait: the channel pauses, or the process stops.
async fn send(
    services: &Services,
    channel: Channel,
    owner: &str,
    group: &[Claimed],
    paused: Option<&ChannelPause>,
) -> Result<bool, EngineError> {
    if !turn(services, channel, group.len()).await? {
        return Ok(false);
    }
    let prepared = prepare(services, owner, group).await?;
    give_back(services, channel, group.len() - prepared.len()).await?;
    if prepared.is_empty() {
        return Ok(!services.stop.is_cancelled());
    }
    let settled = hand_over(services, prepared).await;
    let mut tally = Tally::default();
    let mut last_answer = String::new();
    for message in &settled {
        message.count(&mut tally);
        message.answer().clone_into(&mut last_answer);
    }
    record(services, owner, settled).await?;
    match (tally.pause(paused.is_some()), paused) {
        (Some(reason), before) => {
            let tries = before.map_or(0, |pause| pause.tries + 1);
            tracing::warn!(channel = channel.code(), reason = reason.code(), "a channel pauses");
            let mut tx = services.db.begin().await?;
            outbox::pause(&mut tx, services.now(), channel, reason, &last_answer, tries).await?;
            tx.commit().await?;
            return Ok(false);
        }
        (None, Some(_)) => {
            tracing::info!(channel = channel.code(), "a channel sends again");
            let mut tx = services.db.begin().await?;
            outbox::resume(&mut tx, channel).await?;
            tx.commit().await?;
        }
        (None, None) => {}
    }
    Ok(!services.stop.is_cancelled())
}

/// Reserves the channel's next places and waits until they may leave, while the messages still count as queued: a stop in between
/// puts none in doubt. False when they must go back: the process stops, or others have reserved more than a lease is long.
async fn turn(services: &Services, channel: Channel, messages: usize) -> Result<bool, EngineError> {
    let rate = services.couriers.rate(channel);
    if rate == 0 {
        return Ok(true);
    }
    let mut tx = services.db.begin().await?;
    let at = outbox::reserve(&mut tx, services.now(), channel, rate, messages).await?;
    tx.commit().await?;
    let wait = at - services.now();
    if wait > LONGEST_WAIT {
        give_back(services, channel, messages).await?;
        return Ok(false);
    }
    if let Ok(wait @ 1..) = u64::try_from(wait.0) {
        tokio::select! {
            () = tokio::time::sleep(std::time::Duration::from_millis(wait)) => {}
            () = services.stop.cancelled() => return Ok(false),
        }
    }
    Ok(true)
}

/// Places that were reserved for messages that do not leave after all.
async fn give_back(services: &Services, channel: Channel, messages: usize) -> Result<(), EngineError> {
    let rate = services.couriers.rate(channel);
    if rate > 0 && messages > 0 {
        let mut tx = services.db.begin().await?;
        outbox::give_back(&mut tx, channel, rate, messages).await?;
        tx.commit().await?;
    }
    Ok(())
}
