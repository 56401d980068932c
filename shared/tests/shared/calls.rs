//! The call desk decides: who may be called when, what dispositions are, where a script leads, which keys answers have.

use shared::outreach::calls::{
    CallDecision, CallFacts, CallOutcome, CallWay, Cancelled, Dispositions, Draft, NextStep, ScriptPlace, Stops, Wait,
    answer_keys, may_call, opens_at, zone_words,
};
use shared::outreach::{CallScript, CallingHours, Frequency, ScriptAnswer, ScriptStep, ScriptStepId};
use shared::time::{LocalDateTime, Millis, UtcMillis, zones};

fn at(text: &str, zone: &str) -> UtcMillis {
    LocalDateTime::parse(text).expect("a time").in_zone(zone).expect("a zone")
}

fn willing() -> CallFacts {
    CallFacts { active: true, has_number: true, ..CallFacts::default() }
}

const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

#[test]
fn hours_are_those_of_the_person_and_of_the_law() {
    let hours = CallingHours::default();
    let opens =
        |local: &str, clock: &str, zone: &str| opens_at(&hours, at(local, clock), &zones::zone(zone).expect("a zone"));
    // Monday, 9:30 in Chicago: open there, not yet in Los Angeles.
    assert_eq!(opens("2026-11-30T09:30", "America/Chicago", "America/Chicago"), None);
    assert_eq!(
        opens("2026-11-30T09:30", "America/Chicago", "America/Los_Angeles"),
        Some(at("2026-11-30T09:00", "America/Los_Angeles"))
    );
    // Friday night waits for Monday.
    assert_eq!(
        opens("2026-11-27T20:00", "America/Chicago", "America/Chicago"),
        Some(at("2026-11-30T09:00", "America/Chicago"))
    );
    // Hours that somebody set too wide are cut to the law's.
    let mut wide = CallingHours::default();
    wide.hours.from = 0;
    wide.hours.until = 1_440;
    let chicago = zones::zone("America/Chicago").expect("a zone");
    assert_eq!(opens_at(&wide, at("2026-11-30T08:00", "America/Chicago"), &chicago), None);
    let early = opens_at(&wide, at("2026-11-30T07:59", "America/Chicago"), &chicago);
    assert_eq!(early, Some(at("2026-11-30T08:00", "America/Chicago")));
    assert!(opens_at(&wide, at("2026-11-30T21:00", "America/Chicago"), &chicago).is_some());
    assert_eq!(zone_words(at("2026-11-30T09:30", "America/Chicago"), "America/Chicago").1, "CT");
}

#[test]
fn whoever_said_no_is_never_called_and_whoever_was_called_often_rests() {
    let often = Frequency { a_month: 2, ..Frequency::default() };
    let decide = |facts: &CallFacts| may_call(facts, &often, NOW);
    assert_eq!(decide(&willing()), CallDecision::Call);
    assert_eq!(decide(&CallFacts { denied: true, ..willing() }), CallDecision::Never(Cancelled::DoNotCall));
    assert_eq!(decide(&CallFacts { has_number: false, ..willing() }), CallDecision::Never(Cancelled::BadNumber));
    assert_eq!(decide(&CallFacts { deceased: true, ..willing() }), CallDecision::Never(Cancelled::Deceased));
    assert_eq!(decide(&CallFacts { active: false, ..willing() }), CallDecision::Never(Cancelled::Inactive));
    let opens = NOW + Millis::hours(3);
    assert_eq!(
        decide(&CallFacts { opens_at: Some(opens), ..willing() }),
        CallDecision::Wait(Wait::OutsideHours, opens)
    );
    let called = vec![NOW - Millis::days(3), NOW - Millis::days(20), NOW - Millis::days(40)];
    let capped = CallFacts { called, ..willing() };
    assert_eq!(decide(&capped), CallDecision::Wait(Wait::Capped, NOW + Millis::days(10)));
    assert_eq!(decide(&CallFacts { named: true, ..capped.clone() }), CallDecision::Call);
    // A no holds at a named time too.
    assert_eq!(decide(&CallFacts { named: true, denied: true, ..capped }), CallDecision::Never(Cancelled::DoNotCall));
}

#[test]
fn the_shipped_dispositions_cover_every_outcome_and_can_be_saved() {
    let shipped = Dispositions::default();
    for outcome in CallOutcome::ALL {
        assert!(shipped.active().any(|one| one.outcome == outcome), "{outcome} is missing");
        let one = shipped.all.iter().find(|one| one.outcome == outcome).expect("one");
        assert_eq!(outcome.number_is_bad(), one.next == NextStep::NextChannel, "{outcome}");
    }
    assert_eq!(shipped.clone().checked().expect("they are good"), shipped);
    let stored = serde_json::to_string(&shipped).expect("JSON");
    assert_eq!(serde_json::from_str::<Dispositions>(&stored).expect("read back"), shipped);
}

#[test]
fn dispositions_that_would_not_work_are_refused_at_their_field() {
    let fields = |change: fn(&mut Dispositions)| {
        let mut all = Dispositions::default();
        change(&mut all);
        let errors = all.checked().expect_err("refused");
        errors.into_iter().map(|error| error.field).collect::<Vec<_>>()
    };
    assert_eq!(fields(|all| all.all[1].shortcut = "1".into()), ["shortcut-1"]);
    assert_eq!(fields(|all| all.all[0].shortcut = "N".into()), ["shortcut-0"]);
    assert_eq!(fields(|all| all.all[2].label = " ".into()), ["label-2"]);
    assert_eq!(fields(|all| all.all[7].stops = Stops::Nothing), ["all"]);
    assert_eq!(fields(|all| all.all.retain(|one| one.outcome != CallOutcome::OptedOut)), ["all"]);
    let mut own = Dispositions::default();
    let like = shared::outreach::calls::Disposition {
        label: "Asked for the doctor".into(),
        shortcut: "a".into(),
        ..Default::default()
    };
    own.all.push(like);
    let own = own.checked().expect("saved");
    assert_eq!(own.all.last().map(|one| (one.key.as_str(), one.shortcut.as_str())), Some(("own-1", "A")));
}

#[test]
fn every_outcome_goes_on_by_a_way_and_every_way_is_a_port_of_its_own() {
    let ports: std::collections::BTreeSet<_> = CallWay::ALL.into_iter().map(|way| way.port().to_string()).collect();
    assert_eq!(ports.len(), CallWay::ALL.len());
    for outcome in CallOutcome::ALL {
        assert_ne!(outcome.way(), CallWay::Timeout);
        assert!(!outcome.is_agreed() || outcome.is_connected());
    }
}

fn script() -> CallScript {
    let answer = |words: &str, to: Option<u16>| ScriptAnswer { words: words.into(), to: to.map(ScriptStepId) };
    let step = |id: u16, answers: Vec<ScriptAnswer>| ScriptStep {
        id: ScriptStepId(id),
        title: format!("Step {id}"),
        answers,
        ..ScriptStep::default()
    };
    CallScript {
        steps: vec![
            step(1, Vec::new()),
            step(2, vec![answer("Yes, book it", Some(3)), answer("No", None)]),
            step(3, Vec::new()),
        ],
    }
}

#[test]
fn a_script_is_followed_by_its_answers_and_back() {
    let script = script();
    let mut draft = Draft::default();
    assert_eq!(draft.at(&script), Some(ScriptStepId(1)));
    draft.answer(&script, "");
    assert_eq!(draft.at(&script), Some(ScriptStepId(2)));
    draft.answer(&script, "Yes, book it");
    assert_eq!(draft.at(&script), Some(ScriptStepId(3)));
    assert_eq!(draft.place(&script, ScriptStepId(2)), ScriptPlace::Left);
    draft.back_to(ScriptStepId(2));
    assert_eq!(draft.at(&script), Some(ScriptStepId(2)));
    draft.answer(&script, "No");
    assert_eq!(draft.at(&script), None, "a no ends the script");
}

#[test]
fn answers_have_letters_that_nothing_else_uses() {
    let taken = vec!["Q".to_owned(), "R".to_owned()];
    let keys = answer_keys(&["Yes, book it", "No", "Later", "Yes, later"], &taken);
    assert_eq!(keys, [Some('Y'), Some('O'), Some('L'), Some('E')]);
    assert_eq!(answer_keys(&["Q"], &taken), [None]);
}
