//! Whom a line names: certain, uncertain, nobody. Never a guess that merges two people.

use shared::outreach::prospects::{Alike, Described, Likeness, Match, compare, decide};
use shared::patients::Known;

fn somebody(name: &str, born: Option<&str>, addresses: &[&str], postcode: Option<&str>) -> Described {
    let mut described = Described {
        known: Known { name: name.into(), birth_date: born.map(str::to_owned) },
        addresses: addresses.iter().map(|address| (*address).to_owned()).collect(),
        ..Described::default()
    };
    described.lives_at(None, postcode);
    described
}

const PHONE: &[&str] = &["+12175550143"];

#[test]
fn the_same_name_at_the_same_number_is_certain_unless_birth_dates_differ() {
    let ana = somebody("Ana Silva", None, PHONE, None);
    assert_eq!(compare(&ana, &somebody("SILVA, Ana", Some("1980-03-04"), PHONE, None)), Some(Alike::Certain));
    let older = somebody("Ana Silva", Some("1950-01-01"), PHONE, None);
    let younger = somebody("Ana Silva", Some("1980-03-04"), PHONE, None);
    assert_eq!(compare(&older, &younger), Some(Alike::Perhaps(Likeness::OtherBirthDate)));
}

#[test]
fn families_share_a_telephone_and_stay_several_people() {
    let ana = somebody("Ana Silva", None, PHONE, None);
    assert_eq!(compare(&ana, &somebody("Bruno Silva", None, PHONE, None)), None);
    assert_eq!(compare(&ana, &somebody("Bruno Costa", None, PHONE, None)), None);
    let twins = (
        somebody("Ana Silva", Some("1980-03-04"), PHONE, None),
        somebody("Rui Silva", Some("1980-03-04"), PHONE, None),
    );
    assert_eq!(compare(&twins.0, &twins.1), Some(Alike::Perhaps(Likeness::OtherName)));
}

#[test]
fn a_name_that_may_be_another_spelling_is_looked_at_by_a_person() {
    let ana = somebody("Ana Silva", None, PHONE, None);
    for other in ["Anna Silva", "Ana Maria Silva", "A. Silva"] {
        let other = somebody(other, None, PHONE, None);
        assert_eq!(compare(&ana, &other), Some(Alike::Perhaps(Likeness::OtherName)), "{other:?}");
    }
}

#[test]
fn name_and_birth_date_are_certain_only_in_the_same_place() {
    let line = somebody("Ana Silva", Some("1980-03-04"), &["ana@example.org"], Some("62701-1234"));
    let there = somebody("Ana Silva", Some("1980-03-04"), PHONE, Some("62701"));
    let elsewhere = somebody("Ana Silva", Some("1980-03-04"), PHONE, Some("90210"));
    assert_eq!(compare(&line, &there), Some(Alike::Certain));
    assert_eq!(compare(&line, &elsewhere), Some(Alike::Perhaps(Likeness::NameAndBirthDate)));
    assert_eq!(compare(&line, &somebody("Ana Silva", Some("1981-03-04"), &[], Some("62701"))), None);
    assert_eq!(
        compare(&line, &somebody("Ana Silva", None, &[], Some("62701"))),
        Some(Alike::Perhaps(Likeness::NameAndPostcode))
    );
    assert_eq!(compare(&line, &somebody("Ana Silva", None, &[], Some("90210"))), None);
}

#[test]
fn the_same_house_is_certain_without_birth_dates() {
    let mut line = somebody("Ana Silva", None, &[], None);
    line.lives_at(Some("12 Oak St."), Some("62701"));
    let mut known = somebody("Ana Silva", None, PHONE, None);
    known.lives_at(Some("12 Oak St"), Some("62701"));
    assert_eq!(compare(&line, &known), Some(Alike::Certain));
}

#[test]
fn one_certain_person_is_linked_and_several_go_to_review() {
    let line = somebody("Ana Silva", None, PHONE, None);
    let ana = somebody("Ana Silva", None, PHONE, None);
    let anna = somebody("Anna Silva", None, PHONE, None);
    let bruno = somebody("Bruno Silva", None, PHONE, None);
    assert_eq!(decide(&line, [(1, &bruno)]), Match::Nobody);
    assert_eq!(decide(&line, [(1, &ana), (2, &anna), (3, &bruno)]), Match::One(1));
    assert_eq!(decide(&line, [(2, &anna), (3, &bruno)]), Match::Unsure(vec![(2, Likeness::OtherName)]));
    assert_eq!(
        decide(&line, [(1, &ana), (4, &ana)]),
        Match::Unsure(vec![(1, Likeness::Several), (4, Likeness::Several)])
    );
}
