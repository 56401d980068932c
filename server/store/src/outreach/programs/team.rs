//! Who works on a program.

use super::{audit, locked};
use crate::boxed;
use crate::error::{Result, StoreError};
use crate::stored::read;
use crate::{Db, Permit};
use shared::audit::AuditAction;
use shared::ids::{ProgramId, StaffId};
use shared::outreach::Duty;
use shared::people::{EditPrograms, Permission, Role, SuperviseCalls, WorkCalls};
use shared::time::UtcMillis;

/// Makes somebody a member, or gives a member another duty.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Conflict`] when their role does not allow that duty.
#[boxed]
pub async fn join(
    db: &Db,
    permit: &Permit<EditPrograms>,
    now: UtcMillis,
    id: ProgramId,
    staff: StaffId,
    duty: Duty,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let stored = locked(&mut tx, id).await?;
    let (key, name, role): (i64, String, String) =
        sqlx::query_as("SELECT id, name, role FROM staff WHERE uid = $1 AND disabled_at IS NULL")
            .bind(staff.to_string())
            .fetch_one(&mut *tx)
            .await?;
    let role: Role = read("staff.role", &role)?;
    let fits = match duty {
        Duty::Agent => WorkCalls::allows(role),
        Duty::Supervisor => SuperviseCalls::allows(role),
    };
    if !fits {
        let duty = duty.label().to_lowercase();
        return Err(StoreError::conflict(format!("{name} is {} and can't be {duty}.", role.label().to_lowercase())));
    }
    sqlx::query(
        "INSERT INTO outreach_program_member (program_id, staff_id, duty) VALUES ($1, $2, $3)
         ON CONFLICT (program_id, staff_id) DO UPDATE SET duty = excluded.duty",
    )
    .bind(stored.key)
    .bind(key)
    .bind(duty.code())
    .execute(&mut *tx)
    .await?;
    audit(&mut tx, permit, now, AuditAction::Update, id, format!("team: {name}, {}", duty.code())).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes somebody out of the team; nothing happens when they are not in it.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such program.
#[boxed]
pub async fn leave(
    db: &Db,
    permit: &Permit<EditPrograms>,
    now: UtcMillis,
    id: ProgramId,
    staff: StaffId,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let stored = locked(&mut tx, id).await?;
    sqlx::query(
        "DELETE FROM outreach_program_member WHERE program_id = $1
         AND staff_id = (SELECT id FROM staff WHERE uid = $2)",
    )
    .bind(stored.key)
    .bind(staff.to_string())
    .execute(&mut *tx)
    .await?;
    audit(&mut tx, permit, now, AuditAction::Update, id, "team: somebody left".to_owned()).await?;
    tx.commit().await?;
    Ok(())
}
