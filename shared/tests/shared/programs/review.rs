//! Reviews: what may be typed, and what answers may say.

use shared::outreach::{ReviewSettings, ReviewSite, checked_review};

#[test]
fn stars_go_from_one_to_five_and_what_is_wrong_is_said_at_the_field() {
    assert_eq!(checked_review("4", " Kind people. ").expect("good"), (4, "Kind people.".to_owned()));
    for stars in ["", "0", "6", "four"] {
        assert_eq!(checked_review(stars, "").expect_err("no stars")[0].field, "stars", "{stars}");
    }
    assert_eq!(checked_review("5", &"a".repeat(2_001)).expect_err("too long")[0].field, "words");
}

#[test]
fn an_answer_never_says_that_somebody_is_a_patient() {
    let with =
        |answer: &str| ReviewSettings { answers: vec![answer.to_owned()], ..ReviewSettings::default() }.checked();
    for answer in
        ["Thank you for your visit!", "We are glad that Your Treatment went well.", "As a patient you know us."]
    {
        assert_eq!(with(answer).expect_err("tells")[0].field, "answers", "{answer}");
    }
    assert!(ReviewSettings::default().checked().is_ok(), "the answers we ship are good");
}

#[test]
fn public_sites_are_on_the_web() {
    let site = |url: &str| {
        let sites = vec![ReviewSite { name: "Reviews".into(), url: url.into() }];
        ReviewSettings { sites, ..ReviewSettings::default() }.checked()
    };
    assert!(site("https://reviews.example/practice").is_ok());
    assert!(site("javascript:alert(1)").is_err());
}
