//! What a template says, by the channel that its messages go out through.

use super::check::{CheckFacts, Problem, check};
use super::document::{Document, MAX_BLOCKS};
use crate::consent::{Channel, Purpose};
use crate::ids::MediaId;
use serde::{Deserialize, Serialize};

/// One variant a channel that templates can be written for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "channel", rename_all = "kebab-case")]
pub enum Body {
    Email(Document),
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
    pub const fn channel(&self) -> Channel {
        match self {
            Self::Email(_) => Channel::Email,
        }
    }

    /// Why its messages are sent.
    pub const fn purpose(&self) -> Purpose {
        match self {
            Self::Email(document) => document.header.purpose,
        }
    }

    /// The line that stands for it in lists: the subject.
    pub fn title(&self) -> &str {
        match self {
            Self::Email(document) => &document.header.subject,
        }
    }

    /// The first picture, for lists.
    pub fn picture(&self) -> Option<MediaId> {
        match self {
            Self::Email(document) => document.pictures().first().copied(),
        }
    }

    /// What stands in the way of going live.
    pub fn check(&self, facts: CheckFacts) -> Vec<Problem> {
        match self {
            Self::Email(document) => check(document, facts),
        }
    }

    /// Why it is too large to be kept, even as a draft.
    pub fn too_large(&self) -> Option<&'static str> {
        match self {
            Self::Email(document) if document.blocks.len() > MAX_BLOCKS => {
                Some("The message has too many blocks. Take some out.")
            }
            Self::Email(_) => None,
        }
    }

    /// The stored form. Its channel is stored beside it.
    ///
    /// # Errors
    /// When it can't be written as JSON.
    pub fn write(&self) -> Result<String, serde_json::Error> {
        match self {
            Self::Email(document) => serde_json::to_string(document),
        }
    }

    /// Reads what [`Self::write`] stored, or what an older version did.
    ///
    /// # Errors
    /// When a newer version wrote it, or it is broken.
    pub fn read(channel: Channel, json: &str) -> Result<Self, Unreadable> {
        let broken = |error: serde_json::Error| Unreadable::Broken(error.to_string());
        match channel {
            Channel::Email => {
                let Format { format } = serde_json::from_str(json).map_err(broken)?;
                if format > Document::FORMAT {
                    return Err(Unreadable::Newer(format));
                }
                serde_json::from_str(json).map(Self::Email).map_err(broken)
            }
            Channel::Sms | Channel::Voice | Channel::Post => Err(Unreadable::Channel(channel)),
        }
    }
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
