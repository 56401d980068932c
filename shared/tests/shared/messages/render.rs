use proptest::prelude::*;
use shared::ids::MediaId;
use shared::messages::*;

fn everything(text: &str) -> Document {
    Document::of(
        Header { subject: text.into(), preheader: text.into(), ..Header::default() },
        vec![
            Content::Heading { text: text.into(), size: HeadingSize::Large, align: Align::Centre },
            Content::Text { text: text.into(), align: Align::Start },
            Content::Image { picture: Some(MediaId(uuid::Uuid::nil())), alt: text.into(), link: text.into() },
            Content::Button { label: text.into(), url: text.into(), align: Align::Start },
            Content::Divider,
            Content::Spacer { height: 9 },
            Content::Footer { text: text.into() },
        ],
    )
}

#[test]
fn values_and_texts_never_become_markup() {
    let hostile = r#"<script>alert("1")</script>"' onload=x [a](javascript:alert(1)) {{patient.first_name}}"#;
    let mut values = sample_values();
    values.insert("patient.first_name".into(), "<img src=x onerror=alert(1)> **b** [c](https://evil.example)".into());
    let rendered = render(&everything(hostile), &values, &mut UntouchedLinks::default(), "en", None);
    assert!(!rendered.html.contains("<script"), "{}", rendered.html);
    assert!(!rendered.html.contains("<img src=x"));
    assert!(!rendered.html.contains("href=\"javascript"));
    assert!(!rendered.html.contains("href=\"https://evil.example"), "a value is text, whatever it looks like");
}

#[test]
fn every_link_but_the_preference_link_can_be_counted() {
    struct Counted(Vec<String>);
    impl Links for Counted {
        fn click(&mut self, url: &str) -> String {
            self.0.push(url.to_owned());
            format!("https://w.example/c/{}", self.0.len())
        }
        fn picture(&self, id: MediaId) -> String {
            format!("https://w.example/media/{id}")
        }
    }
    let document = Document::of(
        Header::default(),
        vec![
            Content::Text { text: "[one](https://a.example)".into(), align: Align::Start },
            Content::Button { label: "Two".into(), url: "{{event.join_url}}".into(), align: Align::Start },
            Content::Footer { text: String::new() },
        ],
    );
    let mut links = Counted(vec![]);
    let html = render(&document, &sample_values(), &mut links, "en", Some("https://w.example/o/1")).html;
    assert_eq!(links.0, ["https://a.example", "https://example.org/join"]);
    assert!(html.contains("href=\"https://w.example/c/2\""));
    assert!(html.contains("href=\"https://example.org/preferences\""));
    assert!(html.contains("src=\"https://w.example/o/1\""));
}

#[test]
fn the_canvas_shows_what_is_sent_with_the_styles_beside() {
    let document = everything("Hello {{patient.first_name}}");
    let mut links = UntouchedLinks::default();
    let sent = render(&document, &sample_values(), &mut links, "en", None).html;
    for (index, block) in document.blocks.iter().enumerate() {
        let shown = render_block(block, index == 0, &sample_values(), &mut links);
        let rows = shown.replace("data-style=", "style=");
        let rows = &rows[rows.find("<tr>").expect("rows")..rows.rfind("</table>").expect("an end")];
        assert!(sent.contains(rows), "{rows}");
    }
}

proptest! {
    #[test]
    fn whatever_was_typed_the_tags_stay_balanced(text in "[a<>\"'&*\\[\\]()\\\\{}| \n-]{0,80}") {
        let html = render(&everything(&text), &sample_values(), &mut UntouchedLinks::default(), "en", None).html;
        for tag in ["table", "tr", "td", "p", "a", "strong", "em", "ul", "li", "div", "h1"] {
            let opened = html.matches(&format!("<{tag} ")).count() + html.matches(&format!("<{tag}>")).count();
            prop_assert_eq!(opened, html.matches(&format!("</{tag}>")).count(), "{}", tag);
        }
    }
}
