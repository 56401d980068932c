//! What an administrator changes about somebody's account: role, lock-out, sessions.

use super::{audit, end_all};
use crate::Permit;
use crate::boxed;
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::stored::read;
use shared::audit::AuditAction;
use shared::ids::StaffId;
use shared::people::{ManagePeople, Role};
use shared::time::UtcMillis;

/// Gives `id` another role; it takes effect with the next request.
///
/// # Errors
/// [`StoreError::Conflict`] when nobody would be left to administer.
#[boxed]
pub async fn change_role(
    db: &Db,
    permit: &Permit<ManagePeople>,
    now: UtcMillis,
    id: StaffId,
    role: Role,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let (key, before): (i64, String) =
        sqlx::query_as("SELECT id, role FROM staff WHERE uid = $1").bind(id.to_string()).fetch_one(&mut *tx).await?;
    sqlx::query("UPDATE staff SET role = $1 WHERE id = $2").bind(role.code()).bind(key).execute(&mut *tx).await?;
    administrator_remains(&mut tx).await?;
    let before: Role = read("staff.role", &before)?;
    let change = format!("{} → {}", before.words(), role.words());
    audit(&mut tx, permit.actor(), now, AuditAction::ChangeRole, &id.to_string(), change).await?;
    tx.commit().await?;
    Ok(())
}

/// Locks an account out (ending its sessions) or lets it in again.
///
/// # Errors
/// [`StoreError::Conflict`] when nobody would be left to administer.
#[boxed]
pub async fn set_disabled(
    db: &Db,
    permit: &Permit<ManagePeople>,
    now: UtcMillis,
    id: StaffId,
    disabled: bool,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let key = key_of(&mut tx, id).await?;
    sqlx::query("UPDATE staff SET disabled_at = $1 WHERE id = $2")
        .bind(disabled.then_some(now.0))
        .bind(key)
        .execute(&mut *tx)
        .await?;
    administrator_remains(&mut tx).await?;
    if disabled {
        end_all(&mut tx, key).await?;
    }
    let action = if disabled { AuditAction::Disable } else { AuditAction::Enable };
    audit(&mut tx, permit.actor(), now, action, &id.to_string(), String::new()).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends every session of `id`.
///
/// # Errors
/// When there is no such person.
#[boxed]
pub async fn end_sessions(db: &Db, permit: &Permit<ManagePeople>, now: UtcMillis, id: StaffId) -> Result<()> {
    let mut tx = db.begin().await?;
    let key = key_of(&mut tx, id).await?;
    end_all(&mut tx, key).await?;
    audit(&mut tx, permit.actor(), now, AuditAction::EndSessions, &id.to_string(), String::new()).await?;
    tx.commit().await?;
    Ok(())
}

async fn key_of(tx: &mut Tx, id: StaffId) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT id FROM staff WHERE uid = $1").bind(id.to_string()).fetch_one(&mut **tx).await?)
}

async fn administrator_remains(tx: &mut Tx) -> Result<()> {
    let left: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM staff WHERE role = 'administrator' AND disabled_at IS NULL")
            .fetch_one(&mut **tx)
            .await?;
    if left == 0 {
        return Err(StoreError::conflict("At least one administrator must be able to sign in."));
    }
    Ok(())
}
