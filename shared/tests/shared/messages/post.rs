use proptest::prelude::*;
use shared::consent::Purpose;
use shared::messages::*;

fn facts() -> CheckFacts {
    CheckFacts { postal_address_known: true, organization: "Lamna Healthcare".into(), ..CheckFacts::default() }
}

fn card(back: &str) -> PostDocument {
    PostDocument { purpose: Purpose::Treatment, back: back.into(), ..PostDocument::blank() }
}

fn errors(document: &PostDocument) -> Vec<String> {
    let problems = check_post(document, &facts());
    let errors = problems.into_iter().filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| problem.text).collect()
}

#[test]
fn new_cards_and_letters_can_go_live() {
    let card = PostDocument::blank();
    assert_eq!(check_post(&card, &facts()), []);
    assert_eq!(check_post(&PostDocument { kind: PostKind::Letter, ..card.clone() }, &facts()), []);
    assert!(!check_post(&card, &CheckFacts::default()).is_empty(), "mail needs a return address");
}

#[test]
fn an_open_card_says_nothing_about_anybodys_health_and_a_letter_may() {
    let said = errors(&card("{{organization.name}}: your diabetes visit at {{event.name}}. No more mail? Call."));
    for needed in ["“diabetes”", "{{event.name}}"] {
        assert!(said.iter().any(|text| text.contains(needed)), "{needed}: {said:?}");
    }
    let letter = PostDocument {
        kind: PostKind::Letter,
        letter: "{{organization.name}}: your diabetes visit. No more mail? Call.".into(),
        ..PostDocument::blank()
    };
    assert_eq!(errors(&letter), [""; 0]);
}

#[test]
fn what_does_not_fit_on_the_card_is_refused_with_how_much_too_long_it_is() {
    let said = errors(&card(&format!("{{{{organization.name}}}} {}", "a".repeat(500))));
    assert!(said.iter().any(|text| text.contains("Shorten it by")), "{said:?}");
    let said = errors(&card(&format!("{{{{organization.name}}}}{}", "\n".repeat(20) + "end")));
    assert!(said.iter().any(|text| text.contains("14 lines")), "{said:?}");
}

#[test]
fn a_value_is_never_read_as_markup() {
    let values: Values = [("patient.first_name".to_owned(), "**Bob** [x](https://evil.example)".to_owned())].into();
    let printed = render_post(&card("Hi {{patient.first_name}}"), &values);
    let text = Span::Text("Hi **Bob** [x](https://evil.example)".into());
    assert_eq!(printed.text, [Paragraph::Lines(vec![vec![text]])]);
}

#[test]
fn addresses_are_read_however_they_are_written() {
    let expected = PostalAddress {
        street: "7 Elm Street".into(),
        more: "Apt 3".into(),
        city: "Springfield".into(),
        state: "IL".into(),
        postal_code: "62704".into(),
        country: String::new(),
    };
    for written in ["7 Elm Street\nApt 3\nSpringfield, IL 62704", "7 Elm Street, Apt 3, Springfield, IL 62704"] {
        assert_eq!(PostalAddress::from_lines(written), expected, "{written}");
    }
    assert_eq!(PostalAddress::from_key(&expected.to_key()), expected);
    assert_eq!(expected.to_string(), "7 Elm Street, Apt 3, Springfield, IL 62704");
    assert_eq!(PostalAddress::default().to_key(), "");
}

#[test]
fn an_incomplete_address_says_what_is_missing() {
    let of = |change: fn(&mut PostalAddress)| {
        let mut address = PostalAddress::sample();
        change(&mut address);
        address.missing()
    };
    assert_eq!(of(|_| {}), None);
    assert_eq!(of(|address| address.street.clear()), Some("has no street"));
    assert_eq!(of(|address| address.city.clear()), Some("has no city"));
    assert_eq!(of(|address| address.state.clear()), Some("has no state"));
    assert_eq!(of(|address| address.postal_code = "2704".into()), Some("has no ZIP code"), "a lost leading zero");
    assert_eq!(of(|address| address.postal_code = "62704-1234".into()), None);
    assert_eq!(
        of(|address| {
            address.country = "DE".into();
            address.state.clear();
            address.postal_code.clear();
        }),
        None
    );
}

#[test]
fn a_mistyped_code_is_noticed_and_a_readable_one_is_forgiven() {
    let code = MailingCode::of(123_456).expect("a key");
    let printed = code.to_string();
    assert_eq!(printed.len(), 9, "{printed}");
    assert_eq!(printed.to_lowercase().replace('-', " ").parse(), Ok(code));
    let mut wrong = 0;
    for (at, sign) in printed.char_indices().filter(|(_, sign)| *sign != '-') {
        for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().filter(|other| *other != sign) {
            let mut typed = printed.clone();
            typed.replace_range(at..=at, &other.to_string());
            wrong += usize::from(typed.parse::<MailingCode>().is_ok());
        }
    }
    // 31 check characters for 32 signs: 0 and Z in the place of each other are the one pair that is not told apart.
    assert!(wrong <= 7, "{wrong} of 248 mistakes are not noticed");
    for bad in ["", "ABC", "ABCD-EFGU", "0000-0000-0", "7KQ4XZ2"] {
        assert!(bad.parse::<MailingCode>().is_err(), "{bad}");
    }
    assert_eq!(MailingCode::of(-1), None);
}

proptest! {
    #[test]
    fn each_message_has_a_code_of_its_own_that_leads_back(key in 0_i64..1 << 35) {
        let code = MailingCode::of(key).expect("a key");
        let read: MailingCode = code.to_string().parse().expect("its own code");
        prop_assert_eq!(read.key(), key);
    }

    #[test]
    fn any_typed_code_and_address_is_answered(text in any::<String>()) {
        let _ = text.parse::<MailingCode>();
        let address = PostalAddress::from_lines(&text);
        let _ = (address.missing(), address.to_string());
        prop_assert_eq!(PostalAddress::from_key(&address.to_key()).missing(), address.missing());
    }
}
