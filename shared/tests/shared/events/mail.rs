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

fn links() -> Links {
    Links {
        page: "https://w.example/events/eye".into(),
        my_events: "https://w.example/my".into(),
        cancel: "https://w.example/registration/secret".into(),
    }
}

#[test]
fn a_confirmation_says_what_when_where_and_how_to_give_the_place_back() {
    let mut event = super::calendar::event("America/Chicago", "2026-12-15T18:00", "2026-12-15T19:15");
    event.fields.name = "Healthy Eye Seminar".into();
    let letter = to_attendee(Occasion::Registered, &event, "Elizabeth Moore", 1, "Lamna Healthcare", &links());
    let (what, rest) = letter.text.split_once("When: ").expect("a time");
    assert_eq!(
        what,
        "You are registered: Healthy Eye Seminar\n\nDear Elizabeth Moore,\n\n\
         Your place is reserved, and one for the person you bring.\n\nWhat: Healthy Eye Seminar\n"
    );
    let (_, last) = rest.split_once("About the event: ").expect("links");
    assert_eq!(
        last,
        "https://w.example/events/eye\nYour events: https://w.example/my\n\
         Can't make it? Cancel your registration: https://w.example/registration/secret\n\nLamna Healthcare\n"
    );
}

#[test]
fn letters_look_like_messages_by_day_and_by_night() {
    let event = super::calendar::event("America/Chicago", "2026-12-15T18:00", "2026-12-15T19:15");
    let document = shared::messages::Document::blank();
    let values = shared::messages::sample_values();
    let mut untouched = shared::messages::UntouchedLinks::default();
    let message = shared::messages::render(&document, &values, &mut untouched, "en", None).html;
    let head = |html: &str| {
        let (_, rest) = html.split_once("<style>").expect("a style");
        rest.split_once("</head>").expect("a head").0.to_owned()
    };
    for occasion in [Occasion::Registered, Occasion::Reminder, Occasion::EventCancelled] {
        let html = to_attendee(occasion, &event, "Elizabeth", 0, "Lamna", &links()).html;
        assert_eq!(head(&html), head(&message));
        assert!(head(&html).contains("prefers-color-scheme:dark") && head(&html).contains(".wp-facts{"));
        for class in ["wp-page", "wp-card", "wp-facts", "wp-link", "wp-muted"] {
            assert!(html.contains(class), "{class}");
        }
        for tag in ["table", "tr", "td", "p", "a", "div", "h1"] {
            let opened = html.matches(&format!("<{tag} ")).count() + html.matches(&format!("<{tag}>")).count();
            assert_eq!(opened, html.matches(&format!("</{tag}>")).count(), "{tag}");
        }
    }
}

#[test]
fn neither_markup_nor_fields_in_a_name_are_read() {
    let mut event = super::calendar::event("America/Chicago", "2026-12-15T18:00", "2026-12-15T19:15");
    event.fields.name = "**Eyes** {{patient.first_name}} [x](https://evil.example)".into();
    let letter = to_attendee(Occasion::Registered, &event, "Elizabeth", 0, "Lamna", &links());
    assert!(letter.html.contains("**Eyes** {{patient.first_name}} [x](https://evil.example)"), "{}", letter.html);
    assert!(!letter.html.contains("href=\"https://evil.example"));
}
