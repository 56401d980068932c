//! What a person typed wrong, and how to put it right: one message per field.

use serde::{Deserialize, Serialize};

/// A complaint about one input. `field` is the input's `name`; `message` says how to put it right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    pub field: String,
    pub message: String,
}

impl FieldError {
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into() }
    }
}

/// Gathers complaints, so that a form shows all of them at once.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    pub fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.0.push(FieldError::new(field, message));
    }

    /// Adds `message` at `field` unless `good`.
    pub fn require(&mut self, good: bool, field: &str, message: &str) {
        if !good {
            self.add(field, message);
        }
    }

    /// `Ok(value)` when there is nothing to complain about.
    ///
    /// # Errors
    /// The gathered complaints.
    pub fn into_result<T>(self, value: T) -> Result<T, Vec<FieldError>> {
        if self.0.is_empty() { Ok(value) } else { Err(self.0) }
    }
}
