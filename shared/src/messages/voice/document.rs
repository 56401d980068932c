//! The template of a voice message as it is stored, and how long it takes to say.

use super::super::merge::{Values, fill};
use crate::coded;
use crate::consent::Purpose;
use serde::{Deserialize, Serialize};

coded! {
    /// In which language a script is read out.
    #[derive(Default)]
    pub enum VoiceLanguage {
        #[default]
        English = "en-us", "English";
        Spanish = "es-us", "Spanish";
    }
}

impl VoiceLanguage {
    /// BCP 47, as providers and browsers ask for it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en-US",
            Self::Spanish => "es-US",
        }
    }
}

/// `format` is raised when a change could not be read by older code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VoiceDocument {
    pub format: u16,
    pub purpose: Purpose,
    pub language: VoiceLanguage,
    /// Holds merge fields.
    pub script: String,
}

impl Default for VoiceDocument {
    /// Without a word.
    fn default() -> Self {
        Self::new(Purpose::Treatment, "")
    }
}

impl VoiceDocument {
    pub const FORMAT: u16 = 1;
    /// More than any provider reads out, in characters.
    pub const LONGEST: usize = 3_000;

    pub fn new(purpose: Purpose, script: &str) -> Self {
        Self { format: Self::FORMAT, purpose, language: VoiceLanguage::English, script: script.to_owned() }
    }

    /// What a new template starts with: who calls, and how to call back (HHS, FAQ 198 on HIPAA: no more than that).
    pub fn blank() -> Self {
        Self::new(
            Purpose::Treatment,
            "Hello {{patient.first_name|there}}, this is {{organization.name}}. Please call us at {{organization.phone}}. To get no more calls, tell us at the same number.",
        )
    }

    /// The line that stands for it in lists.
    pub fn title(&self) -> &str {
        self.script.trim().lines().next().unwrap_or_default()
    }
}

/// The script as it is read out.
pub fn render_voice(document: &VoiceDocument, values: &Values) -> String {
    fill(document.script.trim(), values)
}

/// Words a minute of a calm voice.
const WORDS_A_MINUTE: usize = 150;

/// How long a script takes to say, in seconds. Numbers are said digit by digit.
pub fn seconds_to_say(script: &str) -> usize {
    let words: usize = script
        .split_whitespace()
        .map(|word| match word.chars().filter(char::is_ascii_digit).count() {
            digits @ 3.. => digits,
            _ => usize::from(word.chars().any(char::is_alphanumeric)),
        })
        .sum();
    (words * 60).div_ceil(WORDS_A_MINUTE)
}
