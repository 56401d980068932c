//! Each kind of step sends people where it says.

use super::testing::{PROGRAM, SEGMENT, arrived, lab, lab_known, now, plan, rule};
use proptest::prelude::*;
use shared::graph::Content;
use shared::ids::ProgramId;
use shared::journeys::*;
use shared::outreach::calls::CallWay;
use shared::segments::{AgeTest, MessageDeed, PatientFacts, PatientTest, RecordFacts, RecordType, Rule, Test};
use shared::time::{Date, Millis, UtcMillis};

/// The lab's journey with this step after the message; every way of it leads to an exit of its own.
fn with(step: NodeKind) -> (Definition, NodeId) {
    let mut definition = lab();
    let (line, id) = (definition.ways_out(NodeId(3))[0], NodeId(definition.next_node));
    insert_on_edge(&definition, line, step.kind()).expect("possible").apply(&mut definition);
    set_kind(&definition, id, step.clone()).expect("possible").apply(&mut definition);
    for port in step.ports() {
        if definition.next(id, port).is_none() {
            append(&definition, id, port, Kind::Exit).expect("possible").apply(&mut definition);
        }
    }
    (definition, id)
}

fn at_least(years: u16) -> Rule {
    rule(Test::Patient(PatientTest::Age(AgeTest::AtLeast(years))))
}

fn aged(years: i32, today: Date) -> Seen {
    PatientFacts { active: true, birth_date: Some(today.plus_years(-years)), ..PatientFacts::default() }.into()
}

fn took(plan: &Plan, node: NodeId, seen: &Seen, at: UtcMillis) -> Option<Port> {
    match step(plan, &arrived(node, 4, at), seen, now(at)) {
        Decision::Move { took, .. } => took,
        _ => None,
    }
}

#[test]
fn the_first_rule_that_fits_decides_and_the_rest_goes_otherwise() {
    let arms = vec![Arm::new(Port::YES, "65 and older", at_least(65)), Arm::new(arm_port(2), "Adults", at_least(18))];
    let (definition, id) = with(NodeKind::Branch(Branch { arms }));
    assert_eq!(problems(&definition, &lab_known()), []);
    let labels: Vec<_> = definition.node(id).expect("there").kind.ways().into_iter().map(|way| way.label).collect();
    assert_eq!(labels, ["65 and older", "Adults", "Otherwise"]);
    let plan = plan(definition);
    let at = plan.start;
    let way = |years| took(&plan, id, &aged(years, at.date_utc()), at);
    assert_eq!([way(70), way(30), way(9)], [Some(Port::YES), Some(arm_port(2)), Some(Port::NO)]);
    let mut same =
        Branch { arms: vec![Arm::new(Port::YES, "A", at_least(1)), Arm::new(arm_port(2), "A", Rule::empty())] };
    let found = |branch: &Branch| {
        let (definition, _) = with(NodeKind::Branch(branch.clone()));
        problems(&definition, &lab_known()).into_iter().map(|problem| problem.message).collect::<Vec<_>>()
    };
    assert!(found(&same).iter().any(|text| text.contains("two rules called “A”")), "{:?}", found(&same));
    assert!(found(&same).iter().any(|text| text == "“Branch: A” asks nothing. Choose a question."));
    same.arms = (1..=26).map(|n| Arm::new(arm_port(n), "", at_least(1))).collect();
    assert!(found(&same).iter().any(|text| text.contains("more than 25 rules")));
}

#[test]
fn a_split_keeps_its_shares_and_sends_one_person_always_the_same_way() {
    let split = Split { arms: vec![Arm::new(arm_port(1), "A", 60), Arm::new(arm_port(2), "B", 30)], hold_out: 10 };
    let mut counts = [0u32; 3];
    for seed in 0..100_000 {
        let port = split.chosen(seed, NodeId(4));
        assert_eq!(port, split.chosen(seed, NodeId(4)));
        let at = [arm_port(1), arm_port(2), Split::hold_out_port()].iter().position(|one| *one == port);
        counts[at.expect("one of its ways")] += 1;
    }
    // Five standard deviations of a share of 100,000.
    for (count, share) in counts.into_iter().zip([60_000, 30_000, 10_000]) {
        assert!(count.abs_diff(share) < 800, "{counts:?}");
    }
    // Two splits one after the other are independent of each other.
    let both = (0..100_000)
        .filter(|seed| split.chosen(*seed, NodeId(4)) == arm_port(1) && split.chosen(*seed, NodeId(5)) == arm_port(1));
    assert!(both.count().abs_diff(36_000) < 800);
    let (definition, id) = with(NodeKind::Split(split.clone()));
    assert_eq!(problems(&definition, &lab_known()), []);
    let plan = plan(definition);
    assert_eq!(took(&plan, id, &Seen::default(), plan.start), Some(split.chosen(7, id)));
    let (wrong, _) = with(NodeKind::Split(Split { hold_out: 20, ..split }));
    let message = &problems(&wrong, &lab_known())[0].message;
    assert_eq!(message, "The shares of “Random split” make 110 percent. Change them so that they make 100.");
}

fn waiting(awaited: Awaited) -> (Plan, NodeId) {
    let wait = WaitFor { arms: vec![Arm::new(arm_port(1), "", awaited)], amount: 3, unit: Unit::Days };
    let (definition, id) = with(NodeKind::WaitFor(wait));
    assert_eq!(problems(&definition, &lab_known()), []);
    (plan(definition), id)
}

fn activity(kind: &str, event: &str, at: UtcMillis) -> Seen {
    let about = vec![("event".to_owned(), event.to_owned())];
    let record =
        RecordFacts { status: Some(kind.into()), at: Some(at), about, ..RecordFacts::new(RecordType::Activity) };
    PatientFacts { records: vec![record], ..PatientFacts::default() }.into()
}

#[test]
fn each_thing_that_is_waited_for_opens_its_way_and_nothing_opens_the_other() {
    let event = shared::ids::EventId(uuid::Uuid::from_u128(9));
    let opened = |did| PatientFacts { step_messages: [(NodeId(3), did)].into(), ..PatientFacts::default() }.into();
    let message = |did, link: &str| Awaited::Message { step: Some(NodeId(3)), did, link: link.into() };
    let start = plan(lab()).start;
    let clicked = |url: &str| Seen { clicked: vec![(NodeId(3), url.into())], ..opened(MessageDeed::Clicked) };
    let custom = Seen { custom: vec![("booked".into(), start)], ..Seen::default() };
    let member: Seen = PatientFacts { segments: [SEGMENT].into(), ..PatientFacts::default() }.into();
    let old = aged(70, start.date_utc());
    let registered = EventDeed::Registered;
    let cases: Vec<(Awaited, Seen, Seen)> = vec![
        (message(MessageDeed::Opened, ""), opened(MessageDeed::Clicked), Seen::default()),
        (message(MessageDeed::Clicked, ""), opened(MessageDeed::Clicked), opened(MessageDeed::Opened)),
        (message(MessageDeed::Clicked, "/book"), clicked("https://x.test/book?a"), clicked("https://x.test/map")),
        (
            Awaited::Event { did: registered, event: Some(event) },
            activity("event-registered", &event.to_string(), start),
            activity("event-registered", "another", start),
        ),
        (
            Awaited::Event { did: registered, event: None },
            activity("event-registered", "any", start),
            activity("event-registered", "any", start - Millis(1)),
        ),
        (
            Awaited::Event { did: EventDeed::NoShow, event: None },
            activity("event-no-show", "any", start),
            activity("event-attended", "any", start),
        ),
        (Awaited::Segment { segment: Some(SEGMENT), joined: true }, member.clone(), Seen::default()),
        (Awaited::Segment { segment: Some(SEGMENT), joined: false }, Seen::default(), member),
        (Awaited::Fits { rule: at_least(65) }, old, aged(64, start.date_utc())),
        (
            Awaited::Custom { name: "booked".into() },
            custom.clone(),
            Seen { custom: vec![("other".into(), start)], ..custom },
        ),
    ];
    for (awaited, happened, other) in cases {
        let words = format!("{awaited:?}");
        let (plan, id) = waiting(awaited);
        assert_eq!(took(&plan, id, &happened, start), Some(arm_port(1)), "{words}");
        let traveller = arrived(id, 4, start);
        let due = match step(&plan, &traveller, &other, now(start)) {
            Decision::WaitUntil(due) => due,
            decision => panic!("{words}: {decision:?}"),
        };
        assert!(due <= start + Millis::days(3), "{words}");
        let late = step(&plan, &traveller, &other, now(start + Millis::days(3)));
        assert!(matches!(late, Decision::Move { took: Some(port), .. } if port == WaitFor::timeout_port()), "{words}");
    }
}

#[test]
fn what_a_wait_for_lacks_is_said_by_way() {
    let arms = AwaitedKind::ALL.into_iter().zip(1..).map(|(kind, n)| Arm::new(arm_port(n), "", kind.fresh()));
    let (definition, _) = with(NodeKind::WaitFor(WaitFor { arms: arms.collect(), amount: 0, unit: Unit::Days }));
    let found: Vec<_> = problems(&definition, &lab_known()).into_iter().map(|problem| problem.message).collect();
    for start in [
        "“Wait for” waits for no time.",
        "“Wait for: Opened” has no message.",
        "“Wait for: Joined” has no segment.",
        "“Wait for: Rule is true” asks nothing.",
        "“Wait for: Custom event” has no name.",
    ] {
        assert!(found.iter().any(|text| text.starts_with(start)), "{start} {found:?}");
    }
}

#[test]
fn goal_and_exits_end_the_journey_in_the_middle_of_a_wait() {
    let (mut definition, id) = with(NodeKind::Wait { wait: Wait::For { amount: 5, unit: Unit::Days } });
    definition.settings.goal = Some(at_least(65));
    definition.settings.exits = Exits { inactive: true, refused: None, rule: Some(at_least(50)) };
    assert_eq!(problems(&definition, &lab_known()), []);
    let plan = plan(definition);
    let today = plan.start.date_utc();
    let why = |visit, seen: &Seen| match step(&plan, &arrived(id, visit, plan.start), seen, now(plan.start)) {
        Decision::Finish { reason } => Some(reason),
        _ => None,
    };
    assert_eq!(why(3, &aged(40, today)), None);
    assert_eq!(why(3, &aged(55, today)), Some(FinishReason::ExitRule));
    assert_eq!(why(3, &aged(70, today)), Some(FinishReason::Goal));
    assert_eq!(why(1, &aged(70, today)), Some(FinishReason::GoalBefore));
    assert!(FinishReason::Goal.is_done() && !FinishReason::GoalBefore.is_done());
    assert_eq!(why(3, &Seen::default()), Some(FinishReason::Inactive));
    let walked = walk(&plan, arrived(id, 3, plan.start), &aged(40, today), now(plan.start));
    assert!(walked.listens);
    let tomorrow = now(plan.start).tomorrow;
    assert_eq!(walked.position, Position::Waiting(tomorrow), "an age may change with the day");
}

#[test]
fn an_empty_goal_is_named() {
    let mut definition = lab();
    definition.settings.goal = Some(Rule::empty());
    let found = problems(&definition, &lab_known());
    assert_eq!(found[0].place, ProblemPlace::Goal);
    assert_eq!(found[0].message, "“Goal” asks nothing. Choose a question.");
}

proptest! {
    #[test]
    fn every_seed_has_a_way(seed in any::<u64>(), node in any::<u32>(), a in 0u8..=100) {
        let split = Split { arms: vec![Arm::new(arm_port(1), "", a), Arm::new(arm_port(2), "", 100 - a)], hold_out: 0 };
        let chosen = split.chosen(seed, NodeId(node));
        prop_assert!(split.arms.iter().any(|arm| arm.port == chosen && arm.of > 0));
    }
}

#[test]
fn tiles_of_new_kinds_say_what_they_do() {
    let words = |kind: NodeKind| describe(&kind, &()).detail;
    assert_eq!(words(Kind::Split.fresh()), "50% · 50%");
    assert_eq!(words(Kind::WaitFor.fresh()), "Opened · After 7 days");
    let arms = vec![Arm::new(Port::YES, "", at_least(1)), Arm::new(arm_port(2), "", at_least(2))];
    assert_eq!(words(NodeKind::Branch(Branch { arms })), "2 rules, the first that fits");
}

#[test]
fn a_change_of_the_person_is_done_once_a_stay_and_needs_a_name() {
    use shared::patients::Telling;
    let (definition, id) = with(NodeKind::Tell { telling: Telling::Tag("vip".into()) });
    assert_eq!(problems(&definition, &lab_known()), []);
    let plan = plan(definition);
    let walked = walk(&plan, arrived(id, 4, plan.start), &Seen::default(), now(plan.start));
    let told = walked.deeds.iter().filter(|(stay, deed)| stay.node == id && *deed == Deed::Tell);
    assert_eq!(told.count(), 1);
    for (telling, detail, wrong) in [
        (Telling::Tag(" ".into()), "Choose a tag", "has no tag."),
        (Telling::NoAttribute(String::new()), "Choose an attribute", "has no attribute."),
        (Telling::Attribute { name: "plan".into(), value: String::new() }, "Set “plan” to “”", "has no value."),
    ] {
        let kind = NodeKind::Tell { telling };
        assert_eq!(describe(&kind, &()).detail, detail);
        let found = problems(&with(kind).0, &lab_known());
        assert!(found[0].message.contains(wrong), "{found:?}");
    }
}

#[test]
fn a_call_waits_for_its_end_and_goes_on_by_the_way_it_ended_or_by_the_time_out() {
    let call = CallStep { program: Some(PROGRAM), amount: 3, ..CallStep::default() };
    let (definition, id) = with(NodeKind::Call(call.clone()));
    assert_eq!(problems(&definition, &lab_known()), []);
    assert_eq!(definition.node(id).expect("there").kind.ways().len(), CallWay::ALL.len());
    let plan = plan(definition);
    let at = plan.start;
    let stay = arrived(id, 4, at);
    let decide =
        |seen: &Seen, moment: UtcMillis, acted: bool| step(&plan, &Traveller { acted, ..stay }, seen, now(moment));
    assert_eq!(decide(&Seen::default(), at, false), Decision::Act { deed: Deed::Call });
    assert_eq!(decide(&Seen::default(), at, true), Decision::WaitUntil(at + Millis::days(3)));
    assert!(plan.listens(id));
    for way in CallWay::ALL {
        let of = |visit| Seen { calls: vec![(id, visit, way)], ..Seen::default() };
        assert_eq!(took(&plan, id, &of(4), at), Some(way.port()), "{way}");
        // The call of another visit to the same step says nothing.
        assert_eq!(decide(&of(3), at, true), Decision::WaitUntil(at + Millis::days(3)));
    }
    let late = decide(&Seen::default(), at + Millis::days(3), true);
    assert!(matches!(late, Decision::Move { took: Some(port), .. } if port == CallWay::Timeout.port()), "{late:?}");
    let found = |call: CallStep| {
        let (definition, _) = with(NodeKind::Call(call));
        problems(&definition, &lab_known()).into_iter().map(|problem| problem.message).collect::<Vec<_>>()
    };
    assert_eq!(found(CallStep::default()), ["“Call” has no program. Choose the one whose team calls."]);
    let stranger = ProgramId(uuid::Uuid::from_u128(99));
    assert!(found(CallStep { program: Some(stranger), ..call.clone() })[0].contains("has ended"));
    assert_eq!(
        found(CallStep { amount: 0, ..call }),
        ["“Annual wellness visits, fall” leaves no time to call. Say within how many days."]
    );
}
