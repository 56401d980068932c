//! What a care gap stumbles over in somebody's records: two of them that contradict each other, and results that can't be compared.

use super::care_gap::CareGap;
use super::evaluate::incomparable;
use super::{ConceptFacts, Dependencies, PatientFacts, RecordFacts, RecordType, Test};
use crate::time::{Date, UtcMillis};
use std::collections::BTreeSet;

/// Each in a sentence, for whoever looks at the patient.
pub fn doubts(gap: &CareGap, facts: &PatientFacts, today: Date) -> Vec<String> {
    let mut all: BTreeSet<String> = contradictions(gap, facts).collect();
    for group in gap.groups() {
        group.each(&mut |block| {
            if let Test::Record(test) = &block.test {
                all.extend(incomparable(test, facts, today).into_iter().map(cannot_compare));
            }
        });
    }
    all.into_iter().collect()
}

/// A condition that goes on by one record and is over by a newer one. The newer decides: the import has ended the older by it.
fn contradictions<'a>(gap: &CareGap, facts: &'a PatientFacts) -> impl Iterator<Item = String> + 'a {
    let mut asked = Dependencies::default();
    asked.add_gap(gap);
    let conditions = || facts.records.iter().filter(|record| record.record == RecordType::Condition);
    let is_over = |record: &RecordFacts| {
        let status = record.status.as_deref();
        status.is_some_and(|status| RecordType::Condition.over().contains(&status))
    };
    conditions().filter_map(move |going_on| {
        let end = going_on.end.filter(|_| !is_over(going_on))?;
        let concept = going_on.concept.as_ref().filter(|concept| asked.ask(RecordType::Condition, Some(concept)))?;
        let newer = conditions().find(|other| {
            is_over(other)
                && other.end.or(other.at) == Some(end)
                && other.concept.as_ref().is_some_and(|found| alike(found, concept))
        })?;
        let since = going_on.at.map_or_else(String::new, |at| format!(" ({})", day(at)));
        Some(format!(
            "Two records contradict each other: “{}” is active in one{since} and {} in a newer one ({}). The newer decides",
            concept.text,
            newer.status.as_deref().unwrap_or_default(),
            day(end)
        ))
    })
}

fn alike(one: &ConceptFacts, other: &ConceptFacts) -> bool {
    one == other || one.codings.iter().any(|coding| other.codings.contains(coding))
}

fn cannot_compare(record: &RecordFacts) -> String {
    let what = record.concept.as_ref().map_or("A result", |concept| concept.text.as_str());
    let value = record.number.map_or_else(
        || "a part of it".to_owned(),
        |number| {
            let limit = record.comparator.as_deref().unwrap_or_default();
            format!("{limit}{number} {}", record.unit.as_deref().unwrap_or("without a unit"))
        },
    );
    let when = record.at.map_or_else(String::new, |at| format!(", {}", day(at)));
    format!("“{what}” ({value}{when}) can’t be compared and does not count")
}

fn day(at: UtcMillis) -> String {
    at.date_utc().long()
}
