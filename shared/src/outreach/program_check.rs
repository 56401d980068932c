//! What is open before a program may go live. The page shows it while one types; Go live refuses by it.

use super::{AgreementKind, Program, ScheduledBy, VisitTouch};
use crate::email_address::EmailAddress;
use crate::field::FieldError;
use crate::ids::{TemplateId, VisitTypeId};
use crate::time::UtcMillis;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What the check must know beyond the document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgramFacts {
    pub agents: u32,
    pub supervisors: u32,
    /// The segment is live, or the program has a prospect list.
    pub has_audience: bool,
    /// The cadence went live.
    pub journey_live: bool,
    /// Messages that are live, by name.
    pub messages: BTreeMap<TemplateId, String>,
    /// When their words went live as they are: a sign-off from before covers other words.
    pub worded_at: BTreeMap<TemplateId, UtcMillis>,
    /// Visit types in use, by name.
    pub visit_types: BTreeMap<VisitTypeId, String>,
}

/// The fields of a program, as inputs and complaints name them.
pub mod program_field {
    pub const GOAL: &str = "goal";
    pub const AUDIENCE: &str = "segment";
    pub const JOURNEY: &str = "journey";
    pub const TEAM: &str = "team";
    pub const TEXT_NUMBER: &str = "text_number";
    pub const VOICE_NUMBER: &str = "voice_number";
    pub const VISITS: &str = "visit_types";
    pub const SCRIPT: &str = "script";
    pub const HOURS: &str = "hours";
    pub const FREQUENCY: &str = "frequency";
    pub const HAND_OVER: &str = "hand_over";
    pub const CONTACTS: &str = "contacts";
    pub const STAKEHOLDERS: &str = "stakeholders";
    pub const DATES: &str = "ends";
}

/// What nobody may overlook when both numbers are one.
pub const SAME_NUMBERS: &str =
    "Texts and calls come from the same number. When somebody marks it as spam, you lose both. Use two.";

/// Everything that is open, in the order of the page. Empty: it may go live.
#[must_use]
pub fn open_points(program: &Program, facts: &ProgramFacts) -> Vec<FieldError> {
    let mut open = Vec::new();
    let mut require = |good: bool, field: &str, message: &str| {
        if !good {
            open.push(FieldError::new(field, message));
        }
    };
    use program_field as field;
    require(!program.goal.trim().is_empty(), field::GOAL, "Say what the program is to achieve.");
    require(facts.has_audience, field::AUDIENCE, "Choose a live segment, or import a prospect list.");
    require(program.journey.is_some(), field::JOURNEY, "Choose the cadence: a journey.");
    let waits = program.journey.is_none() || facts.journey_live;
    require(
        waits,
        field::JOURNEY,
        "The cadence is a draft. Make the journey live; nothing leaves before the program is.",
    );
    require(facts.agents > 0, field::TEAM, "Add an agent to the team.");
    require(facts.supervisors > 0, field::TEAM, "Add a supervisor to the team.");
    require(is_number(&program.text_number), field::TEXT_NUMBER, "Enter the number that texts come from.");
    require(is_number(&program.voice_number), field::VOICE_NUMBER, "Enter the number that calls come from.");
    require(!program.numbers_are_the_same(), field::VOICE_NUMBER, SAME_NUMBERS);
    let offered = program.visits.types.iter().filter(|id| facts.visit_types.contains_key(id)).count();
    require(offered > 0, field::VISITS, "Choose a visit type that is in use.");
    for problem in program.script.problems() {
        require(false, field::SCRIPT, &problem);
    }
    let messages = &program.messages;
    for (template, which) in [
        (messages.confirmation, "confirmation"),
        (messages.information, "practice information"),
        (messages.voicemail, "voicemail"),
    ] {
        let field = format!("message_{}", which.replace(' ', "_"));
        match template {
            None => require(false, &field, &format!("Choose the message for the {which}.")),
            Some(id) => {
                let live = facts.messages.contains_key(&id);
                require(live, &field, &format!("The message for the {which} is not live. Finish it first."));
            }
        }
    }
    let asks = program.cadences.review.ask;
    let review = messages.review.is_some_and(|id| facts.messages.contains_key(&id));
    require(!asks || review, "message_review", "Choose a live message that asks for a review, or ask for none.");
    for kind in super::CadenceKind::ALL {
        let steps = program.cadences.steps(kind);
        let sent = steps.iter().filter(|step| step.touch == VisitTouch::Message);
        let dead = sent.filter(|step| step.template.is_none_or(|id| !facts.messages.contains_key(&id))).count();
        let message = format!("{}: every message has to be live.", kind.label());
        require(dead == 0, &format!("cadence_{}", kind.code()), &message);
    }
    require(program.hours.are_valid(), field::HOURS, "Call on at least one day, between 8 am and 9 pm.");
    let often = program.frequency;
    require(often.a_month > 0 && often.attempts > 0, field::FREQUENCY, "Allow at least one touch and one call.");
    let handed = program.visits.scheduled_by == ScheduledBy::Agents || !program.hand_over.to.trim().is_empty();
    require(handed, field::HAND_OVER, "Say which team schedules.");
    let practice = program.practice_contacts.iter().any(super::Contact::is_complete);
    let center = program.center_contacts.iter().any(super::Contact::is_complete);
    require(practice && center, field::CONTACTS, "Name somebody on both sides, with a phone number or e-mail address.");
    let wrong = program.stakeholders.iter().find(|address| address.parse::<EmailAddress>().is_err());
    if let Some(address) = wrong {
        require(false, field::STAKEHOLDERS, &format!("“{address}” is not an e-mail address."));
    }
    let dates = program.starts.zip(program.ends).is_none_or(|(first, last)| first <= last);
    require(dates, field::DATES, "The last day lies before the first.");
    open.extend(AgreementKind::ALL.into_iter().filter_map(|kind| open_agreement(program, facts, kind)));
    open
}

/// What is missing for this agreement, if anything.
#[must_use]
pub fn open_agreement(program: &Program, facts: &ProgramFacts, kind: AgreementKind) -> Option<FieldError> {
    let agreement = program.agreement(kind);
    let mut missing = Vec::new();
    if agreement.owner.is_none() {
        missing.push("an owner");
    }
    if agreement.decision.trim().is_empty() {
        missing.push("a decision");
    }
    if agreement.decided.is_none() {
        missing.push("a date");
    }
    match &agreement.signed {
        None => missing.push("a sign-off"),
        Some(signed) if kind.needs_second_person() && program.scripts_by == Some(signed.by) => {
            missing.push("the sign-off of a second person");
        }
        Some(signed) if words_of(program, kind).iter().any(|id| facts.worded_at.get(id) > Some(&signed.at)) => {
            missing.push("a new sign-off, because a message was changed after it");
        }
        Some(_) => {}
    }
    let last = missing.pop()?;
    let list = if missing.is_empty() { last.to_owned() } else { format!("{} and {last}", missing.join(", ")) };
    Some(FieldError::new(format!("agreement_{}", kind.code()), format!("{} needs {list}.", kind.label())))
}

/// The messages whose words an agreement covers.
fn words_of(program: &Program, kind: AgreementKind) -> Vec<TemplateId> {
    match kind {
        AgreementKind::VoicemailScript => program.messages.voicemail.into_iter().collect(),
        AgreementKind::TextScript => {
            let voicemail = program.messages.voicemail;
            program.messages.chosen().chain(program.cadences.templates()).filter(|id| Some(*id) != voicemail).collect()
        }
        AgreementKind::Team
        | AgreementKind::Numbers
        | AgreementKind::Inbound
        | AgreementKind::CallScript
        | AgreementKind::Frequency
        | AgreementKind::Dispositions
        | AgreementKind::Visits
        | AgreementKind::Televisit
        | AgreementKind::HandOver
        | AgreementKind::Escalation
        | AgreementKind::Reminders
        | AgreementKind::NoShow
        | AgreementKind::Cancellation
        | AgreementKind::Enrichment
        | AgreementKind::Chats
        | AgreementKind::Report => Vec::new(),
    }
}

/// Enough digits to be called.
fn is_number(number: &str) -> bool {
    (7..=15).contains(&super::number_key(number).len())
}

/// The program as it may be stored: bounded, whatever a browser sent. Incomplete is fine.
///
/// # Errors
/// What is too long, by field.
pub fn bounded(program: &Program) -> Result<(), Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut at_most = |text: &str, most: usize, field: &str| {
        if text.chars().count() > most {
            errors.push(FieldError::new(field, format!("Use at most {most} characters.")));
        }
    };
    at_most(&program.goal, 500, program_field::GOAL);
    at_most(&program.greeting, 2_000, "greeting");
    at_most(&program.text_number, 40, program_field::TEXT_NUMBER);
    at_most(&program.voice_number, 40, program_field::VOICE_NUMBER);
    at_most(&program.hand_over.to, 200, program_field::HAND_OVER);
    for step in &program.script.steps {
        at_most(&step.title, 120, program_field::SCRIPT);
        at_most(&step.say, 4_000, program_field::SCRIPT);
    }
    for (kind, agreement) in &program.agreements {
        at_most(&agreement.decision, 1_000, &format!("agreement_{}", kind.code()));
    }
    if program.script.steps.len() > super::MOST_SCRIPT_STEPS {
        errors.push(FieldError::new(program_field::SCRIPT, "Use at most 40 steps."));
    }
    if program.stakeholders.len() > 50 {
        errors.push(FieldError::new(program_field::STAKEHOLDERS, "Use at most 50 addresses."));
    }
    let ids: BTreeSet<_> = program.script.steps.iter().map(|step| step.id).collect();
    if ids.len() != program.script.steps.len() {
        errors.push(FieldError::new(program_field::SCRIPT, "Two steps have the same number. Reload the page."));
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}
