use proptest::prelude::*;
use shared::messages::*;

fn text(text: &str) -> Span {
    Span::Text(text.into())
}

#[test]
fn bold_italic_links_and_lists_are_read() {
    let read = parse_markup("Come **join *us* now**, [register](https://example.org/a).\nSee you\n\n- one\n- two");
    let line = vec![
        text("Come "),
        Span::Bold(vec![text("join "), Span::Italic(vec![text("us")]), text(" now")]),
        text(", "),
        Span::Link { label: vec![text("register")], url: "https://example.org/a".into() },
        text("."),
    ];
    let lines = Paragraph::Lines(vec![line, vec![text("See you")]]);
    assert_eq!(read, [lines, Paragraph::List(vec![vec![text("one")], vec![text("two")]])]);
}

#[test]
fn merge_fields_and_lonely_signs_stand_for_themselves() {
    let read = parse_markup(r"{{patient.first_name|*you*}} 2 * 3, \*not bold\*, a [b");
    assert_eq!(read, [Paragraph::Lines(vec![vec![text("{{patient.first_name|*you*}} 2 * 3, *not bold*, a [b")]])]);
}

proptest! {
    #[test]
    fn every_text_is_readable(text in "[a*\\[\\]()\\\\{}| \n-]{0,60}") {
        parse_markup(&text);
    }

    #[test]
    fn text_without_signs_keeps_every_letter(text in "[a-zA-Z0-9 .,;é<>&]{1,60}") {
        let read = parse_markup(&text);
        let expected = text.trim_end();
        if expected.is_empty() {
            prop_assert!(read.is_empty());
        } else {
            prop_assert_eq!(read, vec![Paragraph::Lines(vec![vec![Span::Text(expected.to_owned())]])]);
        }
    }
}
