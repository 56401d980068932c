//! The call scripts of campaigns.

use super::super::{CallScript, ScriptAnswer, ScriptField, ScriptFieldKind, ScriptStep, ScriptStepId};
use super::CampaignKind;

/// Why we call, in the middle of the opening sentence.
const fn reason(of: CampaignKind) -> &'static str {
    match of {
        CampaignKind::NewNeighbors => "you are new in the neighborhood, and we would like to introduce ourselves",
        CampaignKind::AnnualWellness => "your yearly wellness visit is due",
        CampaignKind::FluSeason => "the flu season has begun, and a vaccination takes ten minutes",
        CampaignKind::ChronicCheckIn => "your care team would like to see how you are doing",
        CampaignKind::LapsedPatients => "it has been a while since you were here",
        CampaignKind::NewService => "we have a new service that may be of use to you",
        CampaignKind::TelevisitIntroduction => "you can now see us from home, by video",
    }
}

pub(super) fn of(campaign: CampaignKind) -> CallScript {
    let step = |id, title: &str, say: String| ScriptStep {
        id: ScriptStepId(id),
        title: title.to_owned(),
        say,
        ..ScriptStep::default()
    };
    let answer = |words: &str, to: Option<u16>| ScriptAnswer { words: words.to_owned(), to: to.map(ScriptStepId) };
    let field = |key: &str, label: &str, kind| ScriptField { key: key.to_owned(), label: label.to_owned(), kind };
    let opening = ScriptStep {
        answers: vec![answer("Yes", Some(2)), answer("Not a good time", Some(5)), answer("Not interested", Some(6))],
        ..step(1, "Opening", "Hello, this is {{agent.name}} calling for {{organization.name}}. Am I talking to {{patient.first_name|you}}? Do you have two minutes?".to_owned())
    };
    let why = ScriptStep {
        answers: vec![answer("Wants a visit", Some(3)), answer("Has questions", Some(4)), answer("Not now", Some(6))],
        ..step(2, "Why we call", format!("I am calling because {}. Shall we find a time for you?", reason(campaign)))
    };
    let visit = ScriptStep {
        fields: vec![
            field("reason", "Reason for the visit", ScriptFieldKind::Text),
            field("mobile", "Mobile number for the confirmation", ScriptFieldKind::Phone),
            field("texts", "May we send texts to it?", ScriptFieldKind::YesNo),
        ],
        answers: vec![answer("Booked", Some(7))],
        ..step(3, "Find a time", "What would you like to be seen for? May I have a mobile number, so that the confirmation reaches you at once?".to_owned())
    };
    let questions = ScriptStep {
        answers: vec![answer("Wants a visit", Some(3)), answer("Not now", Some(6))],
        ..step(
            4,
            "Questions",
            "I am glad to tell you more. For anything about your health our clinicians call you back.".to_owned(),
        )
    };
    let later = ScriptStep {
        fields: vec![field("call-back", "When may we call?", ScriptFieldKind::Text)],
        answers: vec![answer("Call-back agreed", None)],
        ..step(5, "Call back", "Of course. When may I call you back?".to_owned())
    };
    let no = ScriptStep {
        answers: vec![answer("Sends information", None), answer("No more calls", None)],
        ..step(
            6,
            "Not now",
            "That is fine. May I send you how to reach us? If you would rather hear nothing more, I note that at once."
                .to_owned(),
        )
    };
    let close = ScriptStep {
        answers: vec![answer("Done", None)],
        ..step(
            7,
            "Closing",
            "You get a confirmation in a moment, and a reminder before your visit. Thank you, and goodbye.".to_owned(),
        )
    };
    CallScript { steps: vec![opening, why, visit, questions, later, no, close] }
}
