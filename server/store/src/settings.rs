//! The organization's settings: one JSON value a key, typed by the module that owns the key.

use crate::boxed;
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::field::FieldError;
use shared::ids::SharedBlockId;
use shared::messages::{Brand, Content, SharedBlock};
use shared::people::Organization;
use shared::time::UtcMillis;
use uuid::Uuid;

/// The value at `key`, or `None` when it was never set.
///
/// # Errors
/// When the database can't be read or the value is not of type `T`.
pub async fn get<T: DeserializeOwned>(db: &Db, key: &str) -> Result<Option<T>> {
    let text: Option<String> =
        sqlx::query_scalar("SELECT value FROM setting WHERE key = $1").bind(key).fetch_optional(db.read()).await?;
    text.map(|text| serde_json::from_str(&text).map_err(|error| StoreError::corrupt("setting", error))).transpose()
}

/// Sets `key` to `value`. What else a later version keeps there stays.
pub async fn set<T: Serialize + Sync>(tx: &mut Tx, key: &str, value: &T, now: UtcMillis) -> Result<()> {
    let mut value = serde_json::to_value(value).map_err(|error| StoreError::corrupt("setting", error))?;
    let stored: Option<String> =
        sqlx::query_scalar("SELECT value FROM setting WHERE key = $1").bind(key).fetch_optional(&mut **tx).await?;
    let stored = stored.and_then(|text| serde_json::from_str(&text).ok());
    if let (Some(Value::Object(stored)), Value::Object(value)) = (stored, &mut value) {
        for (name, of_later_version) in stored {
            value.entry(name).or_insert(of_later_version);
        }
    }
    sqlx::query(
        "INSERT INTO setting (key, value, updated_at) VALUES ($1, $2, $3)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at",
    )
    .bind(key)
    .bind(value.to_string())
    .bind(now.0)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The organization that reaches out, as letters and pages name it.
#[boxed]
pub async fn organization(db: &Db) -> Result<Organization> {
    Ok(get(db, ORGANIZATION).await?.unwrap_or_default())
}

/// The key of [`brand`].
pub const BRAND: &str = "brand";

/// How its messages look.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn brand(db: &Db) -> Result<Brand> {
    Ok(get(db, BRAND).await?.unwrap_or_default())
}

/// The blocks that several messages show, by name.
///
/// # Errors
/// When the database can't be read. A block that this version can't read is left out, with a line in the log.
#[boxed]
pub async fn shared_blocks(db: &Db) -> Result<Vec<SharedBlock>> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT key, value FROM setting WHERE key LIKE 'shared-block/%'").fetch_all(db.read()).await?;
    let read = |(key, value): (String, String)| {
        let read = serde_json::from_str::<SharedBlock>(&value);
        read.inspect_err(|error| tracing::error!(%error, key, "a shared block can't be read")).ok()
    };
    let mut blocks: Vec<SharedBlock> = rows.into_iter().filter_map(read).collect();
    blocks.sort_by_key(|block| block.name.to_lowercase());
    Ok(blocks)
}

/// Keeps a shared block, a new one without an `id`; messages that show it say this from now on.
///
/// # Errors
/// A complaint at `shared-name`.
#[boxed]
pub async fn save_shared_block(
    tx: &mut Tx,
    now: UtcMillis,
    id: Option<SharedBlockId>,
    name: &str,
    content: Content,
) -> Result<SharedBlock> {
    let id = id.unwrap_or_else(|| SharedBlockId(Uuid::now_v7()));
    let block = SharedBlock { id, name: name.trim().to_owned(), content };
    if let Some(problem) = block.problem() {
        return Err(StoreError::Invalid(vec![FieldError::new("shared-name", problem)]));
    }
    set(tx, &format!("shared-block/{id}"), &block, now).await?;
    Ok(block)
}

/// [`organization`] inside a transaction.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn organization_in(tx: &mut Tx) -> Result<Organization> {
    let text: Option<String> = sqlx::query_scalar("SELECT value FROM setting WHERE key = $1")
        .bind(ORGANIZATION)
        .fetch_optional(&mut **tx)
        .await?;
    match text {
        Some(text) => serde_json::from_str(&text).map_err(|error| StoreError::corrupt("setting", error)),
        None => Ok(Organization::default()),
    }
}

/// Where telephone numbers without a country code are at home; `None` when that is not known.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn country(tx: &mut Tx) -> Result<Option<String>> {
    Ok(Some(organization_in(tx).await?.country).filter(|country| !country.is_empty()))
}

/// The key of [`organization`].
pub const ORGANIZATION: &str = "organization";
