use super::testing::{lab, lab_known};
use shared::journeys::*;

#[test]
fn a_start_in_the_past_is_said_and_blocks_nothing() {
    let mut journey = lab();
    journey.settings.start = LocalDateTime::parse("2020-01-01T09:00");
    let known = Known { now: LocalDateTime::parse("2026-11-27T09:00"), ..lab_known() };
    let said: Vec<_> = advice(&journey, &known).into_iter().map(|one| one.message).collect();
    assert_eq!(said, ["The start is in the past: people enter at once."]);
    assert!(problems(&journey, &known).iter().all(|problem| problem.place != ProblemPlace::Start));
    journey.settings.start = LocalDateTime::parse("2026-12-01T09:00");
    assert_eq!(advice(&journey, &known), []);
    assert_eq!(advice(&journey, &Known { now: None, ..known }), []);
}
