use shared::consent::Purpose;
use shared::messages::*;

fn facts() -> CheckFacts {
    CheckFacts { organization: "Lamna Healthcare".into(), ..CheckFacts::default() }
}

fn errors(script: &str) -> Vec<String> {
    let problems = check_voice(&VoiceDocument::new(Purpose::Treatment, script), &facts());
    let errors = problems.into_iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| problem.text).collect()
}

#[test]
fn a_script_takes_as_long_as_a_calm_voice() {
    assert_eq!(seconds_to_say(""), 0);
    assert_eq!(seconds_to_say(&"word ".repeat(150)), 60);
    assert_eq!(seconds_to_say("Call +1 217 555 0100"), 5, "numbers are said digit by digit");
}

#[test]
fn a_voicemail_says_who_calls_and_where_to_call_back_and_no_more() {
    let good = VoiceDocument::blank();
    assert_eq!(check_voice(&good, &facts()), []);
    let said = errors("Your {{event.name}} is at {{links.events}}");
    for needed in ["{{event.name}}", "who it is from", "call back", "by ear"] {
        assert!(said.iter().any(|text| text.contains(needed)), "{needed}: {said:?}");
    }
    assert!(errors(" ")[0].contains("empty"));
}

#[test]
fn a_script_is_said_within_a_minute() {
    let of = |words: usize| format!("{{{{organization.name}}}} {{{{organization.phone}}}} {}", "word ".repeat(words));
    // Two words of the name and eleven digits of the number.
    assert_eq!(errors(&of(137)), [""; 0]);
    let said = errors(&of(151));
    assert!(said[0].contains("Shorten"), "{said:?}");
}
