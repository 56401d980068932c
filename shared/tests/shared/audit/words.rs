use shared::audit::{AuditAction, detail_words};
use shared::coded::Known;

fn did(action: &str, entity: &str, label: &str) -> String {
    shared::audit::did(&Known::read(action), &Known::read(entity), label)
}

#[test]
fn a_line_names_its_thing() {
    assert_eq!(did("change-role", "staff", "Maya Marketer"), "Changed role of Maya Marketer");
    assert_eq!(did("go-live", "event", "Healthy Eye Seminar"), "Went live: event Healthy Eye Seminar");
    assert_eq!(did("list", "segment", "Diabetes"), "Listed: people of segment Diabetes");
    assert_eq!(did("sign-in-failed", "staff", ""), "Sign-in failed");
    assert_eq!(did("view", "patient", ""), "Looked at a patient's record");
    assert_eq!(AuditAction::said("live").collect::<Vec<_>>(), [AuditAction::GoLive]);
}

#[test]
fn a_word_of_a_later_version_is_said_to_be_unknown_beside_its_code() {
    assert_eq!(did("fly-away", "code-set", "Statins"), "Unknown (fly-away): code set Statins");
    assert_eq!(did("update", "postcard", "Season's greetings"), "Changed: unknown (postcard) Season's greetings");
}

#[test]
fn a_change_of_an_event_is_told_in_words_and_its_values_as_they_are() {
    let said = |detail: &str| detail_words(&Known::read("update"), &Known::read("event"), detail.into());
    assert_eq!(said("time_zone: America/Chicago → America/New_York"), "time zone: America/Chicago → America/New_York");
    assert_eq!(said("join_url"), "join url");
}
