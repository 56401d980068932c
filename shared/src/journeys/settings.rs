//! What holds for a whole journey: when it runs, on whose clock, and who may come back.

use super::LocalDateTime;
use crate::field::FieldError;
use serde::{Deserialize, Serialize};

/// Whether a patient may go through more than once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReEntry {
    #[default]
    Never,
    /// Again each time the audience takes the patient in anew, but never twice at once.
    AfterLeaving,
}

/// What becomes of those inside when the end comes. Nobody enters after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AtEnd {
    #[default]
    StopEveryone,
    LetThemFinish,
}

/// What becomes of a traveller who leaves the audience's segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnLeave {
    #[default]
    Stay,
    Exit,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    pub start: Option<LocalDateTime>,
    /// No end: the journey takes people in until it is stopped.
    pub end: Option<LocalDateTime>,
    /// IANA name; the clock of `start`, `end` and of every "wait until".
    pub zone: String,
    #[serde(default)]
    pub re_entry: ReEntry,
    #[serde(default)]
    pub at_end: AtEnd,
    #[serde(default)]
    pub on_leave: OnLeave,
}

pub const NAME_MAX: usize = 150;

/// # Errors
/// At field `name`: empty, or longer than [`NAME_MAX`] characters.
pub fn check_name(name: &str) -> Result<String, Vec<FieldError>> {
    let name = name.trim();
    if name.is_empty() {
        return Err(vec![FieldError::new("name", "Give it a name, so that others can find it.")]);
    }
    if name.chars().count() > NAME_MAX {
        return Err(vec![FieldError::new("name", "Use at most 150 characters.")]);
    }
    Ok(name.to_owned())
}
