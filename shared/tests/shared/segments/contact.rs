use shared::consent::{Channel, ConsentStatus, Purpose};
use shared::patients::ContactSystem;
use shared::segments::contact::{ConsentTest, ContactFacts, Said};
use std::collections::BTreeMap;

fn test(purpose: Purpose, said: Said) -> ConsentTest {
    ConsentTest { channel: Channel::Email, purpose, said }
}

fn email(said: &[(Purpose, ConsentStatus)]) -> ContactFacts {
    let said = said.iter().map(|(purpose, status)| ((Channel::Email, *purpose), *status)).collect();
    ContactFacts { system: ContactSystem::Email, line: None, said }
}

#[test]
fn marketing_needs_a_yes_and_reminders_only_no_no() {
    let silent = [email(&[])];
    assert!(test(Purpose::Treatment, Said::Allowed).holds(&silent));
    assert!(!test(Purpose::Marketing, Said::Allowed).holds(&silent));
    let both = [email(&[(Purpose::Treatment, ConsentStatus::Denied), (Purpose::Marketing, ConsentStatus::Granted)])];
    assert!(!test(Purpose::Treatment, Said::Allowed).holds(&both));
    assert!(test(Purpose::Marketing, Said::Allowed).holds(&both));
}

#[test]
fn without_an_address_nothing_was_said_and_nothing_may_be_sent() {
    let telephone = [ContactFacts { system: ContactSystem::Phone, line: None, said: BTreeMap::new() }];
    assert!(test(Purpose::Treatment, Said::Nothing).holds(&telephone));
    assert!(!test(Purpose::Treatment, Said::Allowed).holds(&telephone));
}
