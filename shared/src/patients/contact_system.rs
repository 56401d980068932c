//! Ways in which somebody can be reached.

use crate::consent::Channel;
use serde::{Deserialize, Serialize};

/// FHIR `ContactPoint.system`, as far as we send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContactSystem {
    Email,
    Phone,
    Sms,
}

impl ContactSystem {
    pub const ALL: [Self; 3] = [Self::Email, Self::Phone, Self::Sms];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Sms => "sms",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Email => "e-mail",
            Self::Phone => "telephone",
            Self::Sms => "text message",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|system| system.code() == code)
    }

    /// Whose addresses a message of this channel goes to. Letters go to none of them.
    pub const fn of_channel(channel: Channel) -> &'static [Self] {
        match channel {
            Channel::Email => &[Self::Email],
            Channel::Sms => &[Self::Phone, Self::Sms],
            Channel::Voice => &[Self::Phone],
            Channel::Post => &[],
        }
    }
}
