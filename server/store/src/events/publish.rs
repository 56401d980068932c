//! Going live and calling an event off.

use super::edit::audit;
use super::record::{self, Stored};
use super::registration::{Registration, holders};
use crate::boxed;
use crate::error::{Result, StoreError};
use crate::{Db, Permit, Tx};
use shared::audit::AuditAction;
use shared::events::{Status, checks};
use shared::ids::EventId;
use shared::people::{EditEvents, ViewOutreach};
use shared::time::UtcMillis;

/// Whether the registered have been told of the event as calendars show it now; a live event that never changed needs no telling.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn is_told(db: &Db, _permit: &Permit<ViewOutreach>, id: EventId, sequence: i64) -> Result<bool> {
    if sequence == 0 {
        return Ok(true);
    }
    let told: Option<i64> = sqlx::query_scalar(
        "SELECT id FROM audit_event WHERE entity = 'event' AND entity_uid = $1 AND action = 'send' AND detail LIKE $2 LIMIT 1",
    )
    .bind(id.to_string())
    .bind(format!("%(sequence {sequence})"))
    .fetch_optional(db.read())
    .await?;
    Ok(told.is_some())
}

/// Shows the event to the public and opens registration.
///
/// # Errors
/// [`StoreError::Invalid`] names every field that is missing or past; [`StoreError::Conflict`] when it is cancelled.
#[boxed]
pub async fn go_live(db: &Db, permit: &Permit<EditEvents>, now: UtcMillis, id: EventId) -> Result<()> {
    let mut tx = db.begin().await?;
    let Stored { key, record } = record::lock(&mut tx, id).await?;
    match record.status {
        Status::Live => return Ok(()),
        Status::Cancelled => {
            return Err(StoreError::conflict("This event is cancelled. Duplicate it to plan another one."));
        }
        Status::Draft | Status::Ready => {}
    }
    let missing = checks::before_live(&record.fields, record.ends_at, now);
    if !missing.is_empty() {
        return Err(missing.into());
    }
    sqlx::query("UPDATE event SET status = 'live', live_at = $1, version = version + 1, updated_at = $2 WHERE id = $3")
        .bind(now.0)
        .bind(now.0)
        .bind(key)
        .execute(&mut *tx)
        .await?;
    audit(&mut tx, permit, now, AuditAction::GoLive, id, String::new()).await?;
    tx.commit().await?;
    Ok(())
}

/// Calls the event off. Returns it as it is then, and everybody who held a place or waited for one, to be told in the
/// same transaction.
///
/// # Errors
/// [`StoreError::Conflict`] when it was not live.
#[boxed]
pub async fn cancel(
    tx: &mut Tx,
    permit: &Permit<EditEvents>,
    now: UtcMillis,
    id: EventId,
) -> Result<(Stored, Vec<Registration>)> {
    let Stored { key, record } = record::lock(tx, id).await?;
    if record.status != Status::Live {
        return Err(StoreError::conflict("Only a live event can be cancelled."));
    }
    sqlx::query(
        "UPDATE event SET status = 'cancelled', version = version + 1, sequence = sequence + 1, updated_at = $1
         WHERE id = $2",
    )
    .bind(now.0)
    .bind(key)
    .execute(&mut **tx)
    .await?;
    sqlx::query("UPDATE registration SET remind_at = NULL WHERE event_id = $1").bind(key).execute(&mut **tx).await?;
    let told = holders(tx, key).await?;
    audit(tx, permit, now, AuditAction::Cancel, id, format!("{} registrations", told.len())).await?;
    Ok((record::by_key(tx, key).await?, told))
}
