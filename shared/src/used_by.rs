//! What relies on something, and so keeps it from being deleted or stopped.

use crate::noun::Thing;
use serde::{Deserialize, Serialize};

/// Something that relies on a segment or a code set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsedBy {
    pub thing: Thing,
    pub name: String,
    pub live: bool,
}
