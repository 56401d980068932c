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
