//! What a template says, by the channel that its messages go out through.

use super::check::{CheckFacts, Problem, check};
use super::document::{Document, MAX_BLOCKS};
use super::post::{PostDocument, check_post};
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
    Post(PostDocument),
}

/// What is wrong with a stored template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("it was written by a newer version of Waypost (format {0})")]
    Newer(u16),
    #[error("{0}")]
    Broken(String),
}

impl Body {
    /// What a new template of this channel starts with.
    pub fn blank(channel: Channel) -> Self {
        match channel {
            Channel::Email => Self::Email(Document::blank()),
            Channel::Sms => Self::Sms(SmsDocument::blank()),
            Channel::Voice => Self::Voice(VoiceDocument::blank()),
            Channel::Post => Self::Post(PostDocument::blank()),
        }
    }

    pub const fn channel(&self) -> Channel {
        match self {
            Self::Email(_) => Channel::Email,
            Self::Sms(_) => Channel::Sms,
            Self::Voice(_) => Channel::Voice,
            Self::Post(_) => Channel::Post,
        }
    }

    /// Why its messages are sent.
    pub const fn purpose(&self) -> Purpose {
        match self {
            Self::Email(document) => document.header.purpose,
            Self::Sms(document) => document.purpose,
            Self::Voice(document) => document.purpose,
            Self::Post(document) => document.purpose,
        }
    }

    pub const fn set_purpose(&mut self, purpose: Purpose) {
        match self {
            Self::Email(document) => document.header.purpose = purpose,
            Self::Sms(document) => document.purpose = purpose,
            Self::Voice(document) => document.purpose = purpose,
            Self::Post(document) => document.purpose = purpose,
        }
    }

    /// The line that stands for it in lists: the subject, or how the text begins.
    pub fn title(&self) -> &str {
        match self {
            Self::Email(document) => &document.header.subject,
            Self::Sms(document) => document.title(),
            Self::Voice(document) => document.title(),
            Self::Post(document) => document.title(),
        }
    }

    /// The texts in which merge fields may stand.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Email(document) => document.texts().collect(),
            Self::Sms(document) => vec![&document.text],
            Self::Voice(document) => vec![&document.script],
            Self::Post(document) => document.texts(),
        }
    }

    /// The first picture, for lists.
    pub fn picture(&self) -> Option<MediaId> {
        match self {
            Self::Email(document) => document.pictures().first().copied(),
            Self::Post(document) => document.picture,
            Self::Sms(_) | Self::Voice(_) => None,
        }
    }

    /// What stands in the way of going live.
    pub fn check(&self, facts: &CheckFacts) -> Vec<Problem> {
        match self {
            Self::Email(document) => check(document, facts),
            Self::Sms(document) => check_sms(document, facts),
            Self::Voice(document) => check_voice(document, facts),
            Self::Post(document) => check_post(document, facts),
        }
    }

    /// Why it is too large to be kept, even as a draft.
    pub fn too_large(&self) -> Option<&'static str> {
        match self {
            Self::Email(document) if document.all().count() > MAX_BLOCKS => {
                Some("The message has too many blocks. Take some out.")
            }
            Self::Sms(document) if document.text.chars().count() > SmsDocument::LONGEST => {
                Some("The text is far too long for a text message. Shorten it.")
            }
            Self::Voice(document) if document.script.chars().count() > VoiceDocument::LONGEST => {
                Some("The script is far too long to be read out. Shorten it.")
            }
            Self::Post(document)
                if document.texts().iter().any(|text| text.chars().count() > PostDocument::LONGEST) =>
            {
                Some("The text is far too long to be mailed. Shorten it.")
            }
            Self::Email(_) | Self::Sms(_) | Self::Voice(_) | Self::Post(_) => None,
        }
    }

    /// The stored form. Its channel is stored beside it.
    ///
    /// # Errors
    /// When it can't be written as JSON.
    pub fn write(&self) -> Result<String, serde_json::Error> {
        match self {
            Self::Email(document) => {
                serde_json::to_string(&Document { format: document.least_format(), ..document.clone() })
            }
            Self::Sms(document) => serde_json::to_string(document),
            Self::Voice(document) => serde_json::to_string(document),
            Self::Post(document) => serde_json::to_string(document),
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
            Channel::Post => read(json, PostDocument::FORMAT).map(Self::Post),
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

impl From<PostDocument> for Body {
    fn from(document: PostDocument) -> Self {
        Self::Post(document)
    }
}
