//! JSON documents in columns of text. What this version does not know in one, it must neither drop nor guess: such a document is
//! refused with a clear message and stays as it is.

use crate::error::{Result, StoreError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Display;

/// Reads the document of a row. `what` is the word people have for it, such as "event", and `key` names the row in the log.
///
/// # Errors
/// [`StoreError::Unreadable`], logged, when it can't be read or holds something that this version does not know.
pub fn read<T: DeserializeOwned>(what: &'static str, key: impl Display, text: &str) -> Result<T> {
    let mut unknown = Vec::new();
    let mut from = serde_json::Deserializer::from_str(text);
    let value = serde_ignored::deserialize(&mut from, |path| unknown.push(path.to_string()));
    let why = match value.and_then(|value| from.end().map(|()| value)) {
        Ok(value) if unknown.is_empty() => return Ok(value),
        Ok(_) => format!("it holds {}, which this version does not know", unknown.join(", ")),
        Err(error) => error.to_string(),
    };
    tracing::error!(what, %key, why, "a stored document can't be read");
    Err(StoreError::Unreadable { what, why })
}

/// The document as it is stored.
///
/// # Errors
/// When `value` can't be written as JSON.
pub fn write<T: Serialize>(what: &'static str, value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| StoreError::corrupt(what, error))
}
