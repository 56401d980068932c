//! Through what we reach people, for what purpose, and what they said to it.

use crate::coded;
use serde::{Deserialize, Serialize};

coded! {
    /// A way to reach somebody. Consent hangs on (address, channel, purpose).
    pub enum Channel {
        Email = "email", "E-mail";
        Sms = "sms", "Text message";
        Voice = "voice", "Phone call";
        Post = "post", "Postal mail";
    }
}

impl Channel {
    /// The icon of its templates and messages.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Email => "mail",
            Self::Sms => "message-square",
            Self::Voice => "phone",
            Self::Post => "file-text",
        }
    }

    /// The channels that go to addresses of the same kind, this one among them: one telephone number takes texts and calls.
    pub const fn same_addresses(self) -> &'static [Self] {
        match self {
            Self::Email => &[Self::Email],
            Self::Sms | Self::Voice => &[Self::Sms, Self::Voice],
            Self::Post => &[Self::Post],
        }
    }
}

coded! {
    /// Why a message is sent. The purpose decides which consent is needed and what the message must contain.
    pub enum Purpose {
        /// Care itself: reminders, screenings due (45 CFR 164.506, no authorisation needed).
        Treatment = "treatment", "Treatment and care";
        /// Invitations to and news about health events.
        Event = "event", "Health events";
        /// Anything that promotes (45 CFR 164.508(a)(3), authorisation needed).
        Marketing = "marketing", "Marketing";
        Survey = "survey", "Surveys";
        /// What the recipient has just asked for: confirmations, sign-in links.
        Transactional = "transactional", "Answers to a request";
    }
}

coded! {
    /// What a person said, at one moment, about one (address, channel, purpose).
    pub enum ConsentStatus {
        Granted = "granted", "Granted";
        Denied = "denied", "Refused";
    }
}

/// What holds while nothing was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    /// Allowed until refused.
    OptOut,
    /// Refused until granted.
    OptIn,
    /// Answers a request: neither asked for nor refusable.
    Always,
}

impl Purpose {
    /// The purposes a person can choose about, in the order of the preference page.
    pub const CHOICES: [Self; 4] = [Self::Treatment, Self::Event, Self::Marketing, Self::Survey];

    pub const fn model(self) -> Model {
        match self {
            Self::Treatment | Self::Event => Model::OptOut,
            Self::Marketing | Self::Survey => Model::OptIn,
            Self::Transactional => Model::Always,
        }
    }

    /// What the preference page says about it.
    pub const fn explanation(self) -> &'static str {
        match self {
            Self::Treatment => "Reminders of appointments, check-ups and vaccinations that are due.",
            Self::Event => "Invitations to seminars, classes and screenings, and news about them.",
            Self::Marketing => "News about our services and programs.",
            Self::Survey => "Short questions about how we did.",
            Self::Transactional => "Confirmations and links you asked for.",
        }
    }
}

/// What a message is about, finer than its purpose: a person may stay with a purpose and leave one topic.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Topic(String);

impl Topic {
    /// A topic's name, 1 to 60 characters.
    pub fn new(name: &str) -> Option<Self> {
        let name = name.trim();
        (!name.is_empty() && name.chars().count() <= 60).then(|| Self(name.to_owned()))
    }

    pub fn name(&self) -> &str {
        &self.0
    }
}
