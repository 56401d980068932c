//! Values too large for a plain column: JSON, zstd-compressed.

use crate::error::{Result, StoreError};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// # Errors
/// When `value` can't be written as JSON.
pub fn pack<T: Serialize>(value: &T) -> Result<Vec<u8>> {
    let json = serde_json::to_vec(value).map_err(|error| StoreError::corrupt("packed value", error))?;
    zstd::bulk::compress(&json, 3).map_err(|error| StoreError::corrupt("packed value", error))
}

/// # Errors
/// When `bytes` hold no `T`.
pub fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    let json = zstd::stream::decode_all(bytes).map_err(|error| StoreError::corrupt("packed value", error))?;
    serde_json::from_slice(&json).map_err(|error| StoreError::corrupt("packed value", error))
}
