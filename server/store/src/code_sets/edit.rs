//! Making, changing and deleting code sets by hand. Every save is a version.

use super::{SHIPPED_BY, put, uses};
use crate::actor::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use shared::audit::AuditAction;
use shared::code_sets::{CodeSet, Coding, built_in, difference, slug};
use shared::field::FieldError;
use shared::noun::Noun;
use shared::people::EditSegments;
use shared::time::UtcMillis;

/// Makes an empty set and says its key, the slug of the name.
///
/// # Errors
/// [`StoreError::Invalid`] at `name` when it gives no key or one that is taken.
#[boxed]
pub async fn create(tx: &mut Tx, permit: &Permit<EditSegments>, now: UtcMillis, name: &str) -> Result<String> {
    let key = slug(name);
    if key.is_empty() {
        return Err(vec![FieldError::new("name", "Give the code set a name, with letters or digits.")].into());
    }
    if key.chars().count() > 100 {
        return Err(vec![FieldError::new("name", "A name has at most 100 characters.")].into());
    }
    let taken: Option<String> =
        sqlx::query_scalar("SELECT name FROM code_set WHERE key = $1").bind(&key).fetch_optional(&mut **tx).await?;
    if let Some(taken) = taken {
        let message = format!("“{taken}” has the key {key} already. Choose another name.");
        return Err(vec![FieldError::new("name", message)].into());
    }
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let set = CodeSet { key: key.clone(), name, description: String::new(), source: String::new(), codes: Vec::new() };
    put(tx, now, &permit.actor().name, &set).await?;
    audit(tx, permit, now, AuditAction::Create, &key, String::new()).await?;
    Ok(key)
}

/// Keeps what was edited as the next version and says its number. `based_on` is the version that was loaded. Live segments
/// that ask for code sets are compared as a whole next.
///
/// # Errors
/// [`StoreError::Invalid`] at a field; [`StoreError::Conflict`] when somebody else has saved meanwhile;
/// [`StoreError::NotFound`].
#[boxed]
pub async fn save(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    based_on: i64,
    set: CodeSet,
) -> Result<i64> {
    let set = set.checked()?;
    replace(tx, permit, now, based_on, &set, &permit.actor().name).await
}

/// Makes a built-in set what ships; from then on it takes newer lists that ship, as it did at first.
///
/// # Errors
/// [`StoreError::NotFound`] when none of that key ships; [`StoreError::Conflict`] as [`save`].
#[boxed]
pub async fn restore_shipped(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    based_on: i64,
    key: &str,
) -> Result<i64> {
    let set = built_in::shipped(key).ok_or(StoreError::NotFound)?;
    replace(tx, permit, now, based_on, &set, SHIPPED_BY).await
}

async fn replace(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    based_on: i64,
    set: &CodeSet,
    writer: &str,
) -> Result<i64> {
    // Also the lock: of two who save at once, the second one waits here and then finds another version.
    let found: Option<i64> =
        sqlx::query_scalar("UPDATE code_set SET updated_at = $1 WHERE key = $2 AND version = $3 RETURNING id")
            .bind(now.0)
            .bind(&set.key)
            .bind(based_on)
            .fetch_optional(&mut **tx)
            .await?;
    let Some(id) = found else {
        existing(tx, &set.key).await?;
        return Err(StoreError::conflict(
            "This code set was changed in another window, by you or a colleague, since you opened it. Reload to see that version.",
        ));
    };
    let before: Vec<(String, String)> =
        sqlx::query_as("SELECT system, code FROM code_set_code WHERE code_set_id = $1 AND by_stem = 0")
            .bind(id)
            .fetch_all(&mut **tx)
            .await?;
    let before: Vec<_> =
        before.into_iter().map(|(system, code)| Coding { system, code, display: String::new() }).collect();
    put(tx, now, writer, set).await?;
    let version = based_on + 1;
    let (added, removed) = difference(&before, &set.codes);
    let detail = format!("version {version}: {added} codes added, {removed} removed");
    audit(tx, permit, now, AuditAction::Update, &set.key, detail).await?;
    Ok(version)
}

/// The public id of the set of that key.
async fn existing(tx: &mut Tx, key: &str) -> Result<String> {
    Ok(sqlx::query_scalar("SELECT uid FROM code_set WHERE key = $1").bind(key).fetch_one(&mut **tx).await?)
}

/// Deletes a set of the organization's own, its versions with it.
///
/// # Errors
/// [`StoreError::Conflict`] when it ships with Waypost, or a segment or template asks for it; [`StoreError::NotFound`].
#[boxed]
pub async fn delete(db: &Db, tx: &mut Tx, permit: &Permit<EditSegments>, now: UtcMillis, key: &str) -> Result<()> {
    let built_in: i64 = sqlx::query_scalar("SELECT CAST(built_in AS BIGINT) FROM code_set WHERE key = $1")
        .bind(key)
        .fetch_one(&mut **tx)
        .await?;
    if built_in != 0 {
        return Err(StoreError::conflict("This code set ships with Waypost: it can be changed but not deleted."));
    }
    if let Some(first) = uses::of(db, key).await?.first() {
        return Err(StoreError::conflict(format!(
            "The {} “{}” asks for this code set. Change that first.",
            first.thing.noun.word(),
            first.name
        )));
    }
    audit(tx, permit, now, AuditAction::Delete, key, String::new()).await?;
    sqlx::query("DELETE FROM code_set WHERE key = $1").bind(key).execute(&mut **tx).await?;
    Ok(())
}

/// Writes what was done to the set of that key, which is there.
async fn audit(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    action: AuditAction,
    key: &str,
    detail: String,
) -> Result<()> {
    let detail = if detail.is_empty() { key.to_owned() } else { format!("{key}, {detail}") };
    let entity_uid = Some(existing(tx, key).await?);
    let entry = Entry { entity_uid, detail, ..Entry::new(action, Noun::CodeSet) };
    audit::record(tx, permit.actor(), now, entry).await
}
