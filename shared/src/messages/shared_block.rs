//! A block that several messages show: edited once, it changes in all of them, also in those that are live.

use super::content::Content;
use super::merge::Values;
use crate::ids::SharedBlockId;
use serde::{Deserialize, Serialize};

/// Kept with the organization's settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedBlock {
    pub id: SharedBlockId,
    /// For staff.
    pub name: String,
    pub content: Content,
}

impl SharedBlock {
    /// Why it can't be kept.
    pub fn problem(&self) -> Option<&'static str> {
        if self.name.trim().is_empty() || self.name.chars().count() > 80 {
            Some("Give it a name of up to 80 characters.")
        } else if matches!(self.content, Content::Shared { .. }) {
            Some("This block is shared already.")
        } else {
            None
        }
    }

    /// Puts it beside the organization's values, where the renderer finds it.
    pub fn add_to(&self, values: &mut Values) {
        if let Ok(json) = serde_json::to_string(self) {
            values.insert(key(self.id), json);
        }
    }

    /// Reads it back; `None` when it is gone.
    pub fn of(values: &Values, id: SharedBlockId) -> Option<Self> {
        serde_json::from_str(values.get(&key(id))?).ok()
    }
}

fn key(id: SharedBlockId) -> String {
    format!("shared.{id}")
}
