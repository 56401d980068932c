//! What a step of a journey may ask in the rule language: what travellers did with the messages of earlier steps.

use shared::journeys::NodeId;
use shared::patients::Relationship;
use shared::segments::text::{read, write};
use shared::segments::{
    Asker, Block, BlockId, Combine, Group, MessageDeed, PatientFacts, PatientTest, PlacePart, Rule, StepMessageTest,
    Test, TravelStep, WordingTest, dependencies, holds, holds_for_traveller, problems, problems_of,
};
use shared::time::Date;

fn asks(test: PatientTest) -> Rule {
    Rule::new(Group { combine: Combine::All, blocks: vec![Block::new(BlockId(1), Test::Patient(test))] })
}

fn did(did: MessageDeed) -> Rule {
    let step = Some(TravelStep { node: NodeId(2), name: "Invitation".into() });
    asks(PatientTest::StepMessage(StepMessageTest { step, did }))
}

fn today() -> Date {
    Date::parse("2026-11-22").expect("a date")
}

#[test]
fn whoever_clicked_has_opened() {
    let facts = |node, deed| PatientFacts { step_messages: [(NodeId(node), deed)].into(), ..PatientFacts::default() };
    let clicked = facts(2, MessageDeed::Clicked);
    assert!(holds_for_traveller(&did(MessageDeed::Opened), &clicked, today()));
    assert!(holds_for_traveller(&did(MessageDeed::Clicked), &clicked, today()));
    let opened = facts(2, MessageDeed::Opened);
    assert!(!holds_for_traveller(&did(MessageDeed::Clicked), &opened, today()));
    assert!(
        !holds_for_traveller(&did(MessageDeed::Opened), &facts(3, MessageDeed::Opened), today()),
        "another message"
    );
    assert!(dependencies(&did(MessageDeed::Opened)).step_messages);
}

#[test]
fn a_segment_can_not_ask_about_steps_and_a_journey_can() {
    let rule = did(MessageDeed::Opened);
    let complaints: Vec<_> = problems(&rule).into_iter().map(|problem| problem.message).collect();
    assert_eq!(complaints, ["Only a journey can ask about the messages of its steps. Remove this row."]);
    assert!(problems_of(&rule, Asker::Journey).is_empty());
    let unchosen = asks(PatientTest::StepMessage(StepMessageTest { step: None, did: MessageDeed::Opened }));
    assert_eq!(problems_of(&unchosen, Asker::Journey)[0].message, "Choose a message that an earlier step sends.");
    assert!(!holds(&rule, &PatientFacts { active: true, ..PatientFacts::default() }, today()));
}

#[test]
fn a_journey_asks_of_whoever_is_inside_and_an_empty_rule_says_no() {
    let donor = PatientFacts { active: true, relationship: Relationship::Donor, ..PatientFacts::default() };
    let active = asks(PatientTest::Active(true));
    assert!(!holds(&active, &donor, today()), "a segment looks at patients");
    assert!(holds_for_traveller(&active, &donor, today()));
    assert!(!holds_for_traveller(&Rule::empty(), &donor, today()));
}

#[test]
fn places_compare_in_every_way_and_old_rules_ask_how_they_begin() {
    let facts = PatientFacts { city: Some("Little Rock".into()), ..PatientFacts::default() };
    let passes = |text: &str| {
        let fits = |how: &WordingTest| {
            let test = PatientTest::Place { part: PlacePart::City, how: *how, text: text.into() };
            let rule = asks(test);
            assert_eq!(read(&write(&rule)).expect("readable"), rule);
            holds_for_traveller(&rule, &facts, today())
        };
        WordingTest::ALL.into_iter().filter(fits).map(|how| how.label()).collect::<Vec<_>>()
    };
    assert_eq!(passes(" little rock"), ["begins with", "is", "contains", "is from", "is up to"]);
    assert_eq!(passes("ROCK"), ["is not", "contains", "is up to"]);
    assert_eq!(passes("Little"), ["begins with", "is not", "contains", "is from"]);
    let old = r#"{"version":2,"root":{"combine":"all","blocks":[{"id":1,"test":{"patient":{"place":{"part":"city","begins":"Lit"}}}}]}}"#;
    assert!(holds_for_traveller(&Rule::from_json(old).expect("readable"), &facts, today()));
}
