//! What a patient's addresses said about each purpose, beside the record.

use super::PatientRecord;
use crate::coded::Known;
use crate::consent::{Channel, ConsentStatus, Purpose, Wishes};
use crate::messages::PostalAddress;
use crate::phi::Phi;
use crate::time::UtcMillis;
use serde::{Deserialize, Serialize};

/// The record with the consents of its addresses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PatientView {
    pub record: PatientRecord,
    pub consents: Vec<AddressConsents>,
    /// What they wish for all of their addresses.
    pub wishes: Wishes,
}

/// One address's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressConsents {
    pub address: Phi<String>,
    pub channel: Channel,
    /// Why nothing goes to this address any more, such as `bounced`.
    pub suppressed: Option<String>,
    /// The last word on each purpose; a purpose nothing was said about is absent.
    pub words: Vec<(Known<Purpose>, Known<ConsentStatus>, UtcMillis)>,
}

impl AddressConsents {
    /// The address as it is read.
    pub fn shown(&self) -> String {
        let address = self.address.reveal();
        match self.channel {
            Channel::Post => PostalAddress::from_key(address).to_string(),
            Channel::Email | Channel::Sms | Channel::Voice => address.clone(),
        }
    }

    /// The last word on a purpose.
    pub fn word(&self, purpose: Purpose) -> Option<(&Known<ConsentStatus>, UtcMillis)> {
        self.words.iter().find(|(of, ..)| of.is(purpose)).map(|(_, status, at)| (status, *at))
    }
}

/// What a person says to staff, by phone or in person, about one of their addresses on one channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SaidToStaff {
    Agrees(Purpose),
    Refuses(Purpose),
    /// Nothing for any purpose: "never by post", "don't call me".
    RefusesAll,
    /// It bounced before, and works again.
    WorksAgain,
}
