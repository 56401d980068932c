//! What the forecaster knows of a person: birth date, vaccinations by day, and what of their health decides. Read from the
//! facts that rules have as well.

use super::health::{self, Health};
use super::product::{self, Product};
use super::{SNOMED_PROCEDURES, Series};
use crate::code_sets::system::{CVX, SNOMED};
use crate::segments::{ConceptFacts, PatientFacts, RecordFacts, RecordType};
use crate::time::Date;
use std::collections::BTreeMap;

/// The vaccines of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    pub on: Date,
    /// Each once, by CVX code.
    pub products: Vec<&'static Product>,
}

/// A person, as far as the schedule asks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    /// Without it nothing is forecast.
    pub born: Option<Date>,
    /// Nothing is due to the dead.
    pub deceased: bool,
    /// By day, earliest first; each day once.
    pub given: Vec<Given>,
    pub(super) health: Health,
}

impl History {
    /// Reads what vaccinations, conditions, allergies and results say.
    pub fn of(facts: &PatientFacts) -> Self {
        let mut days: BTreeMap<Date, Vec<&'static Product>> = BTreeMap::new();
        for record in facts.records.iter().filter(|record| was_given(record)) {
            let (Some(at), Some(concept)) = (record.at, &record.concept) else { continue };
            let of_day = days.entry(at.date_utc()).or_default();
            of_day.extend(products(concept));
        }
        let given = days.into_iter().filter(|(_, products)| !products.is_empty()).map(|(on, mut products)| {
            products.sort_unstable_by_key(|product| product.cvx);
            products.dedup();
            Given { on, products }
        });
        Self {
            born: facts.birth_until.or(facts.birth_date),
            deceased: facts.deceased,
            given: given.collect(),
            health: health::read(facts),
        }
    }

    /// The types of record that a forecast is made from.
    pub const READS: [RecordType; 5] = [
        RecordType::Immunization,
        RecordType::Procedure,
        RecordType::Condition,
        RecordType::AllergyIntolerance,
        RecordType::Observation,
    ];

    /// The days with a vaccine of this series, with the products.
    pub(super) fn of_series(&self, series: Series) -> impl Iterator<Item = (Date, Vec<&'static Product>)> {
        self.given.iter().filter_map(move |given| {
            let matching: Vec<_> =
                given.products.iter().copied().filter(|product| product.series.contains(&series)).collect();
            (!matching.is_empty()).then_some((given.on, matching))
        })
    }
}

fn was_given(record: &RecordFacts) -> bool {
    matches!(record.record, RecordType::Immunization | RecordType::Procedure)
        && record.status.as_deref() == Some("completed")
}

/// The vaccines a concept names: by CVX; else by SNOMED CT; else by the code sets it is in.
pub(super) fn products(concept: &ConceptFacts) -> Vec<&'static Product> {
    let coded = |of: &'static str| {
        concept.codings.iter().filter(move |(system, _)| system == of).map(|(_, code)| code.as_str())
    };
    let mut found: Vec<_> = coded(CVX).filter_map(product::by_cvx).collect();
    if found.is_empty() {
        let known = coded(SNOMED).filter_map(|code| SNOMED_PROCEDURES.iter().find(|(snomed, _)| *snomed == code));
        found.extend(known.filter_map(|(_, cvx)| product::by_cvx(cvx)));
    }
    if found.is_empty() {
        let sets = product::CODE_SETS.iter().filter(|(key, _)| concept.sets.contains(*key));
        found.extend(sets.filter_map(|(_, cvx)| product::by_cvx(cvx)));
    }
    found
}
