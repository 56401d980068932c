//! How somebody can be reached, and what they said to it.

use crate::consent::{Channel, ConsentStatus, Model, Purpose};
use crate::outreach::lookup::LineType;
use crate::patients::ContactSystem;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An address or number in use, and the last word on each channel and purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactFacts {
    pub system: ContactSystem,
    /// What kind of line a number is, as far as somebody said so.
    pub line: Option<LineType>,
    pub said: BTreeMap<(Channel, Purpose), ConsentStatus>,
}

/// What was said about messages of a purpose through a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ConsentTest {
    pub channel: Channel,
    pub purpose: Purpose,
    pub said: Said,
}

/// Always about the addresses in use that the channel goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// One of them was agreed to.
    Granted,
    /// One of them was refused.
    Denied,
    /// Nothing about any of them; also where there is none.
    Nothing,
    /// There is one that may be written to: agreed to where the purpose needs that, else not refused.
    Allowed,
}

impl Said {
    pub const ALL: [Self; 4] = [Self::Allowed, Self::Granted, Self::Denied, Self::Nothing];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Allowed => "may be sent",
            Self::Granted => "agreed to",
            Self::Denied => "refused",
            Self::Nothing => "said nothing about",
        }
    }
}

impl ConsentTest {
    pub fn holds(self, contacts: &[ContactFacts]) -> bool {
        let systems = ContactSystem::of_channel(self.channel);
        let mut words = contacts
            .iter()
            .filter(|contact| systems.contains(&contact.system))
            .map(|contact| contact.said.get(&(self.channel, self.purpose)).copied());
        match self.said {
            Said::Granted => words.any(|word| word == Some(ConsentStatus::Granted)),
            Said::Denied => words.any(|word| word == Some(ConsentStatus::Denied)),
            Said::Nothing => words.all(|word| word.is_none()),
            Said::Allowed => words.any(|word| match self.purpose.model() {
                Model::OptIn => word == Some(ConsentStatus::Granted),
                Model::OptOut => word != Some(ConsentStatus::Denied),
                Model::Always => true,
            }),
        }
    }
}
