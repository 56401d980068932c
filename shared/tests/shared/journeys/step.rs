use super::testing::{any_valid, arrived, lab, now as moment, plan};
use proptest::prelude::*;
use shared::journeys::*;
use shared::segments::PatientFacts;
use shared::time::{Millis, UtcMillis};

/// Everything that happens to one traveller until they finish; fails when that takes more than `limit` decisions.
fn play(plan: &Plan, seen: &Seen, mut now: UtcMillis, limit: usize) -> (Vec<Decision>, UtcMillis) {
    let entry = plan.definition.entry().expect("an entry").id;
    let mut traveller = arrived(entry, 1, now);
    let mut told = Vec::new();
    for _ in 0..limit {
        let decision = step(plan, &traveller, seen, moment(now));
        assert_eq!(decision, step(plan, &traveller, seen, moment(now)), "deterministic");
        told.push(decision);
        match decision {
            Decision::Move { to, .. } => traveller = traveller.moved(to, now),
            Decision::WaitUntil(due) => {
                assert!(due > now, "a wait must be in the future");
                now = due;
            }
            Decision::Act { .. } => traveller.acted = true,
            Decision::Finish { .. } => return (told, now),
        }
    }
    panic!("not finished after {limit} decisions");
}

#[test]
fn the_lab_journey_sends_once_and_not_before_the_start() {
    let plan = plan(lab());
    let (told, ended) = play(&plan, &Seen::default(), plan.start - Millis::days(2), 20);
    assert_eq!(told[0], Decision::WaitUntil(plan.start));
    assert_eq!(told.iter().filter(|decision| matches!(decision, Decision::Act { .. })).count(), 1);
    assert_eq!(told.last(), Some(&Decision::Finish { reason: FinishReason::Exit }));
    assert_eq!(ended, plan.start);
}

#[test]
fn the_end_date_and_a_death_take_people_out() {
    let plan = plan(lab());
    let traveller = arrived(NodeId(1), 1, plan.start);
    let end = plan.end.expect("an end");
    let ended = Decision::Finish { reason: FinishReason::Ended };
    assert_eq!(step(&plan, &traveller, &Seen::default(), moment(end)), ended);
    assert_ne!(step(&plan, &traveller, &Seen::default(), moment(end - Millis(1))), ended);
    let facts = Seen::from(PatientFacts { deceased: true, ..PatientFacts::default() });
    assert_eq!(
        step(&plan, &traveller, &facts, moment(plan.start)),
        Decision::Finish { reason: FinishReason::Deceased }
    );
}

proptest! {
    /// Conservation: every traveller of a valid journey is, after each decision, at one node or finished, and whoever
    /// keeps being asked finishes; nothing is sent twice in one stay.
    #[test]
    fn everybody_who_enters_a_valid_journey_leaves_it(definition in any_valid(), late in 0i64..90) {
        let plan = plan(definition);
        let (told, _) = play(&plan, &Seen::default(), plan.start + Millis::days(late), 20_000);
        for pair in told.windows(2) {
            let doubled = matches!((pair[0], pair[1]), (Decision::Act { .. }, Decision::Act { .. }));
            prop_assert!(!doubled, "two sends in one stay");
        }
        prop_assert_eq!(told.iter().filter(|decision| matches!(decision, Decision::Finish { .. })).count(), 1);
    }
}
