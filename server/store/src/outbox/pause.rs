//! Channels that send nothing for a while, and the pace that all processes keep together.

use crate::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::db::{Db, Tx};
use crate::error::Result;
use crate::stored::read;
use shared::audit::AuditAction;
use shared::consent::Channel;
use shared::messages::{ChannelPause, PauseReason};
use shared::noun::Noun;
use shared::people::ViewSentMessages;
use shared::time::UtcMillis;

#[derive(sqlx::FromRow)]
struct Row {
    channel: String,
    reason: String,
    answer: String,
    since: i64,
    tries: i64,
    next_try: i64,
}

/// Every channel that pauses.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn pauses(db: &Db) -> Result<Vec<ChannelPause>> {
    let rows: Vec<Row> =
        sqlx::query_as("SELECT channel, reason, answer, since, tries, next_try FROM channel_pause ORDER BY since")
            .fetch_all(db.read())
            .await?;
    let pause = |row: Row| {
        Ok(ChannelPause {
            channel: read("channel_pause.channel", &row.channel)?,
            reason: read("channel_pause.reason", &row.reason)?,
            answer: row.answer,
            since: UtcMillis(row.since),
            tries: u32::try_from(row.tries).unwrap_or(u32::MAX),
            next_try: UtcMillis(row.next_try),
        })
    };
    rows.into_iter().map(pause).collect()
}

/// Pauses the channel, or goes on pausing it after a try that changed nothing.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn pause(
    tx: &mut Tx,
    now: UtcMillis,
    channel: Channel,
    reason: PauseReason,
    answer: &str,
    tries: u32,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO channel_pause (channel, reason, answer, since, tries, next_try) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (channel) DO UPDATE SET reason = excluded.reason, answer = excluded.answer, tries = excluded.tries,
            next_try = excluded.next_try",
    )
    .bind(channel.code())
    .bind(reason.code())
    .bind(super::outcome::tidy(answer))
    .bind(now.0)
    .bind(i64::from(tries))
    .bind((now + reason.wait(tries)).0)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The channel sends again.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn resume(tx: &mut Tx, channel: Channel) -> Result<()> {
    sqlx::query("DELETE FROM channel_pause WHERE channel = $1").bind(channel.code()).execute(&mut **tx).await?;
    Ok(())
}

/// Staff mended it: the next message is tried at once.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn try_now(db: &Db, permit: &Permit<ViewSentMessages>, now: UtcMillis, channel: Channel) -> Result<()> {
    let mut tx = db.begin().await?;
    sqlx::query("UPDATE channel_pause SET next_try = $1 WHERE channel = $2")
        .bind(now.0)
        .bind(channel.code())
        .execute(&mut *tx)
        .await?;
    let detail = format!("try {} now", channel.code());
    let entry = Entry { detail, ..Entry::new(AuditAction::Update, Noun::SentMessage) };
    audit::record(&mut tx, permit.actor(), now, entry).await?;
    tx.commit().await?;
    Ok(())
}

/// Reserves the next `messages` places of a channel that sends `rate` a second in all processes together; answers when
/// the first of them may leave. A rate of 0 is no limit.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn reserve(tx: &mut Tx, now: UtcMillis, channel: Channel, rate: u32, messages: usize) -> Result<UtcMillis> {
    if rate == 0 || messages == 0 {
        return Ok(now);
    }
    let length = i64::try_from(messages).unwrap_or(i64::MAX).saturating_mul(1_000) / i64::from(rate);
    let end: i64 = sqlx::query_scalar(
        "INSERT INTO channel_pace (channel, next_at) VALUES ($1, CAST($2 AS BIGINT) + CAST($3 AS BIGINT))
         ON CONFLICT (channel) DO UPDATE SET next_at =
            CASE WHEN channel_pace.next_at > CAST($2 AS BIGINT) THEN channel_pace.next_at ELSE CAST($2 AS BIGINT) END + CAST($3 AS BIGINT)
         RETURNING next_at",
    )
    .bind(channel.code())
    .bind(now.0)
    .bind(length)
    .fetch_one(&mut **tx)
    .await?;
    Ok(UtcMillis(end - length))
}

/// Gives places back that [`reserve`] kept for messages that do not leave.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn give_back(tx: &mut Tx, channel: Channel, rate: u32, messages: usize) -> Result<()> {
    let length = i64::try_from(messages).unwrap_or(i64::MAX).saturating_mul(1_000) / i64::from(rate.max(1));
    sqlx::query("UPDATE channel_pace SET next_at = next_at - $1 WHERE channel = $2")
        .bind(length)
        .bind(channel.code())
        .execute(&mut **tx)
        .await?;
    Ok(())
}
