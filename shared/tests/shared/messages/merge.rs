use proptest::prelude::*;
use shared::messages::*;

#[test]
fn a_value_wins_over_the_fallback_and_an_empty_value_does_not() {
    let text = "Hi, {{ patient.first_name | there }}!";
    assert_eq!(fill(text, &sample_values()), "Hi, Elizabeth!");
    assert_eq!(fill(text, &Values::new()), "Hi, there!");
    assert_eq!(fill(text, &Values::from([("patient.first_name".into(), String::new())])), "Hi, there!");
}

#[test]
fn misspelt_fields_are_named() {
    assert_eq!(unknown_fields("{{patient.fist_name}} {{event.name}} {{}}"), ["patient.fist_name", ""]);
}

#[test]
fn a_preview_shows_the_name_of_a_field_that_is_not_known() {
    let text = "Hi, {{patient.fist_name|there}} of {{organization.name}}!";
    let values = with_unknown_marked([text], &sample_values());
    assert_eq!(fill(text, &values), "Hi, [unknown field: patient.fist_name] of Lamna Healthcare!");
    let nobody = with_unknown_marked(["{{patient.first_name}}"], &Values::new());
    assert_eq!(fill("Hi, {{patient.first_name|there}}!", &nobody), "Hi, there!");
}

proptest! {
    #[test]
    fn a_value_is_never_read_as_a_field(value in ".*") {
        let values = Values::from([("patient.first_name".to_owned(), format!("{{{{event.name}}}}{value}"))]);
        let filled = fill("{{patient.first_name}}", &values);
        prop_assert_eq!(filled, format!("{{{{event.name}}}}{value}"));
    }

    #[test]
    fn text_without_braces_is_untouched(text in "[^{}]*") {
        prop_assert_eq!(fill(&text, &sample_values()), text);
    }
}

/// Input 29: whatever somebody is called, the link leads where it should.
#[test]
fn input_29_values_within_an_address_are_encoded() {
    let link = "https://example.org/hello?n={{patient.first_name|there}}&src=mail";
    let named = |name: &str| Values::from([("patient.first_name".to_owned(), name.to_owned())]);
    for (name, encoded) in [
        ("Mary Ann", "Mary%20Ann"),
        ("Tom & Jo", "Tom%20%26%20Jo"),
        ("Zoë", "Zo%C3%AB"),
        ("D’Arcy", "D%E2%80%99Arcy"),
        ("", "there"),
    ] {
        assert_eq!(fill_url(link, &named(name)), format!("https://example.org/hello?n={encoded}&src=mail"));
    }
    let whole = Values::from([("links.events".to_owned(), "https://example.org/events?a=b".to_owned())]);
    assert_eq!(
        fill_url("{{links.events}}", &whole),
        "https://example.org/events?a=b",
        "a field that is the address stands"
    );
}
