use shared::patients::status_words;

#[test]
fn statuses_read_as_words() {
    assert_eq!(["entered-in-error", "noshow", ""].map(status_words), ["Entered in error", "No-show", ""]);
}
