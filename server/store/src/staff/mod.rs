//! The people who work here: accounts, passwords, and the limit on guessing them.

mod add;
mod hash;
mod manage;
mod password;
mod sign_in;

pub use add::{NewStaff, add, set_up_first};
pub use manage::{change_role, end_sessions, set_disabled};
pub use password::{change_own_password, reset_password};
pub use sign_in::{SignIn, sign_in};

use crate::audit::{self, Entry};
use crate::boxed;
use crate::counts::fit;
use crate::db::{Db, Tx};
use crate::error::Result;
use crate::stored::read;
use crate::{Actor, Permit};
use shared::audit::AuditAction;
use shared::ids::StaffId;
use shared::noun::Noun;
use shared::people::{ManagePeople, Role, StaffRow};
use shared::time::UtcMillis;

/// An account as sign-in needs it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Account {
    pub id: i64,
    pub uid: String,
    pub name: String,
    pub email: String,
    pub password_hash: String,
    pub role: String,
    pub disabled_at: Option<i64>,
    /// 1 while somebody else's choice of password stands.
    pub password_is_given: i64,
}

impl Account {
    /// # Errors
    /// When the stored role is none of ours.
    pub fn role(&self) -> Result<Role> {
        read("staff.role", &self.role)
    }

    /// # Errors
    /// When the stored id is no UUID.
    pub fn public_id(&self) -> Result<StaffId> {
        read("staff.uid", &self.uid)
    }
}

/// True when nobody can sign in yet: the first person to come sets up the administrator.
#[boxed]
pub async fn none_yet(db: &Db) -> Result<bool> {
    let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM staff").fetch_one(db.read()).await?;
    Ok(count == 0)
}

/// Everybody, by name.
#[boxed]
pub async fn list(db: &Db, _permit: &Permit<ManagePeople>) -> Result<Vec<StaffRow>> {
    type Row = (String, String, String, String, i64, Option<i64>, Option<i64>, i64);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT s.uid, s.name, s.email, s.role, s.created_at, s.disabled_at, s.last_signed_in_at,
                (SELECT COUNT(*) FROM staff_session x WHERE x.staff_id = s.id)
         FROM staff s ORDER BY s.name, s.id",
    )
    .fetch_all(db.read())
    .await?;
    rows.into_iter()
        .map(|(uid, name, email, role, created_at, disabled_at, last_signed_in_at, sessions)| {
            Ok(StaffRow {
                id: read("staff.uid", &uid)?,
                name,
                email,
                role: read("staff.role", &role)?,
                created_at: UtcMillis(created_at),
                disabled_at: disabled_at.map(UtcMillis),
                last_signed_in_at: last_signed_in_at.map(UtcMillis),
                sessions: fit(sessions),
            })
        })
        .collect()
}

async fn end_all(tx: &mut Tx, key: i64) -> Result<()> {
    sqlx::query("DELETE FROM staff_session WHERE staff_id = $1").bind(key).execute(&mut **tx).await?;
    Ok(())
}

async fn audit(
    tx: &mut Tx,
    actor: &Actor,
    now: UtcMillis,
    action: AuditAction,
    uid: &str,
    detail: String,
) -> Result<()> {
    let entity_uid = (!uid.is_empty()).then(|| uid.to_owned());
    audit::record(tx, actor, now, Entry { entity_uid, detail, ..Entry::new(action, Noun::Staff) }).await
}
