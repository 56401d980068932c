use shared::journeys::*;
use shared::time::Date;
use std::collections::BTreeSet;

#[test]
fn attributes_compare_without_regard_to_case_and_unknown_is_no() {
    let facts = Facts {
        birth_date: Date::new(1970, 5, 2),
        language: Some("es".into()),
        city: Some("Little Rock".into()),
        ..Facts::default()
    };
    let today = Date::new(2026, 5, 1).expect("date");
    let asks = |attribute, comparison, value: &str| {
        Condition::Attribute { attribute, comparison, value: value.into() }.holds(&facts, today)
    };
    assert!(asks(Attribute::Age, Comparison::AtMost, "55"));
    assert!(!asks(Attribute::Age, Comparison::AtLeast, "56"));
    assert!(asks(Attribute::Language, Comparison::Is, " ES "));
    assert!(asks(Attribute::City, Comparison::Contains, "rock"));
    assert!(!asks(Attribute::Gender, Comparison::IsNot, "female"));
    assert!(!asks(Attribute::Age, Comparison::Is, "many"));
}

#[test]
fn who_clicked_has_opened() {
    let facts = Facts { clicked: BTreeSet::from([NodeId(2)]), ..Facts::default() };
    let today = Date::new(2026, 5, 1).expect("date");
    assert!(Condition::Opened { node: Some(NodeId(2)) }.holds(&facts, today));
    assert!(!Condition::Opened { node: Some(NodeId(3)) }.holds(&facts, today));
}
