//! What relies on something, and so keeps it from being deleted or stopped.

use serde::{Deserialize, Serialize};

/// Something that relies on a segment or a code set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsedBy {
    /// The domain noun, such as `journey`.
    pub noun: String,
    pub id: String,
    pub name: String,
    pub live: bool,
}
