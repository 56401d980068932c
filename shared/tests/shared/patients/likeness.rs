//! When two records are likely of one person.

use shared::patients::{Described, reasons};

fn person(name: (&str, &str), born: &str, addresses: &[&str], numbers: &[(&str, &str)]) -> Described {
    Described {
        given: name.0.into(),
        family: name.1.into(),
        birth_date: (!born.is_empty()).then(|| born.to_owned()),
        addresses: addresses.iter().map(|&address| address.to_owned()).collect(),
        numbers: numbers.iter().map(|&(system, value)| (system.to_owned(), value.to_owned())).collect(),
    }
}

#[test]
fn one_person_written_twice_is_likely() {
    let ann = person(("Ann", "Lee"), "1960-06-10", &["+13125550142"], &[("mr", "00412")]);
    let likely = |other: &Described| !reasons(&ann, other).is_empty();
    assert_eq!(
        reasons(&ann, &person(("ANN", "Lee"), "1960-06-10", &[], &[])),
        ["the same name", "born on the same day"]
    );
    assert!(likely(&person(("", "Ann Lee"), "1960-06-10", &[], &[])), "the whole name in one field");
    assert!(likely(&person(("Ann", "Lee"), "", &["+13125550142"], &[])), "name and phone");
    assert!(likely(&person(("Ann", "Smith-Lee"), "1960-06-10", &["+13125550142"], &[])), "married");
    assert!(likely(&person(("Ann", "Meyer"), "1960-06-10", &["+13125550142"], &[])), "married, another family name");
    assert!(likely(&person(("Ann Marie", "Lee"), "1960-06-10", &[], &[("mr", "00412")])), "the same number");
}

#[test]
fn families_and_strangers_are_not() {
    let ann = person(("Ann", "Lee"), "1960-06-10", &["+13125550142"], &[("mr", "00412")]);
    let unlikely = |other: &Described| reasons(&ann, other).is_empty();
    assert!(unlikely(&person(("Bea", "Lee"), "1960-06-10", &["+13125550142"], &[])), "twins");
    assert!(unlikely(&person(("Ann", "Lee"), "1990-01-01", &["+13125550142"], &[])), "mother and daughter of one name");
    assert!(unlikely(&person(("Ann", "Lee"), "", &[], &[])), "a name alone");
    assert!(unlikely(&person(("Bob", "Ray"), "1971-01-01", &[], &[("mr", "00412")])), "a number of somebody else");
    assert!(unlikely(&person(("Ann", "Roe"), "1960", &[], &[])), "a year alone");
    let family = person(("", "Lee"), "1960-06-10", &[], &[]);
    assert!(reasons(&family, &family.clone()).is_empty(), "a family name alone");
}
