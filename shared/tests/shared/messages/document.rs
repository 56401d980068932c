use shared::consent::{Channel, Purpose};
use shared::messages::*;

#[test]
fn a_stored_document_reads_back_as_it_was() {
    let document = Document::of(Header { subject: "Hi".into(), ..Header::default() }, Content::palette());
    let json = serde_json::to_string(&document).expect("writes");
    assert_eq!(serde_json::from_str::<Document>(&json).expect("reads"), document);
}

#[test]
fn the_stored_form_is_what_older_versions_wrote() {
    let json = r#"{"format":1,"header":{"subject":"Hi","purpose":"event"},
        "blocks":[{"id":1,"kind":"button","label":"Go","url":"https://example.org","align":"centre"}]}"#;
    let document: Document = serde_json::from_str(json).expect("reads");
    assert_eq!(document.header.subject, "Hi");
    assert_eq!(document.blocks[0].content.label(), "Button");
}

#[test]
fn what_the_version_of_november_2026_stored_is_read_for_ever() {
    let json = include_str!("template_2026_11.json");
    let Body::Email(document) = Body::read(Channel::Email, json).expect("reads") else { panic!("not an e-mail") };
    assert_eq!((document.format, document.header.purpose), (1, Purpose::Treatment));
    let kinds: Vec<&str> = document.blocks.iter().map(|block| block.content.label()).collect();
    assert_eq!(kinds, ["Heading", "Text", "Picture", "Button", "Divider", "Space", "Footer"]);
    assert_eq!(document.pictures().len(), 1);
    let (stored, again): (serde_json::Value, serde_json::Value) = (
        serde_json::from_str(json).expect("JSON"),
        serde_json::from_str(&Body::Email(document).write().expect("writes")).expect("JSON"),
    );
    assert_eq!(stored, again, "nothing is lost");
}

#[test]
fn fields_that_are_missing_take_their_defaults() {
    let bare = r#"{"blocks":[{"id":1,"kind":"heading"},{"id":2,"kind":"image"},{"id":3,"kind":"spacer"}]}"#;
    let Body::Email(document) = Body::read(Channel::Email, bare).expect("reads") else { panic!("not an e-mail") };
    assert_eq!((document.format, document.blocks.len()), (Document::FORMAT, 3));
    assert_eq!(document.header, Header::default());
}

#[test]
fn a_document_of_a_newer_version_is_refused_by_its_format() {
    let tomorrow = r#"{"format":3,"header":{"subject":"Hi"},"blocks":[{"id":1,"kind":"hologram"}]}"#;
    assert_eq!(Body::read(Channel::Email, tomorrow), Err(Unreadable::Newer(3)));
    assert!(Body::read(Channel::Email, tomorrow).expect_err("newer").to_string().contains("newer version of Waypost"));
    assert!(matches!(Body::read(Channel::Email, "{"), Err(Unreadable::Broken(_))));
}

#[test]
fn each_text_of_a_block_can_be_read_and_written_by_its_field() {
    for mut content in Content::palette() {
        let fields: Vec<BlockField> = content.texts().into_iter().map(|(field, _)| field).collect();
        for field in &fields {
            field.name().clone_into(content.text_mut(*field).expect("the same fields"));
        }
        for field in &fields {
            assert_eq!(content.text(*field), Some(field.name()), "{}", content.label());
        }
        assert_eq!(content.text(BlockField::Picture), None, "a picture is no text");
    }
}
