//! Protected health information, marked by type: a `Phi<T>` neither prints nor logs what it holds.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Something about a patient that must not reach a log, a URL or a message by accident. Showing it is always explicit.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(transparent)]
pub struct Phi<T>(T);

impl<T> Phi<T> {
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// The value, for a screen or a message that may show it.
    pub fn reveal(&self) -> &T {
        &self.0
    }

    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Phi<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phi(…)")
    }
}
