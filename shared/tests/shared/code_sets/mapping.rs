//! Which of our sets a ValueSet stands for, and what its codes make of that set.

use super::coding;
use proptest::prelude::*;
use shared::code_sets::mapping::{Known, meant, refed, suggestion};
use shared::code_sets::stewards::STEWARDS;
use shared::code_sets::value_set::Published;
use shared::code_sets::{Coding, built_in};
use std::collections::BTreeSet;

fn known() -> Vec<Known> {
    let known =
        |set: shared::code_sets::CodeSet| Known { key: set.key, name: set.name, source: set.source, codes: set.codes };
    built_in::all().into_iter().map(known).collect()
}

fn published(called: &str, oid: &str, url: &str, codes: &[(&str, &str)]) -> Published {
    Published {
        name: called.into(),
        called: vec![called.into()],
        url: url.into(),
        oid: oid.into(),
        version: String::new(),
        description: String::new(),
        codes: codes.iter().map(|(system, code)| coding(system, code, "")).collect(),
        without_system: 0,
    }
}

#[test]
fn a_set_is_meant_by_oid_by_url_by_name_and_by_the_stewards_name() {
    let key = |set: &Published| meant(set, &known()).map(|meant| (meant.key, meant.beside));
    let is = |key: &str, beside: bool| Some((key.to_owned(), beside));
    // Whatever it is titled.
    assert_eq!(key(&published("x", "2.16.840.1.113883.3.464.1003.115.12.1088", "", &[])), is("retinal-exam", false));
    assert_eq!(key(&published("Retinal or dilated eye exam", "", "", &[])), is("retinal-exam", false));
    assert_eq!(key(&published("Retinal exam", "", "", &[])), is("retinal-exam", false));
    assert_eq!(key(&published("Pap Test", "", "", &[])), is("cervical-cytology", false));
    assert_eq!(
        key(&published("Frailty Device", "", "", &[])),
        is("frailty", true),
        "a part leaves what ships in place"
    );
    assert_eq!(key(&published("Our own list", "", "", &[])), None);
    let mut sets = known();
    sets[3].source = "https://a.org/vs/x".into();
    let by_url = published("Renamed", "", "https://a.org/vs/x", &[]);
    assert_eq!(meant(&by_url, &sets).expect("known").key, sets[3].key);
}

#[test]
fn every_steward_names_a_set_that_ships_and_a_rule_asks_for() {
    let known: BTreeSet<String> = known().into_iter().map(|set| set.key).collect();
    let mut oids = BTreeSet::new();
    for steward in STEWARDS {
        assert!(known.contains(steward.key), "{}", steward.key);
        assert!(!shared::segments::care_gaps::asking(steward.key).is_empty(), "no gap asks for {}", steward.key);
        assert!(oids.insert(steward.oid), "{} twice", steward.oid);
    }
}

#[test]
fn a_list_of_another_name_is_suggested_by_its_codes_and_then_by_its_words() {
    let icd = "http://hl7.org/fhir/sid/icd-10-cm";
    let codes = [(icd, "E11.9"), (icd, "E10.65"), (icd, "E13.10")];
    let found = suggestion(&published("Zuckerkrankheit", "", "", &codes), &known()).expect("alike");
    assert_eq!((found.key.as_str(), found.why.as_str()), ("diabetes", "3 of its 3 codes are in that set"));
    let found = suggestion(&published("Screening colonoscopies", "", "", &[(icd, "X1")]), &known()).expect("alike");
    assert_eq!((found.key.as_str(), found.why.as_str()), ("colonoscopy", "its name is alike"));
    assert_eq!(suggestion(&published("Parking permits", "", "", &[(icd, "X1")]), &known()), None);
}

fn codes() -> impl Strategy<Value = Vec<Coding>> {
    prop::collection::btree_set(0..12_u8, 0..8)
        .prop_map(|codes| codes.into_iter().map(|code| coding("s", &code.to_string(), "")).collect())
}

fn keys(codes: &[Coding]) -> BTreeSet<&str> {
    codes.iter().map(|coding| coding.code.as_str()).collect()
}

proptest! {
    /// What staff added stays, what they took out stays out, everything else is the new list.
    #[test]
    fn a_newer_list_keeps_what_staff_did(current in codes(), before in codes(), after in codes()) {
        let result = refed(&current, &before, &after);
        let (current, before, after, done) = (keys(&current), keys(&before), keys(&after), keys(&result));
        let every: BTreeSet<&str> = [&current, &after, &done].into_iter().flatten().copied().collect();
        for code in every {
            let by_hand = current.contains(code) && !before.contains(code);
            let out = before.contains(code) && !current.contains(code);
            prop_assert_eq!(done.contains(code), by_hand || (after.contains(code) && !out), "{}", code);
        }
    }

    /// With nothing done by hand, a set is what feeds it, and mapping there and back changes nothing.
    #[test]
    fn there_and_back_is_nothing(first in codes(), second in codes()) {
        let there = refed(&first, &first, &second);
        prop_assert_eq!(keys(&there), keys(&second));
        let back = refed(&there, &second, &first);
        prop_assert_eq!(keys(&back), keys(&first));
    }
}
