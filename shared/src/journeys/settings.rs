//! What holds for a whole journey: when it runs, on whose clock, and who may come back.

use super::{FinishReason, LocalDateTime};
use crate::coded;
use crate::consent::{Channel, Purpose};
use crate::field::FieldError;
use crate::segments::{Block, BlockId, Combine, ConsentTest, Group, PatientTest, Rule, Said, Test};
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

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
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
    /// Who fits it has reached what the journey is for, and leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<Rule>,
    #[serde(default, skip_serializing_if = "Exits::is_none")]
    pub exits: Exits,
}

/// What else ends the journey for somebody, at once, wherever they are in it. Death always does.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Exits {
    /// The record was made inactive.
    pub inactive: bool,
    /// They refused messages of this purpose through this channel.
    pub refused: Option<(Channel, Purpose)>,
    /// The rule holds.
    pub rule: Option<Rule>,
}

impl Exits {
    fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

impl Settings {
    /// The rules that end the journey for whoever fits them, in the order in which they are asked.
    pub fn ends(&self) -> Vec<(FinishReason, Rule)> {
        let refused = self.exits.refused.map(|(channel, purpose)| {
            let test = Test::Patient(PatientTest::Consent(ConsentTest { channel, purpose, said: Said::Denied }));
            Rule::new(Group { combine: Combine::All, blocks: vec![Block::new(BlockId(1), test)] })
        });
        [
            (FinishReason::Goal, self.goal.clone()),
            (FinishReason::Refused, refused),
            (FinishReason::ExitRule, self.exits.rule.clone()),
        ]
        .into_iter()
        .filter_map(|(reason, rule)| Some((reason, rule?)))
        .collect()
    }

    /// Whether something that is not a step may end the journey for somebody.
    pub const fn listens(&self) -> bool {
        self.goal.is_some() || self.exits.inactive || self.exits.refused.is_some() || self.exits.rule.is_some()
    }
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
