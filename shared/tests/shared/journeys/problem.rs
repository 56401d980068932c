use super::testing::{lab, lab_known};
use shared::journeys::*;

fn messages(definition: &Definition) -> Vec<String> {
    problems(definition, &lab_known()).into_iter().map(|problem| problem.message).collect()
}

fn edited(definition: &Definition, patch: Result<Patch, &'static str>) -> Definition {
    let mut after = definition.clone();
    patch.expect("possible").apply(&mut after);
    after
}

#[test]
fn the_lab_journey_is_in_order() {
    assert_eq!(messages(&lab()), Vec::<String>::new());
}

#[test]
fn a_new_journey_says_everything_it_lacks() {
    let found = messages(&starter("America/Chicago"));
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].starts_with("No start."));
    assert!(found[1].starts_with("No audience."));
    assert!(found[2].starts_with("The journey sends nothing."));
}

#[test]
fn what_is_not_live_can_not_be_used() {
    let found = problems(&lab(), &Known::default());
    let text: Vec<_> = found.iter().map(|problem| problem.message.as_str()).collect();
    assert!(text.iter().any(|text| text.contains("segment is not live")), "{text:?}");
    assert!(text.iter().any(|text| text.contains("template of “Send a message” is not live")), "{text:?}");
}

#[test]
fn dangling_ports_unreachable_tiles_and_reversed_dates_are_named() {
    let journey = edited(&lab(), insert_on_edge(&lab(), lab().edges[0], Kind::Branch));
    let found = messages(&journey);
    assert!(found.iter().any(|text| text == "“Branch” asks nothing. Choose a question."), "{found:?}");
    assert!(found.iter().any(|text| text.starts_with("The way “No” of “Branch” leads nowhere.")), "{found:?}");
    let journey = edited(&lab(), place(&lab(), Kind::Wait, 500, 500));
    assert!(messages(&journey).iter().any(|text| text.starts_with("Nothing leads to “Wait”.")));
    let mut journey = lab();
    std::mem::swap(&mut journey.settings.start, &mut journey.settings.end);
    assert!(messages(&journey)[0].starts_with("The end is not after the start."));
}

#[test]
fn times_that_clocks_skip_are_named_at_start_end_and_wait() {
    let skipped = LocalDateTime::parse("2027-03-14T02:30");
    let gap = |from, until| {
        let at = |text| LocalDateTime::parse(text).expect("a time");
        shared::time::Gap { from: at(from), until: at(until) }
    };
    let known = Known { gaps: vec![gap("2027-03-14T02:00", "2027-03-14T03:00")], ..lab_known() };
    let mut journey = edited(&lab(), insert_on_edge(&lab(), lab().edges[0], Kind::Wait));
    let wait = NodeId(journey.next_node - 1);
    journey.settings.end = LocalDateTime::parse("2027-04-01T09:00");
    journey = edited(&journey, set_kind(&journey, wait, NodeKind::Wait { wait: Wait::Until { at: skipped } }));
    let places =
        |journey: &Definition| problems(journey, &known).into_iter().map(|found| found.place).collect::<Vec<_>>();
    assert_eq!(places(&journey), [ProblemPlace::Node(wait)]);
    let found = problems(&journey, &known);
    assert!(found[0].message.contains("Mar 14, 2027, 2:30 AM does not exist"), "{found:?}");
    journey =
        edited(&journey, set_kind(&journey, wait, NodeKind::Wait { wait: Wait::For { amount: 1, unit: Unit::Days } }));
    journey.settings.end = skipped;
    assert_eq!(places(&journey), [ProblemPlace::End]);
    (journey.settings.start, journey.settings.end) = (skipped, None);
    assert_eq!(places(&journey), [ProblemPlace::Start]);
}

#[test]
fn a_circle_needs_a_wait() {
    let journey = edited(&lab(), insert_on_edge(&lab(), lab().edges[0], Kind::Branch));
    let branch = NodeId(journey.next_node - 1);
    let email = journey.next(branch, Port::YES).expect("the e-mail");
    let circle = edited(&journey, connect(&journey, email, Port::OUT, branch));
    let circle = edited(&circle, append(&circle, branch, Port::NO, Kind::Exit));
    assert!(messages(&circle).iter().any(|text| text.contains("loop without a wait")));
    let back = circle.edges.iter().copied().find(|edge| edge.from == email).expect("the way back");
    let rested = edited(&circle, insert_on_edge(&circle, back, Kind::Wait));
    assert!(!messages(&rested).iter().any(|text| text.contains("loop without a wait")));
    let wait = NodeId(rested.next_node - 1);
    let until = NodeKind::Wait { wait: Wait::Until { at: LocalDateTime::parse("2026-12-02T09:00") } };
    let fixed_date = edited(&rested, set_kind(&rested, wait, until));
    assert!(messages(&fixed_date).iter().any(|text| text.contains("loop without a wait")));
}
