//! Counting while an import runs; both threads write here.

use shared::imports::{ImportReport, OtherCount, Rejected, TypeCount, ValueSetTaken};
use std::collections::BTreeMap;
use std::sync::Mutex;
use store::import::RecordKind;

/// Rejected resources that are listed; beyond that they are only counted.
const LISTED: usize = 1_000;

#[derive(Debug, Default)]
pub struct Tally(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    types: BTreeMap<RecordKind, TypeCount>,
    others: BTreeMap<String, u64>,
    rejected: Vec<Rejected>,
    rejected_total: u64,
    noted: Vec<Rejected>,
    noted_total: u64,
    value_sets: Vec<ValueSetTaken>,
}

impl Tally {
    /// Changes the counts of one type.
    pub fn count(&self, kind: RecordKind, change: impl FnOnce(&mut TypeCount)) {
        self.with(|counts| change(counts.types.entry(kind).or_default()));
    }

    pub fn other(&self, name: &str) {
        self.with(|counts| match counts.others.get_mut(name) {
            Some(count) => *count += 1,
            None => {
                counts.others.insert(name.to_owned(), 1);
            }
        });
    }

    /// `kind` when it is known what was rejected.
    pub fn reject(&self, kind: Option<RecordKind>, file: &str, line: u64, reason: impl Into<String>) {
        self.with(|counts| {
            counts.rejected_total += 1;
            if let Some(kind) = kind {
                counts.types.entry(kind).or_default().rejected += 1;
            }
            if counts.rejected.len() < LISTED {
                counts.rejected.push(Rejected { file: file.to_owned(), line, reason: reason.into() });
            }
        });
    }

    /// A ValueSet was taken in.
    pub fn value_set(&self, taken: ValueSetTaken) {
        self.with(|counts| counts.value_sets.push(taken));
    }

    /// Something of a record that was taken in could not be used.
    pub fn note(&self, file: &str, line: u64, reason: impl Into<String>) {
        self.with(|counts| {
            counts.noted_total += 1;
            if counts.noted.len() < LISTED {
                counts.noted.push(Rejected { file: file.to_owned(), line, reason: reason.into() });
            }
        });
    }

    /// The counts as a report; the caller adds what it knows.
    pub fn report(&self) -> ImportReport {
        self.with(|counts| {
            let types =
                counts.types.iter().map(|(kind, count)| TypeCount { name: kind.name().into(), ..count.clone() });
            ImportReport {
                types: types.collect(),
                others: counts
                    .others
                    .iter()
                    .map(|(name, read)| OtherCount { name: name.clone(), read: *read })
                    .collect(),
                rejected: counts.rejected.clone(),
                rejected_total: counts.rejected_total,
                noted: counts.noted.clone(),
                noted_total: counts.noted_total,
                value_sets: counts.value_sets.clone(),
                ..ImportReport::default()
            }
        })
    }

    fn with<T>(&self, act: impl FnOnce(&mut Counts) -> T) -> T {
        // Counting can't leave the counts half changed, so a panic elsewhere does not spoil them.
        act(&mut self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}
