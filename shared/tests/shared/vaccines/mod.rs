//! The forecaster of vaccines: a deck of cases with what is right, and what holds for any history.

mod deck;
mod lines;
mod properties;

use shared::segments::{ConceptFacts, PatientFacts, RecordFacts, RecordType};
use shared::time::Date;

/// A record of that type with one code.
pub fn record(kind: RecordType, system: &str, code: &str, on: Date, status: &str) -> RecordFacts {
    let concept = ConceptFacts { codings: vec![(system.into(), code.into())], ..ConceptFacts::default() };
    RecordFacts {
        concept: Some(concept),
        at: Some(on.start_utc()),
        status: Some(status.into()),
        ..RecordFacts::new(kind)
    }
}

pub fn given(cvx: &str, on: Date) -> RecordFacts {
    record(RecordType::Immunization, "http://hl7.org/fhir/sid/cvx", cvx, on, "completed")
}

pub fn person(born: Date, records: Vec<RecordFacts>) -> PatientFacts {
    PatientFacts { active: true, birth_date: Some(born), records, ..PatientFacts::default() }
}
