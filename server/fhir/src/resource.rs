//! What every resource says of itself: type, id, version.

use crate::datatypes::{Meta, Text, owned};
use crate::moment;
use serde::Deserialize;

/// The head of any resource.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Head<'a> {
    #[serde(borrow)]
    pub resource_type: Option<Text<'a>>,
    #[serde(borrow)]
    pub id: Option<Text<'a>>,
    #[serde(borrow)]
    pub meta: Option<Meta<'a>>,
}

impl Head<'_> {
    /// `meta.lastUpdated` in milliseconds, else `meta.versionId` where it is a number. A source gives one or the
    /// other throughout, so the two are never compared with each other.
    pub fn version(&self) -> Option<i64> {
        let meta = self.meta.as_ref()?;
        let updated = meta.last_updated.as_deref().and_then(moment::millis);
        updated.or_else(|| owned(&meta.version_id)?.parse().ok())
    }
}

/// Counts the ways in which resources were made rows: after a release that reads more of them, an import writes unchanged ones anew.
const READING: u8 = 3;

/// First 8 bytes of blake3 over the resource as it stands in the file.
pub fn hash(json: &str) -> i64 {
    let digest = blake3::Hasher::new().update(&[READING]).update(json.as_bytes()).finalize();
    let mut first = [0u8; 8];
    first.copy_from_slice(&digest.as_bytes()[..8]);
    i64::from_le_bytes(first)
}
