use super::testing::{SEGMENT, lab, plan, rule};
use shared::journeys::*;
use shared::segments::{MessageDeed, PatientFacts, PatientTest, StepMessageTest, Test, TravelStep};
use shared::time::Date;
use std::collections::BTreeMap;

fn today() -> Date {
    Date::new(2026, 12, 2).expect("date")
}

#[test]
fn who_left_the_segment_is_written_to_only_where_leaving_does_not_end_it() {
    let mut definition = lab();
    let gone = Seen::default();
    assert!(still_holds(&plan(definition.clone()), &BTreeMap::new(), &gone, today()));
    definition.settings.on_leave = OnLeave::Exit;
    let plan = plan(definition);
    assert!(!still_holds(&plan, &BTreeMap::new(), &gone, today()));
    let member = Seen::from(PatientFacts { segments: [SEGMENT].into(), ..PatientFacts::default() });
    assert!(still_holds(&plan, &BTreeMap::new(), &member, today()));
}

#[test]
fn a_branch_that_would_answer_differently_now_stops_the_message() {
    let mut definition = lab();
    let (id, email) = (NodeId(definition.next_node), NodeId(3));
    let line = definition.ways_out(email)[0];
    insert_on_edge(&definition, line, Kind::Branch).expect("possible").apply(&mut definition);
    let step = Some(TravelStep { node: email, name: "Invitation".into() });
    let opened = Test::Patient(PatientTest::StepMessage(StepMessageTest { step, did: MessageDeed::Opened }));
    set_kind(&definition, id, NodeKind::Branch(Branch::of(rule(opened)))).expect("possible").apply(&mut definition);
    let plan = plan(definition);
    let reminder = BTreeMap::from([(id, Port::NO)]);
    assert!(still_holds(&plan, &reminder, &Seen::default(), today()));
    let facts = PatientFacts { step_messages: [(email, MessageDeed::Opened)].into(), ..PatientFacts::default() };
    let opened = Seen::from(facts);
    assert!(!still_holds(&plan, &reminder, &opened, today()), "who has opened it needs no reminder");
    assert!(still_holds(&plan, &BTreeMap::from([(id, Port::YES)]), &opened, today()));
}
