//! What every shipped gap promises, and the states of one patient's gap over time.

use proptest::prelude::*;
use shared::segments::care_gap::{GapState, Period};
use shared::segments::care_gaps::{all, by_key};
use shared::segments::{
    Combine, ConceptFacts, Gender, Group, PatientFacts, RecordFacts, RecordType, Rule, arbitrary, problems, search_text,
};
use shared::time::Date;
use std::collections::BTreeSet;

fn day(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

fn record(record: RecordType, status: &str, set: &str, at: &str) -> RecordFacts {
    RecordFacts {
        concept: Some(ConceptFacts {
            text: set.into(),
            search_text: search_text(set, []),
            codings: Vec::new(),
            sets: BTreeSet::from([set.to_owned()]),
        }),
        status: Some(status.into()),
        at: Some(day(at).start_utc()),
        class: (record == RecordType::Encounter).then(|| "AMB".into()),
        ..RecordFacts::new(record)
    }
}

fn woman_of_fifty(records: Vec<RecordFacts>) -> PatientFacts {
    PatientFacts {
        active: true,
        gender: Some(Gender::Female),
        birth_date: Some(day("1976-03-03")),
        records,
        ..PatientFacts::default()
    }
}

#[test]
fn every_gap_is_a_rule_without_problems_and_says_where_it_comes_from() {
    for period in Period::ALL {
        let mut keys = BTreeSet::new();
        for gap in all(period) {
            assert!(keys.insert(gap.key), "{} twice", gap.key);
            assert!(!gap.citation.is_empty() && gap.summary.ends_with('.'), "{}", gap.key);
            for group in gap.groups() {
                let complaints: Vec<_> = problems(&numbered(group));
                assert!(complaints.is_empty(), "{}: {complaints:?}", gap.key);
            }
        }
    }
}

/// Gaps leave their blocks unnumbered, which a rule on its own may not.
fn numbered(group: &Group) -> Rule {
    let mut rule = Rule::new(Group { combine: Combine::All, blocks: Vec::new() });
    rule.add(shared::segments::BlockId::ROOT, shared::segments::Test::Group(group.clone()));
    rule
}

#[test]
fn a_mammogram_closes_the_gap_until_it_is_27_months_old() {
    let gap = by_key("breast-cancer-screening", Period::Rolling).expect("shipped");
    let facts = woman_of_fifty(vec![
        record(RecordType::Encounter, "finished", "outpatient-visit", "2026-06-01"),
        record(RecordType::Observation, "final", "mammography", "2024-09-01"),
    ]);
    let state = |today| gap.standing(&facts, day(today)).state;
    assert_eq!(state("2026-06-30"), GapState::ClosedGap);
    assert_eq!(state("2026-11-22"), GapState::ProspectiveGap);
    assert_eq!(gap.standing(&facts, day("2026-11-22")).opens_on, Some(day("2026-12-02")));
    assert_eq!(state("2026-12-02"), GapState::OpenGap);
    assert_eq!(state("2028-01-01"), GapState::NotApplicable, "not seen for over a year");
    assert_eq!(gap.standing(&facts, day("2026-06-30")).closed_by[0].0, "mammogram");
}

#[test]
fn hospice_leaves_a_patient_out_and_says_so() {
    let gap = by_key("breast-cancer-screening", Period::Rolling).expect("shipped");
    let facts = woman_of_fifty(vec![
        record(RecordType::Encounter, "finished", "outpatient-visit", "2026-06-01"),
        record(RecordType::Condition, "active", "hospice-care", "2026-08-01"),
    ]);
    let standing = gap.standing(&facts, day("2026-11-22"));
    assert_eq!(standing.state, GapState::NotApplicable);
    assert_eq!(standing.excluded_by.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["hospice care"]);
}

#[test]
fn a_mammogram_that_was_cancelled_closes_nothing() {
    let gap = by_key("breast-cancer-screening", Period::Rolling).expect("shipped");
    let facts = woman_of_fifty(vec![
        record(RecordType::Encounter, "finished", "outpatient-visit", "2026-06-01"),
        record(RecordType::Observation, "cancelled", "mammography", "2026-06-01"),
    ]);
    assert_eq!(gap.standing(&facts, day("2026-11-22")).state, GapState::OpenGap);
}

proptest! {
    #[test]
    fn every_patient_has_exactly_one_state(facts in arbitrary::facts(), today in arbitrary::today(), pick in any::<prop::sample::Index>()) {
        let gap = pick.get(all(Period::Rolling));
        let standing = gap.standing(&facts, today);
        prop_assert_eq!(standing.state == GapState::ProspectiveGap, standing.opens_on.is_some());
    }
}
