//! What a message says: as it waits in the outbox, and as it was handed over. Both are stored for good, so every field has a
//! default, and what older versions wrote stays readable.

use crate::counts::count;
use crate::error::Result;
use crate::packed::{pack, unpack};
use serde::{Deserialize, Serialize};
use shared::consent::Channel;
use shared::messages::{
    PrintedMail, Shown, ShownEmail, ShownSms, ShownVoice, VoiceLanguage, count_segments, seconds_to_say,
};
use shared::phi::Phi;
use std::collections::BTreeMap;

/// What is to be sent: made of a template, or written out already, by channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Content {
    /// Rendered when it is sent, as the template's channel asks; the patient's fields come from the patient's row then.
    Template {
        /// `template_version.id`.
        version: i64,
        #[serde(default)]
        merge: BTreeMap<String, String>,
    },
    /// Called "ready" when there was no other channel.
    #[serde(alias = "ready")]
    Email(WrittenEmail),
    Sms(WrittenSms),
    Voice(WrittenVoice),
    Post(Box<PrintedMail>),
}

impl Content {
    /// The channel it was written for; a template knows its own.
    pub const fn channel(&self) -> Option<Channel> {
        match self {
            Self::Template { .. } => None,
            Self::Email(_) => Some(Channel::Email),
            Self::Sms(_) => Some(Channel::Sms),
            Self::Voice(_) => Some(Channel::Voice),
            Self::Post(_) => Some(Channel::Post),
        }
    }

    /// The line that stands for it in lists until it is rendered.
    pub(super) fn title(&self) -> String {
        match self {
            Self::Template { .. } => String::new(),
            Self::Email(email) => email.subject.clone(),
            Self::Sms(sms) => first_line(&sms.text),
            Self::Voice(voice) => first_line(&voice.script),
            Self::Post(mail) => mail.title(),
        }
    }

    /// `template_version.id`, if it is made of a template.
    pub(super) const fn version(&self) -> Option<i64> {
        match self {
            Self::Template { version, .. } => Some(*version),
            Self::Email(_) | Self::Sms(_) | Self::Voice(_) | Self::Post(_) => None,
        }
    }

    /// As its recipient will get it, if that is known already.
    pub(super) fn handed(self) -> Option<Handed> {
        match self {
            Self::Template { .. } => None,
            Self::Email(WrittenEmail { html, text, attachments, .. }) => {
                let attachments =
                    attachments.into_iter().map(|file| (file.file_name, count(file.bytes.len()))).collect();
                Some(Handed::Email(HandedEmail { headers: vec![], html, text, attachments }))
            }
            Self::Sms(WrittenSms { text }) => Some(Handed::Sms(HandedSms { text })),
            Self::Voice(WrittenVoice { script, language }) => Some(Handed::Voice(HandedVoice { script, language })),
            Self::Post(mail) => Some(Handed::Post(mail)),
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WrittenEmail {
    pub subject: String,
    pub html: String,
    pub text: String,
    pub attachments: Vec<Attachment>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WrittenSms {
    pub text: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WrittenVoice {
    pub script: String,
    pub language: VoiceLanguage,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Attachment {
    pub file_name: String,
    pub content_type: String,
    #[serde(with = "as_base64")]
    pub bytes: Vec<u8>,
}

/// A message as it was handed over, kept to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handed {
    Email(HandedEmail),
    Sms(HandedSms),
    Voice(HandedVoice),
    Post(Box<PrintedMail>),
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HandedVoice {
    pub script: String,
    pub language: VoiceLanguage,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HandedSms {
    pub text: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HandedEmail {
    /// From, To, Subject and the like.
    pub headers: Vec<(String, String)>,
    pub html: String,
    pub text: String,
    /// File name and size in bytes.
    pub attachments: Vec<(String, u64)>,
}

impl Handed {
    /// The stored form. Its channel is a column of the message.
    pub(super) fn pack(&self) -> Result<Vec<u8>> {
        match self {
            Self::Email(email) => pack(email),
            Self::Sms(sms) => pack(sms),
            Self::Voice(voice) => pack(voice),
            Self::Post(mail) => pack(mail),
        }
    }

    pub(super) fn unpack(channel: Channel, bytes: &[u8]) -> Result<Self> {
        match channel {
            Channel::Email => unpack(bytes).map(Self::Email),
            Channel::Sms => unpack(bytes).map(Self::Sms),
            Channel::Voice => unpack(bytes).map(Self::Voice),
            Channel::Post => unpack(bytes).map(Self::Post),
        }
    }

    /// For the page of the message.
    pub(super) fn shown(self) -> Shown {
        match self {
            Self::Email(email) => Shown::Email(ShownEmail {
                headers: email.headers,
                text: Phi::new(email.text),
                has_html: !email.html.is_empty(),
                attachments: email.attachments,
            }),
            Self::Voice(voice) => Shown::Voice(ShownVoice {
                seconds: u32::try_from(seconds_to_say(&voice.script)).unwrap_or(u32::MAX),
                script: Phi::new(voice.script),
                language: voice.language,
            }),
            Self::Post(mail) => Shown::Post(Box::new(Phi::new(*mail))),
            Self::Sms(sms) => Shown::Sms(ShownSms {
                segments: u32::try_from(count_segments(&sms.text).segments).unwrap_or(u32::MAX),
                text: Phi::new(sms.text),
            }),
        }
    }

    /// What is looked at in a frame of its own; `None` where the channel has no such thing.
    pub(super) fn html(self) -> Option<String> {
        match self {
            Self::Email(email) => Some(email.html),
            Self::Sms(_) | Self::Voice(_) | Self::Post(_) => None,
        }
    }
}

/// How a text begins.
fn first_line(text: &str) -> String {
    text.trim().lines().next().unwrap_or_default().to_owned()
}

/// Bytes as base64, a third of their size in numbers; older rows have the numbers.
mod as_base64 {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Text(String),
        Numbers(Vec<u8>),
    }

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        match Either::deserialize(deserializer)? {
            Either::Text(text) => STANDARD.decode(text).map_err(D::Error::custom),
            Either::Numbers(bytes) => Ok(bytes),
        }
    }
}
