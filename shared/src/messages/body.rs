//! What a template says, by the channel that its messages go out through.

use super::check::{CheckFacts, Problem, check};
use super::document::{Document, MAX_BLOCKS};
use super::sms::{SmsDocument, check_sms};
use super::voice::{VoiceDocument, check_voice};
use crate::consent::{Channel, Purpose};
use crate::ids::MediaId;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// One variant a channel that templates can be written for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "channel", rename_all = "kebab-case")]
pub enum Body {
    Email(Document),
    Sms(SmsDocument),
    Voice(VoiceDocument),
}

/// What is wrong with a stored template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("it was written by a newer version of Waypost (format {0})")]
    Newer(u16),
    #[error("this version of Waypost has no templates for the channel {0}")]
    Channel(Channel),
    #[error("{0}")]
    Broken(String),
}

impl Body {
    /// What a new template of this channel starts with; `None` for a channel that can't be written for.
    pub fn blank(channel: Channel) -> Option<Self> {
        match channel {
            Channel::Email => Some(Self::Email(Document::blank())),
            Channel::Sms => Some(Self::Sms(SmsDocument::blank())),
            Channel::Voice => Some(Self::Voice(VoiceDocument::blank())),
            Channel::Post => None,
        }
    }

    pub const fn channel(&self) -> Channel {
        match self {
            Self::Email(_) => Channel::Email,
            Self::Sms(_) => Channel::Sms,
            Self::Voice(_) => Channel::Voice,
        }
    }

    /// Why its messages are sent.
    pub const fn purpose(&self) -> Purpose {
        match self {
            Self::Email(document) => document.header.purpose,
            Self::Sms(document) => document.purpose,
            Self::Voice(document) => document.purpose,
        }
    }

    pub const fn set_purpose(&mut self, purpose: Purpose) {
        match self {
            Self::Email(document) => document.header.purpose = purpose,
            Self::Sms(document) => document.purpose = purpose,
            Self::Voice(document) => document.purpose = purpose,
        }
    }

    /// The line that stands for it in lists: the subject, or how the text begins.
    pub fn title(&self) -> &str {
        match self {
            Self::Email(document) => &document.header.subject,
            Self::Sms(document) => document.title(),
            Self::Voice(document) => document.title(),
        }
    }

    /// The texts in which merge fields may stand.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Email(document) => document.texts().collect(),
            Self::Sms(document) => vec![&document.text],
            Self::Voice(document) => vec![&document.script],
        }
    }

    /// The first picture, for lists.
    pub fn picture(&self) -> Option<MediaId> {
        match self {
            Self::Email(document) => document.pictures().first().copied(),
            Self::Sms(_) | Self::Voice(_) => None,
        }
    }

    /// What stands in the way of going live.
    pub fn check(&self, facts: &CheckFacts) -> Vec<Problem> {
        match self {
            Self::Email(document) => check(document, facts),
            Self::Sms(document) => check_sms(document, facts),
            Self::Voice(document) => check_voice(document, facts),
        }
    }

    /// Why it is too large to be kept, even as a draft.
    pub fn too_large(&self) -> Option<&'static str> {
        match self {
            Self::Email(document) if document.blocks.len() > MAX_BLOCKS => {
                Some("The message has too many blocks. Take some out.")
            }
            Self::Sms(document) if document.text.chars().count() > SmsDocument::LONGEST => {
                Some("The text is far too long for a text message. Shorten it.")
            }
            Self::Voice(document) if document.script.chars().count() > VoiceDocument::LONGEST => {
                Some("The script is far too long to be read out. Shorten it.")
            }
            Self::Email(_) | Self::Sms(_) | Self::Voice(_) => None,
        }
    }

    /// The stored form. Its channel is stored beside it.
    ///
    /// # Errors
    /// When it can't be written as JSON.
    pub fn write(&self) -> Result<String, serde_json::Error> {
        match self {
            Self::Email(document) => serde_json::to_string(document),
            Self::Sms(document) => serde_json::to_string(document),
            Self::Voice(document) => serde_json::to_string(document),
        }
    }

    /// Reads what [`Self::write`] stored, or what an older version did.
    ///
    /// # Errors
    /// When a newer version wrote it, or it is broken.
    pub fn read(channel: Channel, json: &str) -> Result<Self, Unreadable> {
        match channel {
            Channel::Email => read(json, Document::FORMAT).map(Self::Email),
            Channel::Sms => read(json, SmsDocument::FORMAT).map(Self::Sms),
            Channel::Voice => read(json, VoiceDocument::FORMAT).map(Self::Voice),
            Channel::Post => Err(Unreadable::Channel(channel)),
        }
    }
}

/// A document of a format that this version knows.
fn read<T: DeserializeOwned>(json: &str, newest: u16) -> Result<T, Unreadable> {
    let broken = |error: serde_json::Error| Unreadable::Broken(error.to_string());
    let Format { format } = serde_json::from_str(json).map_err(broken)?;
    if format > newest {
        return Err(Unreadable::Newer(format));
    }
    serde_json::from_str(json).map_err(broken)
}

/// All that is read of a document before its format is known.
#[derive(Deserialize)]
struct Format {
    #[serde(default)]
    format: u16,
}

impl From<Document> for Body {
    fn from(document: Document) -> Self {
        Self::Email(document)
    }
}

impl From<SmsDocument> for Body {
    fn from(document: SmsDocument) -> Self {
        Self::Sms(document)
    }
}

impl From<VoiceDocument> for Body {
    fn from(document: VoiceDocument) -> Self {
        Self::Voice(document)
    }
}
