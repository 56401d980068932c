//! Dispositions: how a call can end, and what follows. The shipped set is the union of what contact centers use
//! (Amazon Connect, Close, HubSpot, Unify); an organization edits it.

use super::{CallOutcome, RESERVED};
use crate::coded;
use crate::field::{FieldError, FieldErrors};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

coded! {
    /// What becomes of the call.
    #[derive(Default)]
    pub enum NextStep {
        #[default]
        Done = "done", "Nothing more to do";
        /// Until the program's number of attempts is used up.
        Retry = "retry", "Call again after some days";
        CallBack = "call-back", "Call back at a time they name";
        /// A journey goes on by itself; without one they are due again in a month.
        NextMonth = "next-month", "Follow up next month";
        /// The number is no good: another number of theirs, or the next channel.
        NextChannel = "next-channel", "Another number or the next channel";
        /// Into a free slot, or onto the scheduling team's list.
        Schedule = "schedule", "Book a visit or hand it over";
    }
}

coded! {
    /// The program's message that goes out at once.
    #[derive(Default)]
    pub enum MessageAfter {
        #[default]
        None = "none", "No message";
        Confirmation = "confirmation", "Confirmation of the visit";
        Information = "information", "Practice information";
        Voicemail = "voicemail", "Please call us back";
    }
}

coded! {
    /// What the person gets no more from this moment on.
    #[derive(Default)]
    pub enum Stops {
        #[default]
        Nothing = "nothing", "Nothing";
        Calls = "calls", "Calls";
        Everything = "everything", "Calls, texts, e-mail and post";
    }
}

/// One way in which a call can end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Disposition {
    /// Stands with each attempt: it never changes.
    pub key: String,
    pub label: String,
    /// One key on the keyboard, in upper case.
    pub shortcut: String,
    /// What reports count it as.
    pub outcome: CallOutcome,
    pub next: NextStep,
    /// Of [`NextStep::Retry`].
    pub days: u16,
    pub message: MessageAfter,
    pub stops: Stops,
    /// Those that are not stay for the attempts that have them.
    pub active: bool,
}

impl Default for Disposition {
    fn default() -> Self {
        Self {
            key: String::new(),
            label: String::new(),
            shortcut: String::new(),
            outcome: CallOutcome::Other,
            next: NextStep::Done,
            days: 1,
            message: MessageAfter::None,
            stops: Stops::Nothing,
            active: true,
        }
    }
}

/// An organization's dispositions, in the order of the screen. Stored as a setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dispositions {
    pub all: Vec<Disposition>,
}

/// Dispositions that fit on the screen.
const MOST: usize = 24;

impl Default for Dispositions {
    /// The shipped set.
    fn default() -> Self {
        use CallOutcome as O;
        let one = |shortcut: &str, outcome: O, next| Disposition {
            key: outcome.code().to_owned(),
            label: outcome.label().to_owned(),
            shortcut: shortcut.to_owned(),
            outcome,
            next,
            ..Disposition::default()
        };
        let booked = Disposition { message: MessageAfter::Confirmation, ..one("1", O::Scheduled, NextStep::Schedule) };
        let call_back = Disposition { label: "Call back at…".into(), ..one("2", O::CallBack, NextStep::CallBack) };
        let declined = Disposition { message: MessageAfter::Information, ..one("3", O::Declined, NextStep::NextMonth) };
        let opted_out = Disposition { stops: Stops::Everything, ..one("8", O::OptedOut, NextStep::Done) };
        let deceased = Disposition { stops: Stops::Everything, ..one("9", O::Deceased, NextStep::Done) };
        let voicemail =
            Disposition { message: MessageAfter::Voicemail, ..one("W", O::VoicemailLeft, NextStep::NextMonth) };
        let all = vec![
            booked,
            call_back,
            declined,
            one("4", O::AlreadyDone, NextStep::Done),
            one("5", O::LanguageNeed, NextStep::Retry),
            one("6", O::Transferred, NextStep::Schedule),
            one("7", O::WrongNumber, NextStep::NextChannel),
            opted_out,
            deceased,
            one("0", O::Other, NextStep::Done),
            one("Q", O::NoAnswer, NextStep::Retry),
            voicemail,
            one("E", O::VoicemailFull, NextStep::Retry),
            one("R", O::Busy, NextStep::Retry),
            one("D", O::Disconnected, NextStep::NextChannel),
            one("F", O::Failed, NextStep::Retry),
        ];
        Self { all }
    }
}

impl Dispositions {
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Disposition> {
        self.all.iter().find(|one| one.key == key)
    }

    /// Those that can be chosen.
    pub fn active(&self) -> impl Iterator<Item = &Disposition> {
        self.all.iter().filter(|one| one.active)
    }

    /// With words trimmed, keys for new ones, and shortcuts in upper case.
    ///
    /// # Errors
    /// What to put right, by field: `label-3` is the label of the fourth.
    pub fn checked(mut self) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        errors.require(self.all.len() <= MOST, "all", "Keep at most 24 dispositions.");
        let (mut shortcuts, mut labels) = (BTreeSet::new(), BTreeSet::new());
        for (place, one) in self.all.iter_mut().enumerate() {
            one.label = one.label.trim().to_owned();
            one.shortcut = one.shortcut.trim().to_uppercase();
            let label = format!("label-{place}");
            errors.require(!one.label.is_empty(), &label, "Give the disposition a name.");
            errors.require(one.label.chars().count() <= 40, &label, "Use at most 40 characters.");
            errors.require(labels.insert(one.label.to_lowercase()), &label, "Another disposition has this name.");
            if !one.active {
                continue;
            }
            let shortcut = format!("shortcut-{place}");
            let is_key = one.shortcut.len() == 1 && one.shortcut.chars().all(|key| key.is_ascii_alphanumeric());
            errors.require(is_key, &shortcut, "Use one letter or digit.");
            errors.require(!RESERVED.contains(&one.shortcut.as_str()), &shortcut, "The desk uses this key itself.");
            errors.require(shortcuts.insert(one.shortcut.clone()), &shortcut, "Another disposition has this key.");
            errors.require((1..=90).contains(&one.days), &format!("days-{place}"), "Use 1 to 90 days.");
        }
        for outcome in [CallOutcome::Scheduled, CallOutcome::CallBack, CallOutcome::OptedOut, CallOutcome::NoAnswer] {
            let there = self.active().any(|one| one.outcome == outcome);
            errors.require(there, "all", &format!("Keep one that counts as “{}”.", outcome.label()));
        }
        let stops = self.active().all(|one| one.outcome != CallOutcome::OptedOut || one.stops != Stops::Nothing);
        errors.require(stops, "all", "“Do not call” must stop at least calls.");
        self.number();
        errors.into_result(self)
    }

    /// Gives new ones a key that no other has.
    fn number(&mut self) {
        for place in 0..self.all.len() {
            if self.all[place].key.is_empty() {
                let free = (1..).map(|n| format!("own-{n}")).find(|key| self.get(key).is_none());
                self.all[place].key = free.unwrap_or_default();
            }
        }
    }
}
