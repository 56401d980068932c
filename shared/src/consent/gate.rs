//! The send gate: a pure answer to "may this message go to this address now?".

use super::{Channel, ConsentStatus, LocalTime, Model, Purpose, SendingRules, Wishes};
use crate::outreach::lookup::LineType;
use crate::time::UtcMillis;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What the patient record says about the recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PatientState {
    Active,
    Inactive,
    Deceased,
    /// An attendee or a colleague: no patient of ours.
    NoPatient,
}

/// All the gate looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendFacts {
    pub channel: Channel,
    pub purpose: Purpose,
    pub patient: PatientState,
    /// What the person wishes for all their addresses.
    pub wishes: Wishes,
    /// The last thing said about (address, channel, purpose); `None` when nothing was.
    pub consent: Option<ConsentStatus>,
    /// The address bounced or complained before, on this channel.
    pub suppressed: bool,
    /// What kind of line the number is, when it was looked up.
    pub line: Option<LineType>,
    /// When capped messages went to this address through this channel, at least as far back as the longest cap; any order.
    pub sent_before: Vec<UtcMillis>,
}

/// What to do with the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    Send,
    /// Not now: ask again at that moment.
    Hold(UtcMillis),
    /// Never.
    Refuse(Refusal),
}

/// Why a message was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    Deceased,
    Inactive,
    /// The person wants no contact at all.
    DoNotContact,
    /// The person wants to be reached through another channel only.
    AnotherChannel,
    ConsentDenied,
    NoConsent,
    Suppressed,
    /// The number takes no texts, or was looked up and nothing says that it does.
    NotMobile,
    FrequencyCap,
    /// The patient has no address of this kind.
    NoAddress,
    /// The postal address lacks what carriers need.
    IncompleteAddress,
    /// What led to the message no longer holds: the journey or event was called off.
    NoLongerWanted,
}

impl Refusal {
    pub const ALL: [Self; 12] = [
        Self::Deceased,
        Self::Inactive,
        Self::DoNotContact,
        Self::AnotherChannel,
        Self::ConsentDenied,
        Self::NoConsent,
        Self::Suppressed,
        Self::NotMobile,
        Self::FrequencyCap,
        Self::NoAddress,
        Self::IncompleteAddress,
        Self::NoLongerWanted,
    ];

    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Deceased => "deceased",
            Self::Inactive => "inactive",
            Self::DoNotContact => "do-not-contact",
            Self::AnotherChannel => "another-channel",
            Self::ConsentDenied => "consent-denied",
            Self::NoConsent => "no-consent",
            Self::Suppressed => "suppressed",
            Self::NotMobile => "not-mobile",
            Self::FrequencyCap => "frequency-cap",
            Self::NoAddress => "no-address",
            Self::IncompleteAddress => "incomplete-address",
            Self::NoLongerWanted => "no-longer-wanted",
        }
    }

    /// The reason on the screen, in the words of the message's channel.
    pub const fn label(self, channel: Channel) -> &'static str {
        match self {
            Self::Deceased => "The patient has died",
            Self::Inactive => "The patient's record is inactive",
            Self::DoNotContact => "The person wants no contact",
            Self::AnotherChannel => "The person wants to be reached another way only",
            Self::ConsentDenied => "The person refused messages for this purpose",
            Self::NoConsent => "No consent was given for this purpose",
            Self::Suppressed => match channel {
                Channel::Email => "The address bounced or complained before",
                Channel::Sms | Channel::Voice => "The number could not be reached or complained before",
                Channel::Post => "Post to this address came back or was complained about before",
            },
            Self::NotMobile => "The number is a landline, or not known to be a mobile phone",
            Self::FrequencyCap => "The limit of messages per person is reached",
            Self::NoAddress => match channel {
                Channel::Email => "There is no e-mail address",
                Channel::Sms => "There is no number for text messages",
                Channel::Voice => "There is no phone number",
                Channel::Post => "There is no postal address",
            },
            Self::IncompleteAddress => "The address lacks what is needed to deliver to it",
            Self::NoLongerWanted => "What led to this message no longer holds",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Refusal {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|one| one.code() == text).ok_or_else(|| format!("{text:?} is no reason"))
    }
}

/// Whether a text can arrive. Of a number that was looked up in vain nobody knows; whoever asked for texts, or has just written, has
/// a phone that takes them.
fn takes_texts(facts: &SendFacts) -> bool {
    match facts.line {
        None | Some(LineType::Mobile | LineType::Voip) => true,
        Some(LineType::Landline | LineType::Invalid) => false,
        Some(LineType::Unknown) => {
            facts.purpose == Purpose::Transactional || facts.consent == Some(ConsentStatus::Granted)
        }
    }
}

/// Decides in this order: the patient's state, what they wish for all addresses, consent, suppression, the kind of line of a text,
/// quiet hours in the recipient's zone, frequency caps.
pub fn may_send(facts: &SendFacts, rules: &SendingRules, now: UtcMillis, zone: &impl LocalTime) -> Decision {
    match facts.patient {
        PatientState::Deceased => return Decision::Refuse(Refusal::Deceased),
        // What somebody has just asked for is answered even while their record is inactive.
        PatientState::Inactive if facts.purpose != Purpose::Transactional => {
            return Decision::Refuse(Refusal::Inactive);
        }
        PatientState::Inactive | PatientState::Active | PatientState::NoPatient => {}
    }
    if let Some(why) = facts.wishes.refuses(facts.channel, facts.purpose) {
        return Decision::Refuse(why);
    }
    match (facts.purpose.model(), facts.consent) {
        (Model::OptOut | Model::OptIn, Some(ConsentStatus::Denied)) => return Decision::Refuse(Refusal::ConsentDenied),
        (Model::OptIn, None) => return Decision::Refuse(Refusal::NoConsent),
        (Model::Always, _) | (_, Some(ConsentStatus::Granted)) | (Model::OptOut, None) => {}
    }
    if facts.suppressed {
        return Decision::Refuse(Refusal::Suppressed);
    }
    if facts.channel == Channel::Sms && !takes_texts(facts) {
        return Decision::Refuse(Refusal::NotMobile);
    }
    if facts.purpose != Purpose::Transactional
        && let Some(hours) = rules.quiet_hours(facts.channel)
        && let Some(until) = hours.hold_until(now, zone)
    {
        return Decision::Hold(until);
    }
    for cap in rules.caps_for(facts.channel, facts.purpose) {
        let since = now - cap.window();
        let sent = facts.sent_before.iter().filter(|at| **at > since).count();
        if sent >= cap.count as usize {
            return Decision::Refuse(Refusal::FrequencyCap);
        }
    }
    Decision::Send
}
