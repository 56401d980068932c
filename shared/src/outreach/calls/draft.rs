//! What an agent types during a call, kept on the server as it is typed.

use crate::outreach::{CallScript, ScriptStepId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Notes, answers and where in the script the agent is. Stored as a document of the claim.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    pub note: String,
    /// What was written into fields, by the field's key.
    pub fields: BTreeMap<String, String>,
    /// The steps that were left, in order, each with the answer that was given.
    pub path: Vec<(ScriptStepId, String)>,
    /// The mobile number that they gave, as it was typed.
    pub mobile: String,
    /// They agreed to texts on it.
    pub may_text: bool,
    /// The mailing that they answer.
    pub code: String,
}

/// Where a step of the script stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScriptPlace {
    Left,
    Now,
    Ahead,
}

impl Draft {
    /// Characters of a note that are kept.
    pub const MOST_NOTE: usize = 4_000;

    /// The step that the agent is at: the first one, or where the last answer leads. `None` when the script is over.
    #[must_use]
    pub fn at(&self, script: &CallScript) -> Option<ScriptStepId> {
        let Some((left, answer)) = self.path.last() else { return script.steps.first().map(|step| step.id) };
        let step = script.step(*left)?;
        match step.answers.iter().find(|one| one.words == *answer) {
            Some(chosen) => chosen.to.filter(|to| script.step(*to).is_some()),
            None => script.after(*left).map(|next| next.id),
        }
    }

    /// Leaves the step the agent is at by this answer; empty where the step has none.
    pub fn answer(&mut self, script: &CallScript, words: &str) {
        if let Some(at) = self.at(script) {
            self.path.push((at, words.to_owned()));
        }
    }

    /// Back to a step that was left before.
    pub fn back_to(&mut self, step: ScriptStepId) {
        if let Some(place) = self.path.iter().position(|(left, _)| *left == step) {
            self.path.truncate(place);
        }
    }

    #[must_use]
    pub fn place(&self, script: &CallScript, step: ScriptStepId) -> ScriptPlace {
        if self.at(script) == Some(step) {
            ScriptPlace::Now
        } else if self.path.iter().any(|(left, _)| *left == step) {
            ScriptPlace::Left
        } else {
            ScriptPlace::Ahead
        }
    }

    /// Nothing was typed.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.note.trim().is_empty() && self.fields.values().all(|text| text.trim().is_empty())
    }
}
