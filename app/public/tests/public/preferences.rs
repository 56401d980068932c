//! The preference page, as patients get it.

use public::links::{Organisation, preferences_page};
use shared::consent::{Channel, Purpose};

fn shown(wanted: bool, saved: bool) -> String {
    let organisation = Organisation { name: "Lamna".into(), postal_address: String::new(), phone: String::new() };
    let choices = Purpose::CHOICES.map(|purpose| (purpose, wanted));
    preferences_page("", &organisation, Channel::Email, "e@example.org", &choices, saved)
}

#[test]
fn whoever_left_everything_is_told_so_and_not_asked_again() {
    let page = shown(false, true);
    assert!(page.contains("You are unsubscribed from everything."), "{page}");
    assert!(!page.contains("name=\"nothing\""), "{page}");
}

#[test]
fn whoever_still_gets_something_can_leave_everything() {
    let page = shown(true, true);
    assert!(page.contains("Your choice applies from now on."), "{page}");
    assert!(page.contains("name=\"nothing\""), "{page}");
}
