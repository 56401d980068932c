//! A program: whom the contact center reaches, why and how, and what was agreed before the first contact.

use super::{
    Agreement, AgreementKind, Cadences, CallScript, CallingHours, CampaignKind, Chats, Contact, Enrichment, Frequency,
    HandOver, ProgramMessages, ProgramVisits, Targets,
};
use crate::coded;
use crate::ids::{JourneyId, SegmentId, StaffId};
use crate::time::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

coded! {
    /// Where a program stands.
    #[derive(Default)]
    pub enum ProgramStatus {
        #[default]
        Draft = "draft", "Draft";
        Live = "live", "Live";
        /// Nothing goes out and nobody is called until it goes on.
        Paused = "paused", "Paused";
        Ended = "ended", "Ended";
    }
}

coded! {
    /// What a member of the team does in a program.
    pub enum Duty {
        Agent = "agent", "Agent";
        Supervisor = "supervisor", "Supervisor";
    }
}

/// The stored document of a program. New members have defaults.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Program {
    /// What it is to achieve, in a sentence.
    pub goal: String,
    /// The audience when it is a segment; people on the program's prospect lists belong to it too.
    pub segment: Option<SegmentId>,
    /// The cadence: the journey that its people travel.
    pub journey: Option<JourneyId>,
    /// The template it was made from.
    pub campaign: Option<CampaignKind>,
    /// The first and the last day on which people are reached.
    pub starts: Option<Date>,
    pub ends: Option<Date>,
    /// Sends texts and leaves voicemails. As it was typed; compared by [`number_key`].
    pub text_number: String,
    /// Makes and takes calls. Never the text number: one spam mark would take both.
    pub voice_number: String,
    /// What callers hear before an agent answers.
    pub greeting: String,
    pub visits: ProgramVisits,
    pub script: CallScript,
    pub messages: ProgramMessages,
    /// When agents call, on the clock of the person called.
    pub hours: CallingHours,
    pub frequency: Frequency,
    pub hand_over: HandOver,
    /// Whom agents turn to in the practice, and whom the practice turns to at the contact center.
    pub practice_contacts: Vec<Contact>,
    pub center_contacts: Vec<Contact>,
    pub cadences: Cadences,
    pub enrichment: Enrichment,
    pub chats: Chats,
    pub targets: Targets,
    /// E-mail addresses that get Monday's report. As they were typed.
    pub stakeholders: Vec<String>,
    /// What one touch costs, in cents, for cost per booked and per seen visit.
    pub costs: Costs,
    pub agreements: BTreeMap<AgreementKind, Agreement>,
    /// Who wrote the scripts last: somebody else signs them off.
    pub scripts_by: Option<StaffId>,
}

/// Cents that each touch costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Costs {
    pub text: u32,
    pub voicemail: u32,
    pub postcard: u32,
    pub email: u32,
    /// A minute of an agent's time.
    pub agent_minute: u32,
}

impl Default for Costs {
    fn default() -> Self {
        Self { text: 1, voicemail: 2, postcard: 75, email: 0, agent_minute: 45 }
    }
}

/// A telephone number as two of them are compared: its digits, without the country's 1 or a leading 00.
#[must_use]
pub fn number_key(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix("00").unwrap_or(&digits);
    let bare = digits.strip_prefix('1').filter(|rest| rest.len() == 10);
    bare.unwrap_or(digits).to_owned()
}

impl Program {
    /// Texts and calls come from one number: a spam mark on one takes both.
    #[must_use]
    pub fn numbers_are_the_same(&self) -> bool {
        let text = number_key(&self.text_number);
        !text.is_empty() && text == number_key(&self.voice_number)
    }

    /// What was agreed on `kind`; nothing yet when nobody wrote anything.
    #[must_use]
    pub fn agreement(&self, kind: AgreementKind) -> Agreement {
        self.agreements.get(&kind).cloned().unwrap_or_default()
    }
}
