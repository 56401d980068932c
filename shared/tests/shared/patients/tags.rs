use shared::patients::tag_name;

#[test]
fn tags_that_differ_in_case_or_spaces_are_one() {
    assert_eq!(tag_name("  Gala   2026 "), Some("gala 2026".into()));
    assert_eq!(tag_name(" \t"), None);
    assert_eq!(tag_name(&"x".repeat(61)), None);
}
