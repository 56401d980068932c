use store::addresses::*;

#[test]
fn numbers_become_e164() {
    assert_eq!(e164("(312) 555-0142", None), "+13125550142");
    assert_eq!(e164("555-978-4581", Some("US")), "+15559784581");
    assert_eq!(e164("+44 20 7946 0018", None), "+442079460018");
    assert_eq!(e164(" ext. ", None), "ext.");
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
fn addresses_are_lower_case() {
    assert_eq!(email(" Casey.Jensen@Example.ORG "), Some("casey.jensen@example.org".into()));
    assert_eq!(email("not an address"), None);
    assert_eq!(email("@example.org"), None);
}
