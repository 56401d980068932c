//! The template of a text message as it is stored.

use crate::consent::Purpose;
use serde::{Deserialize, Serialize};

/// `format` is raised when a change could not be read by older code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SmsDocument {
    pub format: u16,
    pub purpose: Purpose,
    /// Holds merge fields.
    pub text: String,
}

impl Default for SmsDocument {
    /// Without a word.
    fn default() -> Self {
        Self { format: Self::FORMAT, purpose: Purpose::Event, text: String::new() }
    }
}

impl SmsDocument {
    pub const FORMAT: u16 = 1;
    /// More than any carrier takes, in characters.
    pub const LONGEST: usize = 3_000;

    pub fn new(purpose: Purpose, text: &str) -> Self {
        Self { format: Self::FORMAT, purpose, text: text.to_owned() }
    }

    /// What a new template starts with: who writes, and how to leave.
    pub fn blank() -> Self {
        Self::new(
            Purpose::Event,
            "Hi {{patient.first_name|there}}, this is {{organization.name}}. \n\nReply STOP to opt out.",
        )
    }

    /// The line that stands for it in lists: its first.
    pub fn title(&self) -> &str {
        self.text.trim().lines().next().unwrap_or_default()
    }
}
