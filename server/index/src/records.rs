//! The records of one type in columns, sorted by concept, then patient: a test that names codes reads only theirs.

use crate::words::Words;
use shared::segments::RecordType;
use shared::time::UtcMillis;
use std::ops::Range;

/// A moment that is not known.
pub const NEVER: i64 = i64::MIN;
/// No concept; also the number of no word.
const NONE: u32 = 0;

/// One record, as it is read. Orders not to do something (FHIR `doNotPerform`) stay outside: they never match.
#[derive(Debug, Clone, Default)]
pub struct RecordRow<'a> {
    pub key: i64,
    pub concept: Option<u32>,
    pub status: Option<&'a str>,
    pub verification: Option<&'a str>,
    pub at: Option<i64>,
    pub end: Option<i64>,
    pub number: Option<f64>,
    pub unit: Option<&'a str>,
    pub value: Option<u32>,
    pub body_site: Option<u32>,
    pub class: Option<&'a str>,
    pub disposition: Option<&'a str>,
    /// What an activity is about: noun and id.
    pub subject: Option<(&'a str, &'a str)>,
    /// The template that a message was made of.
    pub template: Option<&'a str>,
    /// Where a visit takes place, and who provides it, by their keys in the tables.
    pub location: Option<u32>,
    pub organization: Option<u32>,
}

/// One part of an observation.
#[derive(Debug, Clone, Default)]
pub struct ComponentRow<'a> {
    pub concept: u32,
    pub number: Option<f64>,
    pub unit: Option<&'a str>,
}

/// Columns that the type lacks are empty.
#[derive(Debug)]
pub struct Records {
    pub kind: RecordType,
    /// Where each concept's rows are, by concept; 0 is none.
    pub concepts: Vec<(u32, Range<usize>)>,
    pub patient: Vec<u32>,
    pub at: Vec<i64>,
    pub end: Vec<i64>,
    pub status: Vec<u32>,
    pub verification: Vec<u32>,
    pub number: Vec<f64>,
    pub unit: Vec<u32>,
    pub value: Vec<u32>,
    pub body_site: Vec<u32>,
    pub class: Vec<u32>,
    pub disposition: Vec<u32>,
    pub about: Vec<u32>,
    pub template: Vec<u32>,
    pub location: Vec<u32>,
    pub organization: Vec<u32>,
    pub parts: Parts,
    /// While it is being filled: the concept and the key of each row.
    concept: Vec<u32>,
    key: Vec<i64>,
}

/// The parts of the observation of row n are those from `from[n]` to `from[n + 1]`.
#[derive(Debug, Default)]
pub struct Parts {
    pub from: Vec<u32>,
    pub concept: Vec<u32>,
    pub number: Vec<f64>,
    pub unit: Vec<u32>,
    owner: Vec<i64>,
}

impl Records {
    pub const fn new(kind: RecordType) -> Self {
        Self {
            kind,
            concepts: Vec::new(),
            patient: Vec::new(),
            at: Vec::new(),
            end: Vec::new(),
            status: Vec::new(),
            verification: Vec::new(),
            number: Vec::new(),
            unit: Vec::new(),
            value: Vec::new(),
            body_site: Vec::new(),
            class: Vec::new(),
            disposition: Vec::new(),
            about: Vec::new(),
            template: Vec::new(),
            location: Vec::new(),
            organization: Vec::new(),
            parts: Parts {
                from: Vec::new(),
                concept: Vec::new(),
                number: Vec::new(),
                unit: Vec::new(),
                owner: Vec::new(),
            },
            concept: Vec::new(),
            key: Vec::new(),
        }
    }

    pub const fn len(&self) -> usize {
        self.patient.len()
    }

    pub fn push(&mut self, patient: u32, row: &RecordRow<'_>, words: &mut Words) {
        let kind = self.kind;
        self.patient.push(patient);
        self.concept.push(row.concept.unwrap_or(NONE));
        self.status.push(words.add(row.status));
        self.at.push(row.at.unwrap_or(NEVER));
        if kind.has_end() {
            self.end.push(row.end.unwrap_or(NEVER));
        }
        if kind.has_verification() {
            self.verification.push(words.add(row.verification));
        }
        if kind.has_value() {
            self.key.push(row.key);
            self.number.push(row.number.unwrap_or(f64::NAN));
            self.unit.push(words.add(row.unit));
            self.value.push(row.value.unwrap_or(NONE));
        }
        if kind.has_body_site() {
            self.body_site.push(row.body_site.unwrap_or(NONE));
        }
        if kind == RecordType::Encounter {
            self.class.push(words.add(row.class));
            self.disposition.push(words.add(row.disposition));
        }
        if kind.has_site() {
            self.location.push(row.location.unwrap_or(NONE));
            self.organization.push(row.organization.unwrap_or(NONE));
        }
        if kind == RecordType::Activity {
            let about = row.subject.map(|(noun, id)| subject(noun, id));
            self.about.push(words.add(about.as_deref()));
            let template = row.template.map(|id| subject("template", id));
            self.template.push(words.add(template.as_deref()));
        }
    }

    pub fn push_component(&mut self, observation: i64, row: &ComponentRow<'_>, words: &mut Words) {
        self.parts.owner.push(observation);
        self.parts.concept.push(row.concept);
        self.parts.number.push(row.number.unwrap_or(f64::NAN));
        self.parts.unit.push(words.add(row.unit));
    }

    pub fn finish(&mut self) {
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        order.sort_unstable_by_key(|row| {
            let row = *row as usize;
            (self.concept[row], self.patient[row], self.at[row], row)
        });
        for column in [&mut self.end, &mut self.at, &mut self.key] {
            *column = sorted(column, &order);
        }
        for column in [
            &mut self.concept,
            &mut self.patient,
            &mut self.status,
            &mut self.verification,
            &mut self.unit,
            &mut self.value,
            &mut self.body_site,
            &mut self.class,
            &mut self.disposition,
            &mut self.about,
            &mut self.template,
            &mut self.location,
            &mut self.organization,
        ] {
            *column = sorted(column, &order);
        }
        self.number = sorted(&self.number, &order);
        for chunk in self.concept.chunk_by(|a, b| a == b) {
            let from = self.concepts.last().map_or(0, |(_, range)| range.end);
            self.concepts.push((chunk[0], from..from + chunk.len()));
        }
        if self.kind.has_value() {
            self.parts.finish(&self.key);
        }
        self.concept = Vec::new();
        self.key = Vec::new();
    }

    pub fn bytes(&self) -> usize {
        let narrow = [
            &self.patient,
            &self.status,
            &self.verification,
            &self.unit,
            &self.value,
            &self.body_site,
            &self.class,
            &self.disposition,
            &self.about,
            &self.template,
            &self.location,
            &self.organization,
            &self.parts.from,
            &self.parts.concept,
            &self.parts.unit,
        ];
        let wide = self.at.len() + self.end.len() + self.number.len() + self.parts.number.len();
        narrow.iter().map(|column| column.len() * 4).sum::<usize>() + wide * 8
    }

    /// When the record began.
    pub fn at(&self, row: usize) -> Option<UtcMillis> {
        (self.at[row] != NEVER).then(|| UtcMillis(self.at[row]))
    }

    /// When it was over; `None` while it goes on, or when that is not known.
    pub fn over(&self, row: usize) -> Option<UtcMillis> {
        let end = self.end.get(row).copied().filter(|end| *end != NEVER).map(UtcMillis);
        end.or(if self.kind.goes_on() { None } else { self.at(row) })
    }
}

impl Parts {
    /// Orders the parts as their observations are ordered; those without one are dropped.
    fn finish(&mut self, keys: &[i64]) {
        let mut rows: Vec<(i64, u32)> = keys.iter().copied().zip(0..).collect();
        rows.sort_unstable();
        let row_of = |key: i64| rows.binary_search_by_key(&key, |(key, _)| *key).ok().map(|at| rows[at].1);
        let mut order: Vec<(u32, u32)> =
            self.owner.iter().zip(0..).filter_map(|(owner, part)| row_of(*owner).map(|row| (row, part))).collect();
        order.sort_unstable();
        self.from = vec![0; keys.len() + 1];
        for (row, _) in &order {
            self.from[*row as usize + 1] += 1;
        }
        for row in 0..keys.len() {
            self.from[row + 1] += self.from[row];
        }
        let order: Vec<u32> = order.into_iter().map(|(_, part)| part).collect();
        self.concept = sorted(&self.concept, &order);
        self.number = sorted(&self.number, &order);
        self.unit = sorted(&self.unit, &order);
        self.owner = Vec::new();
    }

    pub fn of(&self, row: usize) -> Range<usize> {
        self.from[row] as usize..self.from[row + 1] as usize
    }
}

/// The word that an activity's subject is known by.
pub fn subject(noun: &str, id: &str) -> String {
    format!("{noun} {id}")
}

/// `column` in this order; a column that the type lacks stays empty.
fn sorted<T: Copy>(column: &[T], order: &[u32]) -> Vec<T> {
    if column.is_empty() { Vec::new() } else { order.iter().map(|row| column[*row as usize]).collect() }
}
