use proptest::prelude::*;
use shared::consent::Channel;
use shared::messages::*;
use std::collections::BTreeSet;

fn text(words: &str) -> Content {
    Content::Text { text: words.into(), align: Align::Start }
}

fn section(layout: Layout, columns: Vec<Vec<Content>>) -> Content {
    let columns = columns.into_iter().map(|column| column.into_iter().map(|content| Block::new(1, content)).collect());
    Content::Section {
        layout,
        background: Background::Tint,
        show_to: None,
        otherwise: String::new(),
        columns: columns.collect(),
    }
}

fn message(blocks: Vec<Content>) -> Document {
    Document::of(Header::default(), blocks)
}

fn html(document: &Document, values: &Values) -> String {
    render(document, values, &mut UntouchedLinks::default(), "en", None).html
}

#[test]
fn columns_stand_beside_one_another_and_below_on_phones_in_their_order() {
    let document = message(vec![section(Layout::WideFirst, vec![vec![text("First")], vec![text("Second")]])]);
    let html = html(&document, &sample_values());
    let (first, second) = (html.find("First").expect("there"), html.find("Second").expect("there"));
    assert!(first < second);
    assert!(html.contains("max-width:356px") && html.contains("max-width:180px"), "{html}");
    assert!(html.contains("<td width=\"180\""), "Outlook gets a table");
    assert!(html.contains(".wp-column{display:block!important"));
    let plain = plain_text(&document, &sample_values());
    assert!(plain.starts_with("First\n\nSecond"), "{plain}");
}

#[test]
fn what_the_version_with_sections_stored_is_read_for_ever() {
    let json = include_str!("template_2026_11_29.json");
    let Body::Email(document) = Body::read(Channel::Email, json).expect("reads") else { panic!("not an e-mail") };
    assert_eq!((document.format, document.blocks.len(), document.all().count()), (2, 8, 10));
    let (stored, again): (serde_json::Value, serde_json::Value) = (
        serde_json::from_str(json).expect("JSON"),
        serde_json::from_str(&Body::Email(document).write().expect("writes")).expect("JSON"),
    );
    assert_eq!(stored, again, "nothing is lost");
}

#[test]
fn a_message_without_new_blocks_is_stored_as_older_programs_read_it() {
    let format = |blocks| {
        let json = Body::Email(message(blocks)).write().expect("writes");
        serde_json::from_str::<serde_json::Value>(&json).expect("JSON")["format"].clone()
    };
    assert_eq!(format(vec![text("Hi")]), 1);
    assert_eq!(format(vec![section(Layout::One, vec![vec![text("Hi")]])]), 2);
}

#[test]
fn a_code_is_read_by_a_phone_without_any_picture() {
    let document = message(vec![Content::Qr { url: "https://example.org/events".into(), label: "Scan".into() }]);
    let html = html(&document, &sample_values());
    let dark = html.matches("bgcolor=#000").count();
    assert!(dark > 100, "{dark} runs of dark cells");
    assert!(html.contains("aria-label=\"QR code: Scan\"") && !html.contains("<img"));
    assert!(html.len() < 30_000, "{} bytes", html.len());
    assert!(plain_text(&document, &sample_values()).contains("Scan: https://example.org/events"));
}

#[test]
fn a_card_says_what_is_known_and_nothing_where_nothing_is() {
    let document = message(vec![
        Content::EventCard { event: None, label: "Register".into() },
        Content::AppointmentCard { text: "Call us.".into() },
    ]);
    let known = html(&document, &sample_values());
    for words in ["Healthy Eye Seminar", "Register", "Follow-up visit"] {
        assert!(known.contains(words), "{words}");
    }
    let nothing = html(&document, &Values::new());
    assert!(!nothing.contains("Register") && nothing.contains("Call us."), "{nothing}");
}

#[test]
fn a_part_is_shown_to_members_and_the_others_read_something_else() {
    let segment = shared::ids::SegmentId(uuid::Uuid::nil());
    let mut part = section(Layout::One, vec![vec![text("Only for members.")]]);
    part.set_show_to(Some(segment));
    *part.text_mut(BlockField::Otherwise).expect("a text") = "For everybody else.".into();
    let document = message(vec![part]);
    let stranger = render(&document, &sample_values(), &mut UntouchedLinks::default(), "en", None);
    for said in [&stranger.html, &stranger.text] {
        assert!(said.contains("For everybody else.") && !said.contains("Only for members."), "{said}");
    }
    let mut values = sample_values();
    values.insert(member_path(segment), MEMBER.into());
    let member = render(&document, &values, &mut UntouchedLinks::default(), "en", None);
    for said in [&member.html, &member.text] {
        assert!(said.contains("Only for members.") && !said.contains("For everybody else."), "{said}");
    }
}

#[test]
fn a_shared_block_says_what_it_says_now_and_never_itself() {
    let id = shared::ids::SharedBlockId(uuid::Uuid::nil());
    let document = message(vec![Content::Shared { block: id }]);
    assert!(!html(&document, &sample_values()).contains("Opening hours"), "gone is left out");
    let mut values = sample_values();
    SharedBlock { id, name: "Hours".into(), content: text("Opening hours: 8 to 6") }.add_to(&mut values);
    assert!(html(&document, &values).contains("Opening hours: 8 to 6"));
    assert!(plain_text(&document, &values).contains("Opening hours: 8 to 6"));
    let knot = SharedBlock { id, name: "Knot".into(), content: Content::Shared { block: id } };
    assert!(knot.problem().is_some());
    knot.add_to(&mut values);
    assert!(!html(&document, &values).is_empty(), "a block that shows itself ends");
}

#[test]
fn the_brand_colors_buttons_and_links_unless_white_words_would_be_lost() {
    let brand = Brand { color: "#7a1f3d".into(), font: BrandFont::Serif, logo: None };
    assert_eq!(brand.problem(), None);
    assert!(Brand { color: "#ffee00".into(), ..brand.clone() }.problem().expect("too light").contains("contrast"));
    assert!(Brand { color: "red".into(), ..brand.clone() }.problem().is_some());
    let mut values = sample_values();
    brand.add_to(&mut values);
    assert_eq!(Brand::of(&values), brand);
    let button = Content::Button { label: "Go".into(), url: "https://example.org".into(), align: Align::Start };
    let html = html(&message(vec![button]), &values);
    assert!(html.contains("background:#7a1f3d") && html.contains("Georgia"), "{html}");
    values.insert("brand.color".into(), "red;} body{display:none".into());
    assert_eq!(Brand::of(&values).color, Brand::default().color, "what is stored can't break out");
}

#[test]
fn problems_in_columns_stand_at_their_block() {
    let button = Content::Button { label: "Go".into(), url: "nowhere".into(), align: Align::Start };
    let document = message(vec![section(Layout::Halves, vec![vec![button], vec![]])]);
    let found = check(&document, &CheckFacts::default());
    let inner = document.blocks[0].content.inner().next().expect("a block").id;
    assert!(found.iter().any(|problem| problem.place == Place::Block(inner, BlockField::Link)), "{found:?}");
    let nested = message(vec![section(Layout::One, vec![vec![section(Layout::One, vec![vec![]])]])]);
    assert!(
        check(&nested, &CheckFacts::default()).iter().any(|problem| problem.text.contains("can't hold other columns"))
    );
}

proptest! {
    #[test]
    fn no_edit_in_columns_loses_a_block_or_gives_two_the_same_id(edits in prop::collection::vec((0u8..6, 0usize..12, 0usize..4), 0..60)) {
        let mut document = message(vec![
            section(Layout::Thirds, vec![vec![text("a")], vec![text("b")], vec![]]),
            text("c"),
            Content::Footer { text: String::new() },
        ]);
        for (edit, a, b) in edits {
            let ids: Vec<BlockId> = document.all().map(|block| block.id).collect();
            let Some(id) = ids.get(a % ids.len().max(1)).copied() else { break };
            let before = ids.len();
            let after = match edit {
                0 => before + usize::from(insert_below(&mut document, id, Content::Divider).is_some()),
                1 => before + usize::from(insert_in_column(&mut document, id, b, Content::Divider).is_some()),
                2 => { move_by(&mut document, id, if b % 2 == 0 { Direction::Up } else { Direction::Down }); before }
                3 => { place_at(&mut document, id, b); before }
                4 => {
                    let more = document.block(id).map_or(0, |block| 1 + block.content.inner().count());
                    before + repeat(&mut document, id).map_or(0, |_| more)
                }
                _ => {
                    if let Some((layout, _, columns)) = document.block_mut(id).and_then(|block| block.content.section_mut()) {
                        *layout = Layout::ALL[b];
                        fit_columns(columns, *layout);
                    }
                    before
                }
            };
            let ids: Vec<BlockId> = document.all().map(|block| block.id).collect();
            prop_assert_eq!(ids.len(), after);
            prop_assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        }
    }
}
