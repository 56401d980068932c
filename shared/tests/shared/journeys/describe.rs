//! Every kind of step says what it is, on the tile and everywhere else.

use super::testing::{TEMPLATE, lab, lab_known};
use shared::consent::Channel;
use shared::journeys::*;
use std::collections::BTreeSet;

#[test]
fn every_kind_has_a_name_an_icon_and_ways_that_no_outcome_is_called() {
    let (definition, known) = (lab(), lab_known());
    let names = Drawn { definition: &definition, known: &known };
    let mut codes = BTreeSet::new();
    for kind in Kind::ALL {
        let fresh = kind.fresh();
        let described = describe(&fresh, &names);
        assert_eq!((fresh.kind(), described.title.as_str()), (kind, kind.label()));
        assert!(!described.look.icon.is_empty() && !described.detail.is_empty(), "{kind:?}");
        assert!(codes.insert(kind.code()));
        let ports: BTreeSet<Port> = fresh.ports().into_iter().collect();
        assert_eq!(ports.len(), fresh.ways().len(), "each way has a name of its own");
        for port in ports.into_iter().filter(|port| *port != Port::OUT) {
            assert_eq!(Outcome::from_code(port.as_str()), Some(Outcome::Took(port)));
            assert!(fresh.ways().iter().all(|way| !way.label.is_empty()), "several ways need words");
        }
    }
    assert!(!Kind::addable().contains(&Kind::Entry));
}

#[test]
fn a_tile_says_what_was_chosen_or_what_it_is_called() {
    let (mut definition, known) = (lab(), lab_known());
    let title_of = |definition: &Definition, id| {
        title(definition.node(NodeId(id)).expect("there"), &Drawn { definition, known: &known })
    };
    assert_eq!(title_of(&definition, 1), "Patients with Hypermetropia");
    assert_eq!(title_of(&definition, 3), "Healthy Eye Seminar: Invitation");
    let texts = Known { channels: [(TEMPLATE, Channel::Sms)].into(), ..lab_known() };
    let message = NodeKind::Message { template: Some(TEMPLATE) };
    assert_eq!(describe(&message, &Drawn { definition: &definition, known: &texts }).detail, "Text message");
    relabel(&definition, NodeId(3), "First letter").expect("possible").apply(&mut definition);
    assert_eq!(title_of(&definition, 3), "First letter");
    let wait = Kind::Wait.fresh();
    let node = Node { id: NodeId(9), label: String::new(), x: 0, y: 0, kind: wait };
    assert_eq!(called(&node, &Drawn { definition: &definition, known: &known }), "Wait 1 day");
    let gone = Known::default();
    let message = NodeKind::Message { template: Some(TEMPLATE) };
    assert_eq!(describe(&message, &Drawn { definition: &definition, known: &gone }).title, "Send a message");
}

#[test]
fn outcomes_are_told_in_the_words_of_the_step() {
    let branch = Kind::Branch.fresh();
    let words = |code| outcome_words(Some(&branch), code);
    assert_eq!(
        [words("yes"), words("waiting"), words("sent")],
        ["Answer: yes", "Waiting", "Message handed to the outbox"]
    );
    assert_eq!(outcome_words(None, "arm-2"), "Answer: arm-2");
    assert_eq!(outcome_words(None, "left-segment"), "Left the segment");
}

#[test]
fn a_port_is_named_in_small_letters_digits_and_hyphens() {
    for name in ["", "Yes", "two words", "a-name-of-more-than-24-letters", "ä"] {
        assert!(name.parse::<Port>().is_err(), "{name:?}");
    }
    assert_eq!("arm-2".parse::<Port>().map(|port| port.to_string()), Ok("arm-2".to_owned()));
}
