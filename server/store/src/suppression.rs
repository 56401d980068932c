//! Addresses to which nothing is sent any more through a channel: they bounced for good, or their owner complained.

use crate::boxed;
use crate::changes;
use crate::db::{Db, Tx};
use crate::error::Result;
use crate::tokens;
use shared::change::Changed;
use shared::consent::Channel;
use shared::email_address;
use shared::time::UtcMillis;

const REASON: &str = "SELECT reason FROM suppression WHERE address_hash = $1 AND channel = $2";

/// The key under which an address is kept.
pub fn hash(address: &str) -> String {
    tokens::hash(&email_address::key(address))
}

/// Suppresses `address` for a channel; the first reason stays. Reasons: hard-bounce, complaint, staff. Rules that ask who can
/// be reached hear of it when no channel is left that reaches this address.
#[boxed]
pub async fn add(tx: &mut Tx, now: UtcMillis, channel: Channel, address: &str, reason: &str) -> Result<()> {
    sqlx::query(
        "INSERT INTO suppression (address_hash, channel, reason, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (address_hash, channel) DO NOTHING",
    )
    .bind(hash(address))
    .bind(channel.code())
    .bind(reason)
    .bind(now.0)
    .execute(&mut **tx)
    .await?;
    for other in channel.same_addresses() {
        if !is_suppressed(tx, *other, address).await? {
            return Ok(());
        }
    }
    let news = sqlx::query("INSERT INTO unreachable_address (address) VALUES ($1) ON CONFLICT (address) DO NOTHING")
        .bind(address)
        .execute(&mut **tx)
        .await?
        .rows_affected();
    if news > 0 {
        // A contact point, not the patient: nobody changed what a trigger on patients listens to.
        changes::push_address(tx, now, address, Changed::ContactPoint).await?;
    }
    Ok(())
}

/// The address is written to through this channel again: its owner says that it works. Bounces of before count no more.
#[boxed]
pub async fn lift(tx: &mut Tx, now: UtcMillis, channel: Channel, address: &str) -> Result<()> {
    sqlx::query("DELETE FROM suppression WHERE address_hash = $1 AND channel = $2")
        .bind(hash(address))
        .bind(channel.code())
        .execute(&mut **tx)
        .await?;
    sqlx::query("UPDATE outbox SET bounced_at = NULL WHERE address = $1 AND channel = $2 AND bounced_at IS NOT NULL")
        .bind(address)
        .bind(channel.code())
        .execute(&mut **tx)
        .await?;
    let news =
        sqlx::query("DELETE FROM unreachable_address WHERE address = $1").bind(address).execute(&mut **tx).await?;
    if news.rows_affected() > 0 {
        changes::push_address(tx, now, address, Changed::ContactPoint).await?;
    }
    Ok(())
}

/// Why the address is suppressed for a channel, if it is.
#[boxed]
pub async fn reason(db: &Db, channel: Channel, address: &str) -> Result<Option<String>> {
    let found = sqlx::query_scalar(REASON).bind(hash(address)).bind(channel.code());
    Ok(found.fetch_optional(db.read()).await?)
}

/// [`reason`] inside a transaction, for the send gate.
#[boxed]
pub async fn is_suppressed(tx: &mut Tx, channel: Channel, address: &str) -> Result<bool> {
    let found: Option<String> =
        sqlx::query_scalar(REASON).bind(hash(address)).bind(channel.code()).fetch_optional(&mut **tx).await?;
    Ok(found.is_some())
}
