//! Go live names everything that is open, and nothing else.

use super::{AUTHOR, MESSAGE, ready};
use shared::ids::TemplateId;
use shared::outreach::{
    AgreementKind, Contact, Program, ProgramFacts, SAME_NUMBERS, ScheduledBy, number_key, open_agreement, open_points,
};
use shared::scheduling::LocalRange;
use shared::time::{Date, UtcMillis};
use uuid::Uuid;

fn fields(program: &Program, facts: &ProgramFacts) -> Vec<String> {
    open_points(program, facts).into_iter().map(|error| error.field).collect()
}

#[test]
fn a_program_on_which_everything_was_agreed_has_nothing_open() {
    let (program, facts) = ready();
    assert_eq!(open_points(&program, &facts), Vec::new());
}

#[test]
fn each_thing_that_is_missing_is_named_at_its_place_and_alone() {
    type Break = (&'static str, fn(&mut Program, &mut ProgramFacts));
    let breaks: Vec<Break> = vec![
        ("goal", |program, _| program.goal = " ".into()),
        ("segment", |_, facts| facts.has_audience = false),
        ("journey", |program, _| program.journey = None),
        ("journey", |_, facts| facts.journey_live = false),
        ("team", |_, facts| facts.agents = 0),
        ("team", |_, facts| facts.supervisors = 0),
        ("text_number", |program, _| program.text_number = "none".into()),
        ("voice_number", |program, _| program.voice_number = String::new()),
        ("voice_number", |program, _| program.voice_number = "(217) 555-0100".into()),
        ("visit_types", |_, facts| facts.visit_types.clear()),
        ("script", |program, _| program.script.steps.clear()),
        ("script", |program, _| program.script.steps[0].say.clear()),
        ("message_confirmation", |program, _| program.messages.confirmation = None),
        ("message_practice_information", |program, _| program.messages.information = None),
        ("message_voicemail", |program, _| program.messages.voicemail = Some(TemplateId(Uuid::from_u128(99)))),
        ("message_review", |program, _| program.messages.review = None),
        ("cadence_reminder", |program, _| program.cadences.reminders[0].template = None),
        ("hours", |program, _| program.hours.hours = LocalRange { from: 7 * 60, until: 12 * 60 }),
        ("hours", |program, _| program.hours.weekdays.clear()),
        ("frequency", |program, _| program.frequency.a_month = 0),
        ("hand_over", |program, _| program.visits.scheduled_by = ScheduledBy::Team),
        ("contacts", |program, _| program.center_contacts = vec![Contact::default()]),
        ("stakeholders", |program, _| program.stakeholders.push("chief at practice".into())),
        ("ends", |program, _| {
            program.starts = Date::new(2026, 12, 2);
            program.ends = Date::new(2026, 12, 1);
        }),
    ];
    for (field, make) in breaks {
        let (mut program, mut facts) = ready();
        make(&mut program, &mut facts);
        assert_eq!(fields(&program, &facts), [field], "{field}");
    }
    for kind in AgreementKind::ALL {
        let (mut program, facts) = ready();
        program.agreements.remove(&kind);
        assert_eq!(fields(&program, &facts), [format!("agreement_{}", kind.code())]);
        let words = open_agreement(&program, &facts, kind).expect("open").message;
        assert!(words.ends_with("an owner, a decision, a date and a sign-off."), "{words}");
    }
}

#[test]
fn scripts_are_signed_off_by_somebody_else_than_their_author() {
    for kind in AgreementKind::ALL {
        let (mut program, facts) = ready();
        program.agreements.get_mut(&kind).and_then(|one| one.signed.as_mut()).expect("signed").by = AUTHOR;
        assert_eq!(open_agreement(&program, &facts, kind).is_some(), kind.needs_second_person(), "{}", kind.code());
    }
}

#[test]
fn one_number_written_in_two_ways_is_one_number() {
    for other in ["+12175550100", "1 217 555 0100", "(217) 555-0100", "001-217-555-0100"] {
        assert_eq!(number_key(other), number_key("217.555.0100"), "{other}");
        let (mut program, facts) = ready();
        program.voice_number = other.into();
        let open = open_points(&program, &facts);
        assert!(open.iter().any(|error| error.message == SAME_NUMBERS), "{other}");
    }
    let (mut program, _) = ready();
    program.text_number = String::new();
    program.voice_number = String::new();
    assert!(!program.numbers_are_the_same(), "two that are missing are not the same");
}

#[test]
fn a_message_that_changed_after_its_sign_off_needs_another_one() {
    let (mut program, mut facts) = ready();
    let voicemail = TemplateId(Uuid::from_u128(6));
    program.messages.voicemail = Some(voicemail);
    facts.messages.insert(voicemail, "Voicemail".into());
    assert_eq!(fields(&program, &facts), [""; 0]);
    facts.worded_at.insert(MESSAGE, UtcMillis(1));
    assert_eq!(fields(&program, &facts), ["agreement_text-script"]);
    facts.worded_at.insert(voicemail, UtcMillis(1));
    assert_eq!(fields(&program, &facts), ["agreement_text-script", "agreement_voicemail-script"]);
}
