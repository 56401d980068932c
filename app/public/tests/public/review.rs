//! The review page: no script, nothing typed is lost, and everybody sees the same afterwards.

use leptos::prelude::*;
use public::links::{Organization, ReviewForm, review_page, reviewed_page};
use shared::language::Language;
use shared::outreach::{ReviewSite, checked_review};

fn organization() -> Organization {
    Organization {
        name: "Lamna Healthcare".into(),
        postal_address: String::new(),
        phone: String::new(),
        language: Language::English,
    }
}

#[test]
fn the_page_has_a_form_without_a_script_and_asks_for_one_to_five_stars() {
    let page = review_page("/style.css", &organization(), ReviewForm::default(), &[]);
    assert!(!page.contains("<script"));
    assert_eq!(page.matches("type=\"radio\"").count(), 5);
    assert!(page.contains("<form method=\"post\""));
}

#[test]
fn what_is_wrong_is_said_at_its_field_and_what_was_typed_stays() {
    let typed = ReviewForm { stars: "9".into(), words: "I waited <forty> minutes.".into() };
    let errors = checked_review(&typed.stars, &typed.words).expect_err("nine stars");
    let page = review_page("/style.css", &organization(), typed, &errors);
    assert!(page.contains("Choose 1 to 5 stars."), "{page}");
    assert!(page.contains("I waited &lt;forty&gt; minutes."), "{page}");
}

#[test]
fn afterwards_everybody_sees_the_public_sites_and_our_answer_once_there_is_one() {
    let sites = [ReviewSite { name: "Reviews of doctors".into(), url: "https://reviews.example/lamna".into() }];
    let page = reviewed_page("/style.css", &organization(), "Thank you for your words.", &sites);
    assert!(page.contains("https://reviews.example/lamna") && page.contains("Reviews of doctors"));
    assert!(page.contains("Thank you for your words."));
    let without = reviewed_page("/style.css", &organization(), "", &[]);
    assert!(!without.contains("Our answer") && !without.contains("others to read it"));
}

#[test]
fn what_stands_in_a_text_area_never_goes_on_as_html() {
    let owner = Owner::new();
    let html = owner.with(|| {
        let value = RwSignal::new("</textarea><b>bold</b>".to_owned());
        view! { <kit::TextArea name="words" label="Words" value /> }.to_html()
    });
    assert!(html.contains("&lt;/textarea&gt;&lt;b&gt;bold"), "{html}");
}
