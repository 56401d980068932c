//! What people said to messages, as bits: each test there is, held against each patient once.

use shared::consent::{Channel, Purpose};
use shared::segments::{ConsentTest, ContactFacts, ContactSystem, Said};
use std::collections::HashMap;

const CHANNELS: [Channel; 3] = [Channel::Email, Channel::Sms, Channel::Voice];

/// One number a patient: bit n says whether the test of place n holds.
#[derive(Debug, Default)]
pub struct Consents {
    of: Vec<u64>,
    /// Most people said nothing: then it depends only on what contact points they have.
    silent: HashMap<Vec<ContactSystem>, u64>,
}

impl Consents {
    pub fn push(&mut self, contacts: &[ContactFacts]) {
        let held = || tests().filter(|(_, test)| test.holds(contacts)).fold(0, |bits, (place, _)| bits | 1 << place);
        let bits = if contacts.iter().all(|contact| contact.said.is_empty()) {
            let systems = contacts.iter().map(|contact| contact.system).collect();
            *self.silent.entry(systems).or_insert_with(held)
        } else {
            held()
        };
        self.of.push(bits);
    }

    /// The bits of each patient, and which of them the test is; `None` for a channel that goes to no contact point.
    pub fn of(&self, test: ConsentTest) -> Option<(&[u64], u64)> {
        tests().find(|(_, other)| *other == test).map(|(place, _)| (&self.of[..], 1 << place))
    }
}

fn tests() -> impl Iterator<Item = (usize, ConsentTest)> {
    let all = CHANNELS.into_iter().flat_map(|channel| {
        Purpose::ALL.iter().flat_map(move |purpose| {
            Said::ALL.into_iter().map(move |said| ConsentTest { channel, purpose: *purpose, said })
        })
    });
    all.enumerate()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_test_has_a_bit() {
        assert!(super::tests().count() <= 64);
    }
}
