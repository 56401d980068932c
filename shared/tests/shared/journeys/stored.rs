//! Documents of every format are read for ever, and what branches asked in format 1 is asked still.

use super::testing::now;
use shared::graph::Content;
use shared::ids::SegmentId;
use shared::journeys::*;
use shared::segments::{Gender, PatientFacts};
use shared::time::{Date, UtcMillis};
use uuid::Uuid;

const DEFINITION_1: &str = include_str!("../../fixtures/journeys/definition-1.json");
const DEFINITION_2: &str = include_str!("../../fixtures/journeys/definition-2.json");
const DEFINITION_3: &str = include_str!("../../fixtures/journeys/definition-3.json");
const PLAN_1: &str = include_str!("../../fixtures/journeys/plan-1.json");

fn today() -> Date {
    Date::new(2026, 5, 1).expect("date")
}

/// The way that a branch of format 1 with this condition sends somebody.
fn answers(condition: &str, facts: &PatientFacts) -> bool {
    let text = format!(
        r#"{{"format":1,"nodes":[{{"id":4,"x":0,"y":0,"does":{{"kind":"branch","condition":{condition}}}}}],"edges":[],
        "settings":{{"start":null,"end":null,"zone":"UTC"}},"next_node":5}}"#
    );
    let definition = read_definition(&text).expect("readable");
    definition.nodes[0].kind.answer(&Seen::from(facts.clone()), today()) == Some(Port::YES)
}

fn attribute(attribute: &str, comparison: &str, value: &str, facts: &PatientFacts) -> bool {
    let condition =
        format!(r#"{{"asks":"attribute","attribute":"{attribute}","comparison":"{comparison}","value":"{value}"}}"#);
    answers(&condition, facts)
}

#[test]
fn a_definition_of_format_1_is_drawn_as_it_was() {
    let read = read_definition(DEFINITION_1).expect("readable");
    assert_eq!((read.format, read.nodes.len(), read.edges.len(), read.next_node), (3, 12, 15, 13));
    assert_eq!(read.node(NodeId(2)).map(|node| node.kind.kind()), Some(Kind::Message));
    assert_eq!(read.next(NodeId(4), Port::NO), Some(NodeId(6)));
    assert_eq!((read.settings.re_entry, read.settings.on_leave), (ReEntry::AfterLeaving, OnLeave::Exit));
    let known =
        Known { segments: [(SegmentId(Uuid::from_u128(3)), "Volunteers".to_owned())].into(), ..Known::default() };
    let words =
        |id| describe(&read.node(NodeId(id)).expect("there").kind, &Drawn { definition: &read, known: &known }).detail;
    assert_eq!(words(4), "They have clicked in “Invitation”");
    assert_eq!(words(6), "They have opened “Invitation”");
    assert_eq!(words(7), "They belong to the segment “Volunteers”");
    assert_eq!(words(8), "They are 65 or older");
    assert_eq!(words(11), "Choose a question");
    let again = serde_json::to_string(&read).expect("written");
    assert_eq!(read_definition(&again).expect("readable"), read, "and is kept in today's format");
}

/// Of formats 2 and 3, both with the same branch.
fn answers_as_drawn(read: &Definition) {
    let facts = PatientFacts {
        step_messages: [(NodeId(2), shared::segments::MessageDeed::Clicked)].into(),
        postal_code: Some("72201".into()),
        ..PatientFacts::default()
    };
    let branch = &read.node(NodeId(4)).expect("there").kind;
    assert_eq!(branch.answer(&facts.into(), today()), Some(Port::YES));
    assert_eq!(branch.answer(&Seen::default(), today()), Some(Port::NO));
}

#[test]
fn a_definition_of_format_2_has_one_rule_in_its_branch() {
    let read = read_definition(DEFINITION_2).expect("readable");
    answers_as_drawn(&read);
    let words: Vec<_> = read.node(NodeId(4)).expect("there").kind.ways().into_iter().map(|way| way.label).collect();
    assert_eq!(words, ["Yes", "No"]);
}

#[test]
fn a_definition_of_format_3_is_kept_as_it_is() {
    let read = read_definition(DEFINITION_3).expect("readable");
    answers_as_drawn(&read);
    let same: serde_json::Value = serde_json::from_str(DEFINITION_3).expect("json");
    assert_eq!(serde_json::to_value(&read).expect("written"), same);
    let seen = Seen { custom: vec![("booked online".into(), UtcMillis(5))], ..Seen::default() };
    let NodeKind::WaitFor(wait) = &read.node(NodeId(6)).expect("there").kind else { panic!("a wait for") };
    let traveller = Traveller { since: UtcMillis(5), ..super::testing::arrived(NodeId(6), 3, UtcMillis(9)) };
    assert_eq!(wait.happened(&traveller, &seen, today()), Some(arm_port(6)));
    let later = Traveller { since: UtcMillis(6), ..traveller };
    assert_eq!(wait.happened(&later, &seen, today()), None, "what was heard before does not count again");
}

#[test]
fn a_plan_of_format_1_goes_on() {
    let plan = read_plan(PLAN_1).expect("readable");
    assert_eq!((plan.start, plan.end), (UtcMillis(1_796_137_200_000), Some(UtcMillis(1_797_379_200_000))));
    let at = |node, visit| super::testing::arrived(NodeId(node), visit, plan.start);
    let step_at = |node| step(&plan, &at(node, 4), &Seen::default(), now(plan.start));
    assert_eq!(step_at(10), Decision::WaitUntil(UtcMillis(1_796_914_800_000)));
    assert_eq!(step_at(4), Decision::Move { to: NodeId(6), took: Some(Port::NO) });
    assert!(matches!(step_at(2), Decision::Act { deed: Deed::Send { .. } }));
}

#[test]
fn a_newer_format_is_refused_by_name() {
    let newer = DEFINITION_3.replace("\"format\":3", "\"format\":4");
    let error = read_definition(&newer).expect_err("refused").to_string();
    assert!(error.contains("newer version of Waypost") && error.contains("format 4"), "{error}");
    assert!(read_plan(&format!(r#"{{"definition":{newer},"start":0,"end":null,"until":{{}}}}"#)).is_err());
    assert!(matches!(read_definition("{}"), Err(Unreadable::Broken(_))));
}

#[test]
fn attributes_compare_without_regard_to_case_and_unknown_is_no() {
    let facts = PatientFacts {
        birth_date: Date::new(1970, 5, 2),
        language: Some("es".into()),
        city: Some("Little Rock".into()),
        postal_code: Some("72201".into()),
        ..PatientFacts::default()
    };
    assert!(attribute("age", "at-most", "55", &facts));
    assert!(!attribute("age", "at-least", "56", &facts));
    assert!(attribute("language", "is", " ES ", &facts));
    assert!(attribute("city", "contains", "rock", &facts));
    assert!(!attribute("gender", "is-not", "female", &facts));
    assert!(!attribute("age", "is", "many", &facts));
    assert!(attribute("age", "is", "55", &facts) && !attribute("age", "is-not", "55", &facts));
    assert!(attribute("age", "is-not", "54", &facts) && attribute("age", "is-not", "-1", &facts));
    assert!(!attribute("age", "at-most", "-1", &facts) && attribute("age", "at-least", "-1", &facts));
    assert!(
        attribute("postal-code", "at-least", "72000", &facts) && !attribute("postal-code", "at-most", "72000", &facts)
    );
    assert!(!attribute("city", "is", "little", &facts) && attribute("city", "is-not", "Little", &facts));
    assert!(!attribute("state", "is-not", "AR", &facts), "unknown");
}

#[test]
fn genders_are_those_that_passed() {
    let female = PatientFacts { gender: Some(Gender::Female), ..PatientFacts::default() };
    assert!(attribute("gender", "is", "Female", &female) && !attribute("gender", "is-not", "female", &female));
    assert!(attribute("gender", "contains", "male", &female), "letters were compared");
    assert!(!attribute("gender", "is", "male", &female) && attribute("gender", "is-not", "male", &female));
}

#[test]
fn what_was_never_chosen_is_no() {
    let facts = PatientFacts::default();
    for condition in
        [r#"{"asks":"unset"}"#, r#"{"asks":"opened","node":null}"#, r#"{"asks":"member-of","segment":null}"#]
    {
        assert!(!answers(condition, &facts), "{condition}");
    }
}
