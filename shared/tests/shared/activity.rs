use shared::activity::{ActivityKind, face, line};
use shared::coded::Known;
use shared::noun::Noun;
use shared::patients::status_words;

#[test]
fn three_things_that_happened_to_one_message_read_differently() {
    let said =
        ["message-sent", "message-opened", "message-clicked"].map(|kind| line(&Known::read(kind), "You are invited"));
    assert_eq!(said, ["Sent: You are invited", "Opened: You are invited", "Clicked: You are invited"]);
    assert_eq!(line(&Known::read("journey-entered"), "Entered “Eye Seminar”"), "Entered “Eye Seminar”");
}

#[test]
fn a_kind_of_a_later_version_is_a_line_all_the_same() {
    let later = Known::read("postcard-posted");
    assert_eq!(line(&later, "Season's greetings"), "Unknown: Season's greetings");
    assert_eq!(face(&later).1, "activity");
}

#[test]
fn each_kind_is_about_the_noun_that_its_code_begins_with() {
    for kind in ActivityKind::ALL {
        let subject = kind.code().split('-').next().expect("a word");
        assert_eq!(kind.subject().code(), subject, "{kind}");
        assert_ne!(kind.subject(), Noun::Message, "a message that was sent is not the one that staff wrote");
        assert_eq!(kind.label().to_lowercase().replace('-', " "), status_words(kind.code()).to_lowercase(), "{kind}");
    }
}
