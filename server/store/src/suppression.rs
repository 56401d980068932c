//! Addresses to which nothing is sent any more: they bounced for good, or their owner complained.

use crate::boxed;
use crate::changes;
use crate::db::{Db, Tx};
use crate::error::Result;
use crate::tokens;
use shared::time::UtcMillis;

/// The key under which an address is kept.
pub fn hash(address: &str) -> String {
    tokens::hash(&address.trim().to_lowercase())
}

/// Suppresses `address`; the first reason stays. Reasons: hard-bounce, complaint, staff. Rules that ask who can be reached
/// hear of it.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn add(tx: &mut Tx, now: UtcMillis, address: &str, reason: &str) -> Result<()> {
    sqlx::query(
        "INSERT INTO suppression (address_hash, reason, at) VALUES ($1, $2, $3) ON CONFLICT (address_hash) DO NOTHING",
    )
    .bind(hash(address))
    .bind(reason)
    .bind(now.0)
    .execute(&mut **tx)
    .await?;
    let news = sqlx::query("INSERT INTO unreachable_address (address) VALUES ($1) ON CONFLICT (address) DO NOTHING")
        .bind(address)
        .execute(&mut **tx)
        .await?
        .rows_affected();
    if news > 0 {
        // A contact point, not the patient: nobody changed what a trigger on patients listens to.
        changes::push_address(tx, now, address, "contact_point").await?;
    }
    Ok(())
}

/// Why the address is suppressed, if it is.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn reason(db: &Db, address: &str) -> Result<Option<String>> {
    let found = sqlx::query_scalar("SELECT reason FROM suppression WHERE address_hash = $1");
    Ok(found.bind(hash(address)).fetch_optional(db.read()).await?)
}

/// [`reason`] inside a transaction, for the send gate.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn is_suppressed(tx: &mut Tx, address: &str) -> Result<bool> {
    let found: Option<String> = sqlx::query_scalar("SELECT reason FROM suppression WHERE address_hash = $1")
        .bind(hash(address))
        .fetch_optional(&mut **tx)
        .await?;
    Ok(found.is_some())
}
