use proptest::prelude::*;
use shared::segments::arbitrary;
use shared::segments::rule::Rule;

#[test]
fn a_rule_of_a_later_version_is_refused_by_name() {
    let error = Rule::from_json(r#"{"version":3,"root":{"combine":"all","blocks":[]}}"#).expect_err("refused");
    assert!(error.to_string().contains("version 3"), "{error}");
}

#[test]
fn the_stored_form_says_its_version() {
    assert_eq!(Rule::empty().to_json(), r#"{"version":2,"root":{"combine":"all","blocks":[]}}"#);
}

#[test]
fn a_rule_of_version_1_is_read() {
    let old = r#"{"version":1,"root":{"combine":"all","blocks":[{"id":1,"test":{"record":{"record":"condition",
        "quantifier":"none","conditions":[{"id":2,"test":{"text":{"contains":"asthma"}}}]}}}]}}"#;
    let rule = Rule::from_json(old).expect("readable");
    assert_eq!(
        shared::segments::sentence::sentence_text(&rule),
        "Patients who have no condition whose text contains “asthma”."
    );
}

#[test]
fn what_is_switched_off_is_not_there() {
    let off = r#"{"version":2,"root":{"combine":"all","blocks":[{"id":1,"off":true,"test":{"patient":{"active":true}}},
        {"id":2,"test":{"group":{"combine":"any","blocks":[{"id":3,"off":true,"test":{"patient":{"deceased":true}}}]}}}]}}"#;
    assert_eq!(Rule::from_json(off).expect("readable").enabled(), Rule::empty());
}

proptest! {
    #[test]
    fn stored_and_read_back_is_the_same_rule(rule in arbitrary::rule()) {
        prop_assert_eq!(Rule::from_json(&rule.to_json()).expect("readable"), rule);
    }
}
