use shared::consent::{Channel, Purpose};
use shared::messages::*;

#[test]
fn segments_are_counted_as_carriers_do() {
    let of = |text: &str| {
        let count = count_segments(text);
        (count.encoding, count.units, count.segments)
    };
    assert_eq!(of(""), (Encoding::Gsm7, 0, 0));
    assert_eq!(of(&"a".repeat(160)), (Encoding::Gsm7, 160, 1));
    assert_eq!(of(&"a".repeat(161)), (Encoding::Gsm7, 161, 2));
    assert_eq!(of(&"a".repeat(306)), (Encoding::Gsm7, 306, 2));
    assert_eq!(of(&"a".repeat(307)), (Encoding::Gsm7, 307, 3));
    // The euro sign takes two places.
    assert_eq!(of(&format!("{}€", "a".repeat(158))), (Encoding::Gsm7, 160, 1));
    assert_eq!(of(&format!("{}€", "a".repeat(159))), (Encoding::Gsm7, 161, 2));
    assert_eq!(of(&"ñ".repeat(160)), (Encoding::Gsm7, 160, 1), "Spanish ñ is in the short alphabet");
    assert_eq!(of(&"í".repeat(70)), (Encoding::Ucs2, 70, 1), "í is not");
    assert_eq!(of(&"í".repeat(71)), (Encoding::Ucs2, 71, 2));
    assert_eq!(of(&"🙂".repeat(35)), (Encoding::Ucs2, 70, 1));
    assert_eq!(of(&"🙂".repeat(36)), (Encoding::Ucs2, 72, 2));
}

#[test]
fn no_sign_is_cut_between_two_segments() {
    // 153 places: an escape at the end of the first segment moves to the second.
    let text = format!("{}€{}", "a".repeat(152), "b".repeat(152));
    assert_eq!(count_segments(&text).units, 306);
    assert_eq!(count_segments(&text).segments, 3, "306 septets, but one place is left empty");
    let text = format!("{}🙂{}", "í".repeat(66), "í".repeat(66));
    assert_eq!(count_segments(&text).units, 134);
    assert_eq!(count_segments(&text).segments, 3);
}

#[test]
fn signs_of_word_processors_are_written_plainly() {
    let typed = "It’s “free” – come…\u{a0}now";
    assert_eq!(with_plain_signs(typed), "It's \"free\" - come... now");
    assert_eq!(count_segments(typed).encoding, Encoding::Ucs2);
    assert_eq!(count_segments(&with_plain_signs(typed)).encoding, Encoding::Gsm7);
}

#[test]
fn links_become_short_and_on_the_own_domain() {
    let document =
        SmsDocument::new(Purpose::Event, "See {{links.events}}. Or (https://example.org/a-very-long-page/of/ours)!");
    let mut links = ShortLinks { base: "https://o.example".into(), counted: true };
    let text = render_sms(&document, &sample_values(), &mut links);
    assert_eq!(text, "See https://o.example/t/Hq3k-x7Vd2LwPa9Z. Or (https://o.example/t/Hq3k-x7Vd2LwPa9Z)!");
    assert_eq!("Hq3k-x7Vd2LwPa9Z".len(), SHORT_TOKEN);
    let mut links = ShortLinks { counted: false, ..links };
    let short = SmsDocument::new(Purpose::Treatment, "See https://o.example/e");
    assert_eq!(render_sms(&short, &sample_values(), &mut links), short.text, "what is short already stays");
}

fn facts() -> CheckFacts {
    CheckFacts { organization: "Lamna Healthcare".into(), base: "https://o.example".into(), postal_address_known: true }
}

fn errors(purpose: Purpose, text: &str) -> Vec<String> {
    let problems = check_sms(&SmsDocument::new(purpose, text), &facts());
    let errors = problems.into_iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| problem.text).collect()
}

#[test]
fn a_text_says_who_writes_and_how_to_leave() {
    assert_eq!(errors(Purpose::Event, "{{organization.name}}: come. Reply STOP to opt out."), [""; 0]);
    assert_eq!(errors(Purpose::Event, "lamna healthcare: come. Reply STOP to opt out."), [""; 0]);
    let said = errors(Purpose::Event, "Come!");
    assert!(said[0].contains("who it is from") && said[1].contains("Reply STOP to opt out"), "{said:?}");
    let answers = errors(Purpose::Transactional, "{{organization.name}}: your code is 1234");
    assert!(answers[0].contains("Answers to a request"), "only the system answers requests: {answers:?}");
    assert!(errors(Purpose::Event, " ")[0].contains("empty"));
}

#[test]
fn a_reminder_has_at_most_160_characters() {
    let text = |length: usize| {
        let words = "{{organization.name}} STOP ";
        let filled = "Lamna Healthcare STOP ".len();
        format!("{words}{}", "a".repeat(length - filled))
    };
    assert_eq!(errors(Purpose::Treatment, &text(160)), [""; 0]);
    let said = errors(Purpose::Treatment, &text(161));
    assert!(said[0].contains("Shorten it by 1"), "{said:?}");
    assert_eq!(errors(Purpose::Event, &text(161)), [""; 0], "only reminders");
}

#[test]
fn what_reveals_health_is_refused_with_its_reason_where_others_may_see_it() {
    let said = errors(Purpose::Event, "{{organization.name}}: {{event.name}}. STOP");
    assert!(said[0].contains("{{event.name}}") && said[0].contains("locked phone"), "{said:?}");
    assert!(Channel::Email.seen_by_others().is_none());
    assert_eq!(telling_words("Your Diabetes and mamografía results, its time"), ["Diabetes", "mamografía"]);
    assert_eq!(telling_words("See you at {{event.name|the cancer talk}}"), [""; 0]);
    let problems = check_sms(&SmsDocument::new(Purpose::Event, "{{organization.name}}: diabetes. STOP"), &facts());
    assert!(problems.iter().any(|one| one.severity == Severity::Warning && one.text.contains("“diabetes”")));
}

#[test]
fn public_shorteners_are_refused() {
    let said = errors(Purpose::Event, "{{organization.name}}: https://bit.ly/x STOP");
    assert!(said[0].contains("bit.ly"), "{said:?}");
}

#[test]
fn people_are_understood_however_they_say_it() {
    for stop in [
        "STOP",
        "stop",
        " Stop. ",
        "STOP!",
        "StopAll",
        "unsubscribe",
        "Cancel",
        "END",
        "quit",
        "stop texting me",
        "Please stop",
        "don’t text me again",
        "take me off your list",
    ] {
        assert_eq!(meaning(stop), Answered { meaning: Inbound::Stop, spanish: false }, "{stop}");
    }
    for stop in ["ALTO", "parar", "Cancelar", "No más", "baja", "no me escriban", "dejen de mandar esto"] {
        assert_eq!(meaning(stop), Answered { meaning: Inbound::Stop, spanish: true }, "{stop}");
    }
    assert_eq!(meaning("start").meaning, Inbound::Start);
    assert_eq!(meaning("Ayuda"), Answered { meaning: Inbound::Help, spanish: true });
    for free in ["Yes", "Can I stop by at five?", "The end of the week is fine", "cancel my 3 pm please", "👍", ""] {
        assert_eq!(meaning(free).meaning, Inbound::Free, "{free}");
    }
}

#[test]
fn one_confirmation_then_silence() {
    let stop = meaning("STOP");
    assert!(answer_to(stop, "Lamna", "", false).expect("confirmed").contains("START"));
    assert_eq!(answer_to(stop, "Lamna", "", true), None);
    assert!(answer_to(meaning("HELP"), "Lamna", "+1 217 555 0100", true).expect("helped").contains("+1 217 555 0100"));
    assert!(answer_to(meaning("ALTO"), "Lamna", "", false).expect("confirmed").contains("INICIAR"));
    assert_eq!(answer_to(meaning("Can I come later?"), "Lamna", "", false), None);
    for word in ["STOP", "START", "HELP"] {
        let answer = answer_to(meaning(word), "Lamna Healthcare", "+1 217 555 0100", false).expect("answered");
        assert_eq!(count_segments(&answer).segments, 1, "{answer}");
    }
}
