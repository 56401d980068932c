use shared::consent::{EmailAddress, masked};

#[test]
fn a_masked_address_shows_its_first_letter_only() {
    assert_eq!(masked("elizabeth.moore@example.org"), "e•••@example.org");
    assert_eq!(masked("broken"), "your address");
}

#[test]
fn case_and_spaces_do_not_make_another_address() {
    let one: EmailAddress = " Elizabeth.Moore@Example.ORG ".parse().expect("an address");
    assert_eq!(one.as_str(), "elizabeth.moore@example.org");
    assert_eq!(one.domain(), "example.org");
}

#[test]
fn what_could_smuggle_a_header_or_a_second_recipient_is_refused() {
    for bad in [
        "",
        "a",
        "a@",
        "@b.org",
        "a b@c.org",
        "a@b.org,c@d.org",
        "a@b.org\r\nBcc: c@d.org",
        "<a@b.org>",
        "a@-b.org",
        "a@localhost",
    ] {
        assert!(bad.parse::<EmailAddress>().is_err(), "{bad:?}");
    }
}
