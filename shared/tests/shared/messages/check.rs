use shared::messages::*;

fn known() -> CheckFacts {
    CheckFacts { postal_address_known: true, ..CheckFacts::default() }
}

fn errors(document: &Document) -> Vec<(Place, String)> {
    let problems = check(document, &known()).into_iter().filter(|problem| problem.severity == Severity::Error);
    problems.map(|problem| (problem.place, problem.text)).collect()
}

#[test]
fn an_empty_template_is_told_everything_that_is_missing() {
    let bare = Document::of(Header::default(), vec![Content::Text { text: "Hello".into(), align: Align::Start }]);
    let said: Vec<String> = errors(&bare).into_iter().map(|(_, text)| text).collect();
    for needed in ["subject", "sender's name", "sender's address", "unsubscribe link", "postal address"] {
        assert!(said.iter().any(|text| text.contains(needed)), "{needed}: {said:?}");
    }
}

#[test]
fn a_test_is_refused_for_its_subject_and_its_sender_and_for_nothing_else() {
    let mut document = Document::blank();
    document.header.sender_address = "notanaddress".into();
    document.header.reply_to = "nor this".into();
    document.blocks.clear();
    let said: Vec<String> = check_envelope(&document).into_iter().map(|problem| problem.text).collect();
    assert_eq!(
        said,
        [
            "The subject is missing.",
            "The sender's name is missing.",
            "The sender's address is not an e-mail address like news@example.org."
        ]
    );
    document.header.subject = "Hi".into();
    document.header.sender_name = "Lamna".into();
    document.header.sender_address = "news@lamna.example".into();
    assert_eq!(check_envelope(&document), []);
}

#[test]
fn each_problem_names_its_block() {
    let mut document = Document::blank();
    document.header = Header {
        subject: "Hi".into(),
        sender_name: "Lamna".into(),
        sender_address: "news@lamna.example".into(),
        ..Header::default()
    };
    let added = [
        Content::Image { picture: None, alt: String::new(), link: "javascript:x".into() },
        Content::Button { label: "Go".into(), url: String::new(), align: Align::Start },
        Content::Text { text: "{{patient.nmae}} [x](ftp://y)".into(), align: Align::Start },
    ];
    for content in added {
        insert(&mut document, 1, content);
    }
    let said = errors(&document);
    assert!(said.contains(&(Place::Block(BlockId(4), BlockField::Picture), "No picture is chosen.".into())));
    assert!(said.contains(&(
        Place::Block(BlockId(5), BlockField::Link),
        "The button leads nowhere: its link is empty.".into()
    )));
    assert!(
        said.iter()
            .any(|(place, text)| *place == Place::Block(BlockId(6), BlockField::Text)
                && text.contains("{{patient.nmae}}"))
    );
    assert!(
        said.iter()
            .any(|(place, text)| *place == Place::Block(BlockId(6), BlockField::Text) && text.contains("ftp://y"))
    );
}

#[test]
fn a_postal_address_that_was_never_set_is_missed() {
    let problems = check(&Document::blank(), &CheckFacts::default());
    assert!(problems.iter().any(|problem| problem.text.contains("not set")));
}

#[test]
fn a_message_that_would_be_clipped_is_warned_about() {
    let mut document = Document::blank();
    for _ in 0..60 {
        insert(&mut document, 1, Content::Text { text: "word ".repeat(400), align: Align::Start });
    }
    assert!(check(&document, &known()).iter().any(|problem| problem.text.contains("cut off the end")));
}

#[test]
fn the_starters_can_go_live_as_they_are() {
    let picture = |_: &str| Some(shared::ids::MediaId(uuid::Uuid::nil()));
    let all = starters(&picture, "Lamna Healthcare", "news@lamna.example");
    assert!(all.len() >= 5 && STARTER_PICTURES.len() >= 3);
    for starter in all {
        assert_eq!(starter.body.check(&known()), [], "{}", starter.name);
    }
}

#[test]
fn a_mistake_in_the_words_on_a_button_is_told_at_the_words_and_not_at_the_link() {
    let unclosed = "Hi {{patient.first_name".to_owned();
    let button = Content::Button { label: unclosed.clone(), url: "https://example.org".into(), align: Align::Start };
    let picture = Content::Image { picture: None, alt: unclosed.clone(), link: String::new() };
    let mut document = Document::of(Header { subject: unclosed, ..Header::default() }, vec![button, picture]);
    let places = |document: &Document| -> Vec<Place> {
        errors(document)
            .into_iter()
            .filter(|(_, text)| text.contains("does not close"))
            .map(|(place, _)| place)
            .collect()
    };
    assert_eq!(
        places(&document),
        [
            Place::Header(HeaderField::Subject),
            Place::Block(BlockId(1), BlockField::Label),
            Place::Block(BlockId(2), BlockField::Alt)
        ]
    );
    let url = document.blocks[0].content.text_mut(BlockField::Link).expect("a button has a link");
    *url = "https://example.org/{{event.url".into();
    assert!(places(&document).contains(&Place::Block(BlockId(1), BlockField::Link)));
}

/// R5: a word that the author chooses can't switch consent off.
#[test]
fn r5_answers_to_a_request_is_no_purpose_of_a_template() {
    let mut document = Document::blank();
    document.header.purpose = shared::consent::Purpose::Transactional;
    assert!(
        errors(&document).iter().any(|(place, text)| *place == Place::Message && text.contains("Answers to a request"))
    );
    assert!(!shared::consent::Purpose::CHOICES.contains(&shared::consent::Purpose::Transactional));
}
