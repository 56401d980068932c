//! What holds for a whole journey: when it runs, on whose clock, and who may come back.

use super::LocalDateTime;
use crate::coded;
use crate::field::FieldError;
use serde::{Deserialize, Serialize};

coded! {
    /// Whether a patient may go through more than once.
    #[derive(Default)]
    pub enum ReEntry {
        #[default]
        Never = "never", "No, once per patient";
        /// Again each time the audience takes the patient in anew, but never twice at once.
        AfterLeaving = "after-leaving", "Yes, when they join the audience again";
    }
}

coded! {
    /// What becomes of those inside when the end comes. Nobody enters after it.
    #[derive(Default)]
    pub enum AtEnd {
        #[default]
        StopEveryone = "stop-everyone", "stop where they are";
        LetThemFinish = "let-them-finish", "go on until they have finished";
    }
}

coded! {
    /// What becomes of a traveller who leaves the audience's segment.
    #[derive(Default)]
    pub enum OnLeave {
        #[default]
        Stay = "stay", "stays in the journey";
        Exit = "exit", "leaves the journey too";
    }
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
