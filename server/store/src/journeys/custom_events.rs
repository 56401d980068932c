//! Events of the organization's own, told by other systems: travellers who wait for them go on.

use crate::boxed;
use crate::error::Result;
use crate::{Db, Tx};
use shared::field::FieldError;
use shared::time::UtcMillis;
use std::collections::HashMap;

/// Writes down that it happened, and wakes whoever waits for it. `key` is the sender's: the same twice is one event. False when
/// it was known.
///
/// # Errors
/// [`crate::StoreError::Invalid`] at `name` or `key` when it is empty, or when the database refuses.
#[boxed]
pub async fn record_custom_event(tx: &mut Tx, now: UtcMillis, key: &str, name: &str, patient: i64) -> Result<bool> {
    let (key, name) = (key.trim(), name.trim());
    let wrong = |field: &str, message: &str| vec![FieldError::new(field, message)];
    if name.is_empty() || name.chars().count() > 100 {
        return Err(wrong("name", "Enter a name, at most 100 characters.").into());
    }
    if key.is_empty() || key.chars().count() > 200 {
        return Err(wrong("key", "Send an idempotency key, at most 200 characters.").into());
    }
    let new = sqlx::query(
        "INSERT INTO custom_event (key, name, patient_id, at) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING",
    )
    .bind(key)
    .bind(name)
    .bind(patient)
    .bind(now.0)
    .execute(&mut **tx)
    .await?
    .rows_affected()
        == 1;
    if new {
        super::wake_listening(tx, patient).await?;
    }
    Ok(new)
}

/// The custom events of these patients, oldest first.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn custom_events(db: &Db, patients: &[i64]) -> Result<HashMap<i64, Vec<(String, UtcMillis)>>> {
    let mut found = HashMap::new();
    for patient in patients {
        let events: Vec<(String, i64)> =
            sqlx::query_as("SELECT name, at FROM custom_event WHERE patient_id = $1 ORDER BY at, id")
                .bind(patient)
                .fetch_all(db.read())
                .await?;
        found.insert(*patient, events.into_iter().map(|(name, at)| (name, UtcMillis(at))).collect());
    }
    Ok(found)
}
