use shared::events::mail::*;

#[test]
fn names_are_text_not_markup_and_subjects_one_line() {
    let mut event = super::calendar::event("America/Chicago", "2026-12-15T18:00", "2026-12-15T19:15");
    event.fields.name = "Hello\r\nBcc: x@example.org".into();
    let links = Links { page: String::new(), my_events: String::new(), cancel: String::new() };
    let letter = to_attendee(Occasion::Registered, &event, "<script>", 0, "A & B", &links);
    assert!(!letter.subject.contains(['\r', '\n']));
    assert!(letter.html.contains("Dear &lt;script&gt;,") && letter.html.contains("A &amp; B"));
}

#[test]
fn the_sign_in_letter_has_its_link_in_both_forms() {
    let letter = sign_in("https://w.example/my/enter/abc", 15, "Lamna Healthcare");
    assert!(
        letter.html.contains("https://w.example/my/enter/abc")
            && letter.text.contains("https://w.example/my/enter/abc")
    );
}
