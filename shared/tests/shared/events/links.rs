use shared::events::links::query;

#[test]
fn values_are_encoded() {
    assert_eq!(
        query("https://a.example", &[("x", "a&b=c d"), ("y", "é")]),
        "https://a.example?x=a%26b%3Dc%20d&y=%C3%A9"
    );
}
