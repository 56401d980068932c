//! The fact index: what rules can ask about patients, in columns in memory, so that a rule is counted over everybody while
//! it is being written. Pure: whoever loads it says where the rows come from. Its answer is that of
//! [`shared::segments::evaluate`] and of the SQL the store compiles; a property test there holds all three together.

#![warn(clippy::wildcard_enum_match_arm)]

mod concepts;
mod consent;
mod evaluate;
mod patients;
mod records;
mod words;

pub use concepts::{Asked, Concepts};
pub use evaluate::{Answer, Question};
pub use fixedbitset::FixedBitSet as Bits;
pub use records::{ComponentRow, RecordRow};

use patients::{Patients, unpacked};
use records::Records;
use shared::segments::wire::AgeBand;
use shared::segments::{PatientFacts, Reach, RecordType};
use shared::time::Date;
use std::collections::BTreeMap;
use words::Words;

/// Patients and their related records. A patient is known inside by an ordinal, their place among the sorted keys.
#[derive(Debug, Default)]
pub struct Index {
    keys: Vec<i64>,
    patients: Patients,
    records: BTreeMap<RecordType, Records>,
    words: Words,
}

/// An index that is being filled: patients first, then their records, type by type.
#[derive(Debug, Default)]
pub struct Builder {
    index: Index,
    /// The patient the last record was of: records of one patient mostly come together.
    last: Option<(i64, u32)>,
}

impl Builder {
    /// Takes a patient's own attributes in. They come in ascending order of their keys.
    pub fn patient(&mut self, key: i64, row: &PatientFacts) {
        self.index.keys.push(key);
        self.index.patients.push(row, &mut self.index.words);
    }

    /// Takes a record in. One of a patient who is not here is left out.
    pub fn record(&mut self, record: RecordType, patient: i64, row: &RecordRow<'_>) {
        let ordinal = match self.last {
            Some((key, ordinal)) if key == patient => ordinal,
            _ => match self.index.ordinal(patient) {
                Some(ordinal) => ordinal,
                None => return,
            },
        };
        self.last = Some((patient, ordinal));
        let records = self.index.records.entry(record).or_insert_with(|| Records::new(record));
        records.push(ordinal, row, &mut self.index.words);
    }

    /// Takes in a part of the observation with this key.
    pub fn component(&mut self, observation: i64, row: &ComponentRow<'_>) {
        if let Some(records) = self.index.records.get_mut(&RecordType::Observation) {
            records.push_component(observation, row, &mut self.index.words);
        }
    }

    /// Sorts what was taken in.
    pub fn finish(mut self) -> Index {
        for records in self.index.records.values_mut() {
            records.finish();
        }
        self.index
    }
}

impl Index {
    /// How many patients it holds.
    pub const fn len(&self) -> usize {
        self.keys.len()
    }

    pub const fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// How many related records it holds.
    pub fn records(&self) -> usize {
        self.records.values().map(Records::len).sum()
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        self.keys.len() * 8 + self.patients.bytes() + self.records.values().map(Records::bytes).sum::<usize>()
    }

    /// The set of these patients; keys that are not here are passed over.
    pub fn set(&self, keys: impl IntoIterator<Item = i64>) -> Bits {
        let mut set = Bits::with_capacity(self.len());
        for key in keys {
            if let Some(ordinal) = self.ordinal(key) {
                set.insert(ordinal as usize);
            }
        }
        set
    }

    /// The keys of a set, ascending.
    pub fn keys<'a>(&'a self, set: &'a Bits) -> impl Iterator<Item = i64> + 'a {
        set.ones().map(|ordinal| self.keys[ordinal])
    }

    /// Whether the patient with this key is in the set.
    pub fn contains(&self, set: &Bits, key: i64) -> bool {
        self.ordinal(key).is_some_and(|ordinal| set.contains(ordinal as usize))
    }

    /// Everybody, or only those who are patients.
    pub fn people(&self, patients_only: bool) -> Bits {
        let mut all = Bits::with_capacity(self.len());
        all.insert_range(..);
        if patients_only {
            all.intersect_with(&self.patients.patient);
        }
        all
    }

    /// Who can be reached so.
    pub const fn reached(&self, by: Reach) -> &Bits {
        match by {
            Reach::Email => &self.patients.email,
            Reach::Phone => &self.patients.phone,
        }
    }

    /// Adds the patients of a set to the bands of their age and gender.
    pub fn count_ages(&self, set: &Bits, today: Date, bands: &mut [AgeBand]) {
        for ordinal in set.ones() {
            let age = unpacked(self.patients.born[ordinal]).map(|born| born.age_on(today));
            AgeBand::add(bands, age, self.patients.gender[ordinal], 1);
        }
    }

    fn ordinal(&self, key: i64) -> Option<u32> {
        self.keys.binary_search(&key).ok().map(|ordinal| ordinal as u32)
    }
}
