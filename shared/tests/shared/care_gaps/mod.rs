//! The clinical decks: made-up patients for every care gap, from its guideline, each with the state and the reason that are right.

mod deck;
mod faults;
mod vaccines;

use deck::Deck;
pub use deck::case;
use shared::segments::care_gap::{CareGap, Period};
use shared::segments::{PatientFacts, care_gaps};
use shared::time::Date;
use std::collections::BTreeSet;
use std::path::Path;

/// "open-gap", and what decided: the exclusions that hold, else the closers, the day on which it opens, or "population".
fn judged(gap: &CareGap, facts: &PatientFacts, on: Date) -> (String, String) {
    let standing = gap.standing(facts, on);
    let names = |all: &[(&'static str, shared::segments::Explanation)]| {
        all.iter().map(|(name, _)| *name).collect::<Vec<_>>().join("; ")
    };
    let reason = match standing.opens_on {
        Some(day) => day.to_string(),
        None if standing.remark.is_some() => String::new(),
        None if !standing.excluded_by.is_empty() => names(&standing.excluded_by),
        None if !standing.population.truth => "population".into(),
        None => names(&standing.closed_by),
    };
    (standing.state.code().to_owned(), reason)
}

fn decks() -> Vec<(String, Deck)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shared/care_gaps/decks");
    let mut all: Vec<_> = std::fs::read_dir(folder)
        .expect("decks")
        .map(|file| {
            let path = file.expect("a file").path();
            let text = std::fs::read_to_string(&path).expect("text");
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let deck = Deck::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            (name, deck)
        })
        .collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}

#[test]
fn the_decks_agree() {
    let mut disagreements = Vec::new();
    for (name, deck) in decks() {
        let mut agreed = 0;
        for case in deck.cases() {
            let period = if case.calendar { Period::CalendarYear } else { Period::Rolling };
            let gap = care_gaps::by_key(&deck.gap, period).unwrap_or_else(|| panic!("{name}: no gap {}", deck.gap));
            let (state, reason) = judged(gap, &case.facts, case.on);
            if state == case.state && (case.reason.is_empty() || reason.split("; ").any(|one| one == case.reason)) {
                agreed += 1;
            } else {
                let (wanted, because) = (&case.state, &case.reason);
                disagreements
                    .push(format!("{name}: {}: expected {wanted} ({because}), is {state} ({reason})", case.title));
            }
        }
        let cases = deck.cases().count();
        println!("{name}: {agreed} of {cases}");
        assert!(cases >= 30, "{name} has only {cases} cases");
    }
    let with_deck: BTreeSet<String> = decks().into_iter().map(|(_, deck)| deck.gap).collect();
    let without: Vec<_> = care_gaps::all(Period::Rolling).iter().filter(|gap| !with_deck.contains(gap.key)).collect();
    assert!(without.is_empty(), "no deck: {:?}", without.iter().map(|gap| gap.key).collect::<Vec<_>>());
    assert!(disagreements.is_empty(), "{} disagree:\n{}", disagreements.len(), disagreements.join("\n"));
}
