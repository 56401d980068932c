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
        description: "A list of our own in public code systems. Replace it by a value set you have a licence for."
            .into(),
        source: set.source.to_owned(),
        codes: set.codes.iter().flat_map(coding).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::slug;
    use super::all;
    use crate::segments::care_gap::Period;
    use crate::segments::{BlockId, Combine, Group, Rule, Test, care_gaps, dependencies};
    use std::collections::BTreeSet;

    #[test]
    fn every_set_has_a_key_of_its_own_and_codes_once_each() {
        let mut keys = BTreeSet::new();
        for set in all() {
            assert!(keys.insert(set.key.clone()), "{} twice", set.key);
            assert_eq!(set.key, slug(&set.key));
            let codes: BTreeSet<_> = set.codes.iter().collect();
            assert!(!codes.is_empty() && codes.len() == set.codes.len(), "{}", set.key);
        }
    }

    #[test]
    fn every_set_that_a_care_gap_asks_for_ships() {
        let shipped: BTreeSet<_> = all().into_iter().map(|set| set.key).collect();
        for gap in care_gaps::all(Period::Rolling) {
            for group in gap.groups() {
                let mut rule = Rule::new(Group { combine: Combine::All, blocks: Vec::new() });
                rule.add(BlockId::ROOT, Test::Group(group.clone()));
                let missing: Vec<_> = dependencies(&rule).code_sets.difference(&shipped).cloned().collect();
                assert!(missing.is_empty(), "{}: {missing:?}", gap.key);
            }
        }
    }
}
