use shared::messages::*;

#[test]
fn only_addresses_that_run_nothing_are_followed() {
    for good in ["https://example.org/a?b=c", "HTTP://example.org", "mailto:a@example.org", "tel:+15550100"] {
        assert!(safe_url(good).is_some(), "{good}");
    }
    for bad in [
        "",
        "https://",
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,x",
        "/relative",
        "https://a b",
        "java\nscript:x",
    ] {
        assert!(safe_url(bad).is_none(), "{bad}");
    }
}
