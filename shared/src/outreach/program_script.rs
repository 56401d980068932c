//! A call script: steps with what to say, what to write down, and where each answer leads.

use crate::coded;
use serde::{Deserialize, Serialize};

/// A step's number within its script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ScriptStepId(pub u16);

/// What agents say. The first step opens the call.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CallScript {
    pub steps: Vec<ScriptStep>,
}

/// One moment of a call.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ScriptStep {
    pub id: ScriptStepId,
    pub title: String,
    /// What to say, with merge fields as messages have them.
    pub say: String,
    /// What to write down while talking.
    pub fields: Vec<ScriptField>,
    /// What the person may answer. Without one the next step follows.
    pub answers: Vec<ScriptAnswer>,
}

coded! {
    /// What is written into a field of a script.
    #[derive(Default)]
    pub enum ScriptFieldKind {
        #[default]
        Text = "text", "Text";
        YesNo = "yes-no", "Yes or no";
        Date = "date", "Date";
        Phone = "phone", "Phone number";
    }
}

/// A field that is filled in while talking.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ScriptField {
    /// What answers are kept under.
    pub key: String,
    pub label: String,
    pub kind: ScriptFieldKind,
}

/// An answer and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ScriptAnswer {
    pub words: String,
    /// `None` ends the call.
    pub to: Option<ScriptStepId>,
}

/// Steps of one script at most.
pub const MOST_SCRIPT_STEPS: usize = 40;

impl CallScript {
    #[must_use]
    pub fn step(&self, id: ScriptStepId) -> Option<&ScriptStep> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// The step after `id` when no answer leads elsewhere.
    #[must_use]
    pub fn after(&self, id: ScriptStepId) -> Option<&ScriptStep> {
        let place = self.steps.iter().position(|step| step.id == id)?;
        self.steps.get(place + 1)
    }

    /// A number that no step has.
    #[must_use]
    pub fn next_id(&self) -> ScriptStepId {
        ScriptStepId(self.steps.iter().map(|step| step.id.0).max().unwrap_or(0).saturating_add(1))
    }

    /// Takes the step out; answers that led to it end the call.
    pub fn remove(&mut self, id: ScriptStepId) {
        self.steps.retain(|step| step.id != id);
        for answer in self.steps.iter_mut().flat_map(|step| &mut step.answers) {
            answer.to = answer.to.filter(|to| *to != id);
        }
    }

    /// What stands in the way of using it, in words.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let mut found = Vec::new();
        if self.steps.is_empty() {
            found.push("Write the call script.".to_owned());
        }
        for (place, step) in self.steps.iter().enumerate() {
            let called = if step.title.trim().is_empty() { format!("Step {}", place + 1) } else { step.title.clone() };
            if step.say.trim().is_empty() && step.fields.is_empty() {
                found.push(format!("{called}: write what to say."));
            }
            if step.answers.iter().any(|answer| answer.words.trim().is_empty()) {
                found.push(format!("{called}: give every answer its words."));
            }
            if step.fields.iter().any(|field| field.label.trim().is_empty()) {
                found.push(format!("{called}: name every field."));
            }
            if step.answers.iter().filter_map(|answer| answer.to).any(|to| self.step(to).is_none()) {
                found.push(format!("{called}: an answer leads to a step that does not exist."));
            }
        }
        found
    }
}
