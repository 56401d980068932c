use shared::messages::*;

#[test]
fn an_invitation_reads_well_without_html() {
    let document = Document::of(
        Header::default(),
        vec![
            Content::Heading { text: "{{event.name}}".into(), size: HeadingSize::Large, align: Align::Start },
            Content::Text {
                text: "Hi **{{patient.first_name|there}}**,\n\n- free\n- [online](https://a.example)".into(),
                align: Align::Start,
            },
            Content::Button { label: "Register".into(), url: "https://b.example".into(), align: Align::Start },
            Content::Footer { text: String::new() },
        ],
    );
    let expected = "Healthy Eye Seminar\n===================\n\nHi Elizabeth,\n\n- free\n- online (https://a.example)\n\n\
        Register: https://b.example\n\n-- \nLamna Healthcare\n12 Harbour Street, Springfield, IL 62701, US\n\n\
        Manage your preferences or unsubscribe: https://example.org/preferences\n";
    assert_eq!(plain_text(&document, &sample_values()), expected);
}
