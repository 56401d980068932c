//! Changing passwords, and which ones are too easy to guess.

use super::hash::{blocking, hash_password, verify_password};
use super::{audit, end_all};
use crate::Permit;
use crate::boxed;
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use shared::audit::AuditAction;
use shared::field::{FieldError, FieldErrors};
use shared::ids::StaffId;
use shared::people::{ManagePeople, SignedIn, check_password};
use shared::time::UtcMillis;
use zxcvbn::{Score, zxcvbn};

/// Sets somebody's password for them and ends their sessions. When a person sets it, its owner must choose another at first.
///
/// # Errors
/// At field `password`.
#[boxed]
pub async fn reset_password(
    db: &Db,
    permit: &Permit<ManagePeople>,
    now: UtcMillis,
    id: StaffId,
    password: String,
) -> Result<()> {
    let (key, name, email): (i64, String, String) = sqlx::query_as("SELECT id, name, email FROM staff WHERE uid = $1")
        .bind(id.to_string())
        .fetch_one(db.read())
        .await?;
    if let Some(error) = complaint(&password, &name, &email).await? {
        return Err(StoreError::Invalid(vec![error]));
    }
    let password_hash = hash_password(password).await?;
    let given = permit.staff_key().is_some_and(|who| who != key);
    let mut tx = db.begin().await?;
    store_password(&mut tx, key, &password_hash, given).await?;
    end_all(&mut tx, key).await?;
    audit(&mut tx, permit.actor(), now, AuditAction::ResetPassword, &id.to_string(), String::new()).await?;
    tx.commit().await?;
    Ok(())
}

/// Changes one's own password; the other sessions end, `keep_session` stays.
///
/// # Errors
/// At field `current` or `password`.
#[boxed]
pub async fn change_own_password(
    db: &Db,
    permit: &Permit<SignedIn>,
    now: UtcMillis,
    keep_session: i64,
    current: String,
    password: String,
) -> Result<()> {
    let key = permit.staff_key().ok_or(StoreError::NotFound)?;
    let (name, email, stored, given): (String, String, String, i64) =
        sqlx::query_as("SELECT name, email, password_hash, password_is_given FROM staff WHERE id = $1")
            .bind(key)
            .fetch_one(db.read())
            .await?;
    let mut errors = FieldErrors::default();
    errors.require(verify_password(current.clone(), stored).await?, "current", "This is not your current password.");
    if let Some(FieldError { field, message }) = complaint(&password, &name, &email).await? {
        errors.add(field, message);
    } else {
        errors.require(given == 0 || current != password, "password", "Choose another one than you were given.");
    }
    errors.into_result(())?;
    let password_hash = hash_password(password).await?;
    let mut tx = db.begin().await?;
    store_password(&mut tx, key, &password_hash, false).await?;
    sqlx::query("DELETE FROM staff_session WHERE staff_id = $1 AND id <> $2")
        .bind(key)
        .bind(keep_session)
        .execute(&mut *tx)
        .await?;
    audit(&mut tx, permit.actor(), now, AuditAction::ChangePassword, "", String::new()).await?;
    tx.commit().await?;
    Ok(())
}

async fn store_password(tx: &mut Tx, key: i64, password_hash: &str, given: bool) -> Result<()> {
    sqlx::query("UPDATE staff SET password_hash = $1, password_is_given = $2 WHERE id = $3")
        .bind(password_hash)
        .bind(i64::from(given))
        .bind(key)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Why `password` won't do: too short, or among the first that a guesser tries, who knows the person's name and
/// address too (ASVS 5.0 6.2.4, 6.2.11).
pub(super) async fn complaint(password: &str, name: &str, email: &str) -> Result<Option<FieldError>> {
    if let Err(error) = check_password(password, email) {
        return Ok(Some(error));
    }
    let (password, about) = (password.to_owned(), words(&format!("{name} {email} waypost")));
    let safe = blocking(move || {
        let known: Vec<&str> = about.iter().map(String::as_str).collect();
        // The estimate takes a space between two names for something to be guessed.
        let own = words(&password);
        let only_known = !own.is_empty() && own.iter().all(|word| about.contains(word));
        Ok(!only_known && zxcvbn(&password, &known).score() >= Score::Three)
    })
    .await?;
    let message = "This is easy to guess. Use a few words that do not belong together, without your name or address.";
    Ok((!safe).then(|| FieldError::new("password", message)))
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2);
    words.map(str::to_lowercase).collect()
}
