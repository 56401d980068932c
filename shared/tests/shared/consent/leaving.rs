use shared::consent::*;

fn only(wanted: &[Purpose]) -> [(Purpose, bool); 4] {
    Purpose::CHOICES.map(|purpose| (purpose, wanted.contains(&purpose)))
}

#[test]
fn giving_up_the_messages_purpose_or_everything_is_leaving() {
    use Purpose::{Event, Marketing, Transactional, Treatment};
    let before = only(&[Treatment, Event]);
    assert!(leaves(Event, &before, &only(&[Treatment])));
    assert!(leaves(Event, &before, &only(&[])));
    assert!(leaves(Transactional, &before, &only(&[])), "everything, by the link of a confirmation");
    assert!(!leaves(Event, &before, &only(&[Event])), "another purpose");
    assert!(!leaves(Event, &before, &only(&[Treatment, Event, Marketing])), "one more");
    assert!(!leaves(Event, &only(&[]), &only(&[])), "left already");
}

#[test]
fn what_was_never_said_follows_the_purpose() {
    assert!(Purpose::Event.wanted(None));
    assert!(!Purpose::Marketing.wanted(None));
    assert!(!Purpose::Event.wanted(Some(ConsentStatus::Denied)));
}
