//! Random rules and random patients for property tests, here and in the store. Words come from a small stock, so that
//! they meet.

use super::{CodeRef, ConceptFacts, RecordType, Unit, search_text};
use crate::ids::JourneyId;
use crate::noun::Noun;
use crate::records::WordFact;
use crate::time::Date;
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

mod facts;
mod rules;

pub use facts::{facts, record};
pub use rules::rule;

/// (system, code, display) of each coding.
type Codings = &'static [(&'static str, &'static str, &'static str)];

const SNOMED: &str = "http://snomed.info/sct";
const LOINC: &str = "http://loinc.org";

/// (text, [(system, code, display)]): the concepts of the small world.
pub const CONCEPTS: [(&str, Codings); 5] = [
    ("Hypermetropia", &[(SNOMED, "38101003", "Hypermetropia (disorder)")]),
    ("Myopia", &[(SNOMED, "57190000", "Myopia"), ("http://hl7.org/fhir/sid/icd-10-cm", "H52.1", "Myopia")]),
    ("HbA1c 100%", &[(LOINC, "4548-4", "Hemoglobin A1c/Hemoglobin.total")]),
    ("Œil_sec", &[(SNOMED, "46152009", "Tear film insufficiency")]),
    ("Check-up", &[]),
];

/// (key, [(system, code)]): its code sets. Care gaps know the keys, what is in them is not what it is elsewhere.
pub const CODE_SETS: [(&str, &[(&str, &str)]); 4] = [
    ("eyes", &[(SNOMED, "38101003"), (SNOMED, "57190000")]),
    ("mammography", &[(LOINC, "4548-4")]),
    ("diabetes", &[(SNOMED, "46152009"), (SNOMED, "38101003")]),
    ("hospice-care", &[(SNOMED, "57190000")]),
];

const UNITS: [&str; 3] = ["%", "kg", "[lb_av]"];
const CITIES: [&str; 4] = ["Lamna", "lamna hills", "Évry", "O'Fallon"];
const LANGUAGES: [&str; 4] = ["en", "en-US", "es", "eso"];
const RACES: [&str; 3] = ["White", "Asian", "Black or African American"];
const TAGS: [&str; 3] = ["volunteer", "class of 2026", "béta"];
/// Names of attributes and values of each kind.
const ATTRIBUTES: [&str; 2] = ["last gift", "Shoe size"];
const VALUES: [&str; 5] = ["2026-03-01", "2025-12-24", "42", "9.5", "Yes"];
const PRACTITIONERS: [&str; 2] = ["Ana Silva", "Œda Night"];
const SITES: [&str; 3] = ["Lamna Main", "Department of Cardiology", "Évry"];
/// Latitudes and longitudes some kilometres apart.
const DEGREES: [f64; 4] = [42.36, 42.37, 42.5, 43.0];
/// (noun, id) of what activities are about.
const SUBJECTS: [(Noun, &str); 3] = [(Noun::SentMessage, "m-1"), (Noun::Event, "e-1"), (Noun::Message, "t-1")];
/// Journeys and how many steps each has.
pub const JOURNEYS: [(JourneyId, u32); 2] = [(JourneyId(Uuid::from_u128(11)), 3), (JourneyId(Uuid::from_u128(12)), 2)];
/// Around 2026-11-22, so that relative windows meet dates.
const FIRST_DAY: i64 = 20_200;
const LAST_DAY: i64 = 20_900;

/// The words that records of this type may have, few enough that rules and records meet; every status, because some are
/// left out and some mean that it took place.
fn words(fact: WordFact, record: RecordType) -> Vec<String> {
    let known = fact.codes(record).into_iter().map(|(code, _)| code.to_owned());
    match fact {
        WordFact::Status | WordFact::Verification | WordFact::Refusal => known.collect(),
        WordFact::Result => known.take(4).collect(),
        WordFact::Comparator => super::number::COMPARATORS.map(str::to_owned).to_vec(),
        WordFact::Class | WordFact::Disposition => known.take(3).collect(),
        WordFact::Intent => {
            known.filter(|code| ["order", "filler-order", "plan", "proposal"].contains(&code.as_str())).collect()
        }
        WordFact::Unit => UNITS.iter().map(|unit| (*unit).to_owned()).collect(),
    }
}

/// A day on which to evaluate.
pub fn today() -> impl Strategy<Value = Date> {
    (20_500i64..20_800).prop_map(Date::from_days_since_epoch)
}

/// The facts of `CONCEPTS[index]`.
pub fn concept_facts(index: usize) -> ConceptFacts {
    let (text, codings) = CONCEPTS[index];
    let has = |codes: &[(&str, &str)]| codings.iter().any(|(system, code, _)| codes.contains(&(*system, *code)));
    ConceptFacts {
        text: text.to_owned(),
        search_text: search_text(text, codings.iter().map(|(_, _, display)| *display)),
        codings: codings.iter().map(|(system, code, _)| ((*system).to_owned(), (*code).to_owned())).collect(),
        sets: CODE_SETS.iter().filter(|(_, codes)| has(codes)).map(|(key, _)| (*key).to_owned()).collect(),
    }
}

fn codes() -> Vec<CodeRef> {
    let all = CONCEPTS.iter().flat_map(|(_, codings)| codings.iter());
    all.map(|(system, code, display)| CodeRef {
        system: (*system).to_owned(),
        code: (*code).to_owned(),
        display: (*display).to_owned(),
    })
    .collect()
}

fn unit() -> impl Strategy<Value = Unit> {
    select(&Unit::ALL[..])
}
