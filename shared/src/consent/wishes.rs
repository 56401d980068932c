//! What a person wishes for all their addresses at once: no contact, or contact by one way only (45 CFR 164.522(b)).

use super::{Channel, Purpose, Refusal};
use serde::{Deserialize, Serialize};

/// Nothing is wished by default.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Wishes {
    /// Nothing but answers to what they ask for.
    pub do_not_contact: bool,
    /// The one channel by which they are reached ("confidential communications").
    pub only: Option<Channel>,
    /// Where, instead of the address of their record; empty: the record's.
    pub only_address: String,
}

impl Wishes {
    /// Why a message may not go out; answers to a request always may.
    pub fn refuses(&self, channel: Channel, purpose: Purpose) -> Option<Refusal> {
        if purpose == Purpose::Transactional {
            None
        } else if self.do_not_contact {
            Some(Refusal::DoNotContact)
        } else if self.only.is_some_and(|only| only != channel) {
            Some(Refusal::AnotherChannel)
        } else {
            None
        }
    }

    /// The address that takes the place of the record's for this channel.
    pub fn address(&self, channel: Channel) -> Option<&str> {
        (self.only == Some(channel) && !self.only_address.is_empty()).then_some(self.only_address.as_str())
    }
}
