//! The code sets that ship: small lists of our own in public code systems, and the few SNOMED CT codes that open data uses.
//! They are starting points; an operator with the licences replaces them by the value sets of the measure stewards.

use super::system::{CVX, HCPCS, ICD10, ICD10_PCS, LOINC, RXNORM, SNOMED};
use super::{CodeSet, Coding};

mod cancer;
mod care;
mod children;
mod diabetes;
mod heart;
mod mind;
mod prevention;
mod vaccines;

/// Of which editions the lists are.
pub const AS_OF: &str = "editions of November 2025 to 2026";

/// One set, as it is written here: codes by system.
struct Set {
    key: &'static str,
    name: &'static str,
    source: &'static str,
    codes: &'static [(&'static str, &'static [&'static str])],
}

/// All of them.
pub fn all() -> Vec<CodeSet> {
    let topics = [
        cancer::SETS,
        heart::SETS,
        diabetes::SETS,
        mind::SETS,
        vaccines::SETS,
        children::SETS,
        prevention::SETS,
        care::SETS,
    ];
    topics.into_iter().flatten().map(written).collect()
}

/// The one of that key, as it ships.
pub fn shipped(key: &str) -> Option<CodeSet> {
    all().into_iter().find(|set| set.key == key)
}

fn written(set: &Set) -> CodeSet {
    let coding = |(system, codes): &(&str, &'static [&str])| {
        let system = (*system).to_owned();
        codes.iter().map(move |code| Coding {
            system: system.clone(),
            code: (*code).to_owned(),
            display: String::new(),
        })
    };
    CodeSet {
        key: set.key.to_owned(),
        name: set.name.to_owned(),
        description: "A list of our own in public code systems. Replace it by a value set you have a license for."
            .into(),
        source: set.source.to_owned(),
        codes: set.codes.iter().flat_map(coding).collect(),
    }
}
