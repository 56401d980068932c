//! What must be agreed before the first contact: each with owner, decision, date and sign-off.

use crate::coded;
use crate::ids::StaffId;
use crate::time::{Date, UtcMillis};
use serde::{Deserialize, Serialize};

coded! {
    /// Something that contact center and practice agree on before anybody is reached.
    pub enum AgreementKind {
        Team = "team", "Team and supervisor";
        Numbers = "numbers", "Text and voice numbers";
        Inbound = "inbound", "What callers hear";
        CallScript = "call-script", "Call script";
        TextScript = "text-script", "Text script";
        VoicemailScript = "voicemail-script", "Voicemail script";
        Frequency = "frequency", "Contact frequency";
        Dispositions = "dispositions", "Call dispositions";
        Visits = "visits", "Visit types and times";
        Televisit = "televisit", "Televisits";
        HandOver = "hand-over", "Hand-over to scheduling";
        Escalation = "escalation", "Escalation contacts";
        Reminders = "reminders", "Appointment reminders";
        NoShow = "no-show", "After a no-show";
        Cancellation = "cancellation", "After a cancellation";
        Enrichment = "enrichment", "Data enrichment";
        Chats = "chats", "Website chats";
        Report = "report", "Weekly report";
    }
}

impl AgreementKind {
    /// What has to be decided.
    #[must_use]
    pub const fn question(self) -> &'static str {
        match self {
            Self::Team => "Who is set aside for this program, and who supervises?",
            Self::Numbers => "Which numbers send texts and make calls? The practice owns both.",
            Self::Inbound => "What does somebody hear who calls back, and where does the call go?",
            Self::CallScript => "What do agents say? A second person signs it off.",
            Self::TextScript => "What do texts say? A second person signs them off.",
            Self::VoicemailScript => "What does a voicemail say? A second person signs it off.",
            Self::Frequency => "How often is one person reached, and when is it enough?",
            Self::Dispositions => "How can a call end, and what follows each ending?",
            Self::Visits => "Which visit types are offered, in blocked times or ad hoc?",
            Self::Televisit => "May a televisit introduce the practice?",
            Self::HandOver => "Who schedules, and what does the hand-over carry?",
            Self::Escalation => "Whom do both sides call when something is urgent?",
            Self::Reminders => "When are people reminded of their visit, and how?",
            Self::NoShow => "What happens when somebody does not come?",
            Self::Cancellation => "What happens when somebody cancels before the first visit?",
            Self::Enrichment => "Are names enriched with other data, and by whom?",
            Self::Chats => "Who answers chats of new and of existing patients?",
            Self::Report => "Who reads the weekly report?",
        }
    }

    /// Somebody other than the author of the words has to sign it.
    #[must_use]
    pub const fn needs_second_person(self) -> bool {
        match self {
            Self::CallScript | Self::TextScript | Self::VoicemailScript => true,
            Self::Team
            | Self::Numbers
            | Self::Inbound
            | Self::Frequency
            | Self::Dispositions
            | Self::Visits
            | Self::Televisit
            | Self::HandOver
            | Self::Escalation
            | Self::Reminders
            | Self::NoShow
            | Self::Cancellation
            | Self::Enrichment
            | Self::Chats
            | Self::Report => false,
        }
    }
}

/// One thing that was, or is to be, agreed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Agreement {
    /// Who sees to it.
    pub owner: Option<StaffId>,
    /// What was decided, in a sentence.
    pub decision: String,
    /// The day it was decided.
    pub decided: Option<Date>,
    pub signed: Option<SignOff>,
}

/// Who signed something off, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOff {
    pub by: StaffId,
    /// As they were called then.
    pub name: String,
    pub at: UtcMillis,
}

impl Agreement {
    /// The same words, whoever signed them.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        (self.owner, &self.decision, self.decided) == (other.owner, &other.decision, other.decided)
    }
}
