//! New accounts: the first administrator, and everybody after.

use super::hash::hash_password;
use super::password::complaint;
use super::{audit, none_yet};
use crate::boxed;
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::{Actor, Permit, Request};
use shared::audit::AuditAction;
use shared::email_address::EmailAddress;
use shared::field::{FieldError, FieldErrors};
use shared::ids::StaffId;
use shared::people::{ManagePeople, Role};
use shared::time::UtcMillis;
use uuid::Uuid;

/// What a new account needs.
#[derive(Debug, Clone)]
pub struct NewStaff {
    pub name: String,
    pub email: String,
    pub password: String,
    pub role: Role,
}

/// Adds an account. When a person adds it, its owner must choose a password of their own at first.
///
/// # Errors
/// At the field that can't stand: name, email, password.
#[boxed]
pub async fn add(db: &Db, permit: &Permit<ManagePeople>, now: UtcMillis, new: NewStaff) -> Result<StaffId> {
    let (name, email) = checked(&new).await?;
    let password_hash = hash_password(new.password).await?;
    let mut tx = db.begin().await?;
    // On the command line people make accounts for themselves, or for programs.
    let given = permit.actor().staff.is_some();
    let id = insert(&mut tx, now, &name, &email, &password_hash, new.role, given).await?;
    let detail = format!("{email} as {}", new.role.words());
    audit(&mut tx, permit.actor(), now, AuditAction::Create, &id.to_string(), detail).await?;
    tx.commit().await?;
    Ok(id)
}

/// Adds the first administrator, only while there is nobody at all.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody was quicker; otherwise as [`add`].
#[boxed]
pub async fn set_up_first(db: &Db, now: UtcMillis, new: NewStaff, request: &Request) -> Result<StaffId> {
    const DONE: &str = "Waypost is set up already. Sign in instead.";
    // Before any hashing: this door stays open to strangers for ever.
    if !none_yet(db).await? {
        return Err(StoreError::conflict(DONE));
    }
    let (name, email) = checked(&new).await?;
    let password_hash = hash_password(new.password).await?;
    let mut tx = db.begin().await?;
    db.dialect().one_at_a_time(&mut tx, "set-up").await?;
    let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM staff").fetch_one(&mut *tx).await?;
    if count > 0 {
        return Err(StoreError::conflict(DONE));
    }
    let id = insert(&mut tx, now, &name, &email, &password_hash, Role::Administrator, false).await?;
    let actor = Actor::nobody("first-run set-up", request.clone());
    audit(&mut tx, &actor, now, AuditAction::Create, &id.to_string(), format!("{email} as the first administrator"))
        .await?;
    tx.commit().await?;
    Ok(id)
}

async fn checked(new: &NewStaff) -> Result<(String, String)> {
    let name = new.name.trim().to_owned();
    let address = new.email.parse::<EmailAddress>();
    let email = shared::email_address::key(&new.email);
    let mut errors = FieldErrors::default();
    errors.require(!name.is_empty() && name.chars().count() <= 120, "name", "Enter a name of 1 to 120 characters.");
    errors.require(address.is_ok(), "email", "Enter an e-mail address like name@hospital.org.");
    if let Some(FieldError { field, message }) = complaint(&new.password, &name, &email).await? {
        errors.add(field, message);
    }
    Ok(errors.into_result((name, email))?)
}

async fn insert(
    tx: &mut Tx,
    now: UtcMillis,
    name: &str,
    email: &str,
    password_hash: &str,
    role: Role,
    password_is_given: bool,
) -> Result<StaffId> {
    let id = StaffId(Uuid::now_v7());
    sqlx::query(
        "INSERT INTO staff (uid, name, email, password_hash, role, created_at, password_is_given)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id.to_string())
    .bind(name)
    .bind(email)
    .bind(password_hash)
    .bind(role.code())
    .bind(now.0)
    .bind(i64::from(password_is_given))
    .execute(&mut **tx)
    .await
    .map_err(|error| {
        StoreError::from(error).on("staff_email_key", "email", "Somebody signs in with this address already.")
    })?;
    Ok(id)
}
