//! Who is to be reminded and when: a moment on each registration, claimed by the engine.

use super::find::{COLUMNS, Registration, Row};
use super::record::{self, Stored};
use crate::boxed;
use crate::error::{Result, StoreError};
use crate::{Db, Tx};
use shared::events::reminders;
use shared::time::{Millis, UtcMillis};

/// Whether anybody's reminder is due: asked before a write transaction is begun for it.
#[boxed]
pub async fn any(db: &Db, now: UtcMillis) -> Result<bool> {
    let found: Option<i64> =
        sqlx::query_scalar("SELECT id FROM registration WHERE remind_at IS NOT NULL AND remind_at <= $1 LIMIT 1")
            .bind(now.0)
            .fetch_optional(db.read())
            .await?;
    Ok(found.is_some())
}

/// Claims up to `limit` registrations whose reminder is due, with their events. They stay claimed until `tx` ends.
#[boxed]
pub async fn claim(db: &Db, tx: &mut Tx, now: UtcMillis, limit: i64) -> Result<Vec<(Stored, Registration)>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM registration WHERE remind_at IS NOT NULL AND remind_at <= $1
         ORDER BY remind_at, id LIMIT $2{}",
        db.dialect().skip_locked()
    );
    let rows: Vec<Row> = sqlx::query_as(&sql).bind(now.0).bind(limit).fetch_all(&mut **tx).await?;
    let mut claimed: Vec<(Stored, Registration)> = Vec::with_capacity(rows.len());
    for row in rows {
        let registration = Registration::try_from(row)?;
        let known =
            claimed.iter().find(|(stored, _)| stored.key == registration.event).map(|(stored, _)| stored.clone());
        let stored = match known {
            Some(stored) => stored,
            None => match record::by_key(tx, registration.event).await {
                Ok(stored) => stored,
                // It is in the log. Those of other events must not wait for it.
                Err(StoreError::Unreadable { .. }) => {
                    set_next(tx, registration.key, Some(now + Millis::hours(1))).await?;
                    continue;
                }
                Err(error) => return Err(error),
            },
        };
        claimed.push((stored, registration));
    }
    Ok(claimed)
}

/// Sets when the registration is looked at next; `None` is never.
#[boxed]
pub async fn set_next(tx: &mut Tx, registration: i64, at: Option<UtcMillis>) -> Result<()> {
    sqlx::query("UPDATE registration SET remind_at = $1 WHERE id = $2")
        .bind(at.map(|at| at.0))
        .bind(registration)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Plans the reminders of everybody registered anew, after the event was moved.
pub(super) async fn plan_again(tx: &mut Tx, event: i64, now: UtcMillis) -> Result<()> {
    let stored = record::by_key(tx, event).await?;
    // Whoever moves an event to within minutes of a reminder still wants it sent.
    let next = stored.record.starts_at.and_then(|starts| reminders::next(starts, now - Millis::minutes(30)));
    sqlx::query("UPDATE registration SET remind_at = $1 WHERE event_id = $2 AND status = 'registered'")
        .bind(next.map(|at| at.0))
        .bind(event)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
