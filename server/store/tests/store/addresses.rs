use store::addresses::*;

#[test]
fn numbers_become_e164_where_they_can_be_one() {
    for (written, country, number) in [
        ("(312) 555-0142", Some("US"), Some("+13125550142")),
        ("555-978-4581", Some("US"), Some("+15559784581")),
        ("+44 20 7946 0018", None, Some("+442079460018")),
        ("0044 20 7946 0018", None, Some("+442079460018")),
        ("tel:+1-312-555-0142", None, Some("+13125550142")),
        ("\u{202a}+1 202\u{2011}555\u{2011}0161\u{202c}", None, Some("+12025550161")),
        ("020 7946 0018", Some("United Kingdom"), Some("+442079460018")),
        // The country is not known, so the number is not either.
        ("(312) 555-0142", None, None),
        ("2025550143", Some("Ruritania"), None),
        // Too many digits for where it would be.
        ("020 7946 0018", Some("US"), None),
        ("030 90182012", Some("US"), None),
        ("4.47701E+11", Some("GB"), None),
        ("+1 202 555 0143; +1 202 555 0144", None, None),
        (" ext. ", Some("US"), None),
    ] {
        assert_eq!(phone(written, country).as_deref(), number, "{written} {country:?}");
    }
}

#[test]
fn countries_are_known_by_code_and_name() {
    for written in ["de", "DEU", "Germany", "germany", "Deutschland"] {
        assert_eq!(country(written), Some("DE"), "{written}");
    }
    for written in ["US", "USA", "U.S.A.", "United States", "United States of America", "the United States"] {
        assert_eq!(country(written), Some("US"), "{written}");
    }
    assert_eq!((country("Ruritania"), country("")), (None, None));
}

#[test]
fn what_may_be_a_number() {
    assert!(["+1 (312) 555-0142", "312.555.0142", "5550142"].into_iter().all(may_be_number));
    assert!(
        ["", "MRN-3125550142", "12345", "2026-11-25 10:00:00 12", "a@example.org"]
            .into_iter()
            .all(|text| !may_be_number(text))
    );
}

#[test]
fn a_cell_may_have_several_addresses_but_none_that_is_none() {
    assert_eq!(emails(" Casey.Jensen@Example.ORG "), ["casey.jensen@example.org"]);
    assert_eq!(emails("a@example.org; B@example.org a@example.org"), ["a@example.org", "b@example.org"]);
    assert_eq!(
        emails("\"Silva, Ana\" <ana@example.org>, mailto:ben@example.org"),
        ["ana@example.org", "ben@example.org"]
    );
    for none in ["not an address", "@example.org", "a@example.org; nonsense", "a@@example.org", ""] {
        assert_eq!(emails(none), [""; 0], "{none}");
    }
}

/// Input 32: a domain in letters of its own is looked up in ASCII; a mailbox that is not ASCII can't be written to.
#[test]
fn input_32_domains_become_ascii() {
    assert_eq!(emails("Ana@B\u{fc}cher.example"), ["ana@xn--bcher-kva.example"]);
    assert_eq!(emails("an\u{e4}@example.org"), [""; 0]);
}
