//! Going live, pausing, ending, deleting.

use super::facts::facts_now;
use super::{Stored, audit, locked, set_status};
use crate::boxed;
use crate::error::{Result, StoreError};
use crate::{Db, Permit, Tx};
use shared::audit::AuditAction;
use shared::ids::ProgramId;
use shared::outreach::{ProgramStatus, open_points};
use shared::people::EditPrograms;
use shared::time::UtcMillis;
use std::collections::BTreeSet;

/// Makes it live, when nothing is open.
///
/// # Errors
/// [`StoreError::Invalid`] with every open point; [`StoreError::Conflict`] when it is no draft.
#[boxed]
pub async fn go_live(db: &Db, permit: &Permit<EditPrograms>, now: UtcMillis, id: ProgramId) -> Result<()> {
    let mut tx = db.begin().await?;
    let stored = locked(&mut tx, id).await?;
    only(&stored, &[ProgramStatus::Draft])?;
    let open = open_points(&stored.program, &facts_now(&mut tx, &stored).await?);
    if !open.is_empty() {
        return Err(StoreError::Invalid(open));
    }
    sqlx::query("UPDATE outreach_program SET live_at = $1 WHERE id = $2")
        .bind(now.0)
        .bind(stored.key)
        .execute(&mut *tx)
        .await?;
    become_status(tx, permit, now, &stored, ProgramStatus::Live, AuditAction::GoLive).await
}

/// Nothing goes out and nobody is called until it goes on.
///
/// # Errors
/// [`StoreError::Conflict`] when it is not live.
#[boxed]
pub async fn pause(db: &Db, permit: &Permit<EditPrograms>, now: UtcMillis, id: ProgramId) -> Result<()> {
    let mut tx = db.begin().await?;
    let stored = locked(&mut tx, id).await?;
    only(&stored, &[ProgramStatus::Live])?;
    become_status(tx, permit, now, &stored, ProgramStatus::Paused, AuditAction::Stop).await
}

/// Goes on after a pause, if nothing has come open meanwhile.
///
/// # Errors
/// [`StoreError::Conflict`] when it is not paused; [`StoreError::Invalid`] with every open point.
#[boxed]
pub async fn resume(db: &Db, permit: &Permit<EditPrograms>, now: UtcMillis, id: ProgramId) -> Result<()> {
    let mut tx = db.begin().await?;
    let stored = locked(&mut tx, id).await?;
    only(&stored, &[ProgramStatus::Paused])?;
    let open = open_points(&stored.program, &facts_now(&mut tx, &stored).await?);
    if !open.is_empty() {
        return Err(StoreError::Invalid(open));
    }
    become_status(tx, permit, now, &stored, ProgramStatus::Live, AuditAction::GoLive).await
}

/// Ends it for good: nobody is reached any more. Reminders of visits that are booked still go out.
///
/// # Errors
/// [`StoreError::Conflict`] when it was never live or has ended.
#[boxed]
pub async fn end(db: &Db, permit: &Permit<EditPrograms>, now: UtcMillis, id: ProgramId) -> Result<()> {
    let mut tx = db.begin().await?;
    let stored = locked(&mut tx, id).await?;
    only(&stored, &[ProgramStatus::Live, ProgramStatus::Paused])?;
    sqlx::query("UPDATE outreach_program SET ended_at = $1 WHERE id = $2")
        .bind(now.0)
        .bind(stored.key)
        .execute(&mut *tx)
        .await?;
    become_status(tx, permit, now, &stored, ProgramStatus::Ended, AuditAction::Stop).await
}

/// Deletes a draft. What it was made with stays: segment, messages and journey have pages of their own.
///
/// # Errors
/// [`StoreError::Conflict`] when it was live, or calls or lists name it.
#[boxed]
pub async fn delete(db: &Db, permit: &Permit<EditPrograms>, now: UtcMillis, id: ProgramId) -> Result<()> {
    let mut tx = db.begin().await?;
    let stored = locked(&mut tx, id).await?;
    only(&stored, &[ProgramStatus::Draft])?;
    audit(&mut tx, permit, now, AuditAction::Delete, id, stored.name.clone()).await?;
    sqlx::query("DELETE FROM outreach_program WHERE id = $1").bind(stored.key).execute(&mut *tx).await.map_err(
        |error| {
            let error = StoreError::from(error);
            if matches!(error, StoreError::Constraint(_)) {
                return StoreError::conflict("Calls belong to this program. End it instead.");
            }
            error
        },
    )?;
    tx.commit().await?;
    Ok(())
}

/// Journeys of programs that are not live: what they want sent waits, or, where the program has ended, is not wanted any more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resting {
    pub waiting: BTreeSet<String>,
    pub over: BTreeSet<String>,
}

/// The uids of those journeys.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn resting(db: &Db) -> Result<Resting> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT j.uid, p.status FROM outreach_program p JOIN journey j ON j.id = p.journey_id WHERE p.status <> 'live'",
    )
    .fetch_all(db.read())
    .await?;
    let mut resting = Resting::default();
    for (uid, status) in rows {
        if status == ProgramStatus::Ended.code() {
            resting.over.insert(uid)
        } else {
            resting.waiting.insert(uid)
        };
    }
    Ok(resting)
}

fn only(stored: &Stored, allowed: &[ProgramStatus]) -> Result<()> {
    if allowed.contains(&stored.status) {
        return Ok(());
    }
    let now = stored.status.label().to_lowercase();
    Err(StoreError::conflict(format!("The program is “{now}” by now. Reload to see what can be done.")))
}

async fn become_status(
    mut tx: Tx,
    permit: &Permit<EditPrograms>,
    now: UtcMillis,
    stored: &Stored,
    status: ProgramStatus,
    action: AuditAction,
) -> Result<()> {
    set_status(&mut tx, now, stored.key, status).await?;
    audit(&mut tx, permit, now, action, stored.id, status.code().to_owned()).await?;
    tx.commit().await?;
    Ok(())
}
