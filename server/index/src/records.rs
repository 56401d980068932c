//! The records of one type in columns, sorted by concept, then patient: a test that names codes reads only theirs.

use crate::words::Words;
use shared::records::{CodedFact, RecordType, WordFact};
use shared::segments::facts::BEFORE_ALL_DATES;
use shared::time::UtcMillis;
use std::ops::Range;

/// A moment that is not known.
pub const NEVER: i64 = i64::MIN;
/// The end of what is over, nobody knows since when.
const OVER: i64 = i64::MIN + 1;
/// No concept; also the number of no word.
const NONE: u32 = 0;

/// One record, as it is read. Orders not to do something (FHIR `doNotPerform`) stay outside: they never match.
#[derive(Debug, Clone, Default)]
pub struct RecordRow<'a> {
    pub key: i64,
    pub at: Option<i64>,
    pub end: Option<i64>,
    pub number: Option<f64>,
    /// By [`WordFact`]; those that the type lacks are not looked at.
    pub words: [Option<&'a str>; WordFact::ALL.len()],
    /// By [`CodedFact`]; those that the type lacks are not looked at.
    pub coded: [Option<u32>; CodedFact::ALL.len()],
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
    pub comparator: Option<&'a str>,
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
    pub number: Vec<f64>,
    /// By [`WordFact`].
    words: [Vec<u32>; WordFact::ALL.len()],
    /// By [`CodedFact`]. What a record is, is only here while the columns are being filled; later `concepts` says it.
    coded: [Vec<u32>; CodedFact::ALL.len()],
    pub about: Vec<u32>,
    pub template: Vec<u32>,
    pub location: Vec<u32>,
    pub organization: Vec<u32>,
    pub parts: Parts,
    /// While it is being filled: the key of each row.
    key: Vec<i64>,
}

/// The parts of the observation of row n are those from `from[n]` to `from[n + 1]`.
#[derive(Debug, Default)]
pub struct Parts {
    pub from: Vec<u32>,
    pub concept: Vec<u32>,
    pub number: Vec<f64>,
    pub unit: Vec<u32>,
    pub comparator: Vec<u32>,
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
            number: Vec::new(),
            words: [const { Vec::new() }; WordFact::ALL.len()],
            coded: [const { Vec::new() }; CodedFact::ALL.len()],
            about: Vec::new(),
            template: Vec::new(),
            location: Vec::new(),
            organization: Vec::new(),
            parts: Parts {
                from: Vec::new(),
                concept: Vec::new(),
                number: Vec::new(),
                unit: Vec::new(),
                comparator: Vec::new(),
                owner: Vec::new(),
            },
            key: Vec::new(),
        }
    }

    pub const fn len(&self) -> usize {
        self.patient.len()
    }

    pub fn push(&mut self, patient: u32, row: &RecordRow<'_>, words: &mut Words) {
        let kind = self.kind;
        self.patient.push(patient);
        self.at.push(row.at.unwrap_or(NEVER));
        for fact in WordFact::ALL.into_iter().filter(|fact| fact.is_of(kind)) {
            self.words[fact as usize].push(words.add(row.words[fact as usize]));
        }
        // Rows are sorted by what they are, also those of a type that says nothing of it.
        for fact in CodedFact::ALL.into_iter().filter(|fact| *fact == CodedFact::Concept || fact.is_of(kind)) {
            self.coded[fact as usize].push(row.coded[fact as usize].unwrap_or(NONE));
        }
        if kind.has_end() || kind.goes_on() {
            let status = row.words[WordFact::Status as usize];
            let is_over = kind.goes_on() && status.is_some_and(|status| kind.over().contains(&status));
            let unknown = if is_over { row.at.unwrap_or(OVER) } else { NEVER };
            self.end.push(row.end.unwrap_or(unknown));
        }
        if kind.has_value() {
            self.key.push(row.key);
            self.number.push(row.number.unwrap_or(f64::NAN));
        }
        if kind.has_site() {
            self.location.push(row.location.unwrap_or(NONE));
        }
        if kind.has_provider() {
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
        self.parts.comparator.push(words.add(row.comparator));
    }

    pub fn finish(&mut self) {
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        let concepts = &self.coded[CodedFact::Concept as usize];
        order.sort_unstable_by_key(|row| {
            let row = *row as usize;
            (concepts[row], self.patient[row], self.at[row], row)
        });
        for column in [&mut self.end, &mut self.at, &mut self.key] {
            *column = sorted(column, &order);
        }
        let others =
            [&mut self.patient, &mut self.about, &mut self.template, &mut self.location, &mut self.organization];
        for column in self.words.iter_mut().chain(&mut self.coded).chain(others) {
            *column = sorted(column, &order);
        }
        self.number = sorted(&self.number, &order);
        for chunk in std::mem::take(&mut self.coded[CodedFact::Concept as usize]).chunk_by(|a, b| a == b) {
            let from = self.concepts.last().map_or(0, |(_, range)| range.end);
            self.concepts.push((chunk[0], from..from + chunk.len()));
        }
        if self.kind.has_value() {
            self.parts.finish(&self.key);
        }
        self.key = Vec::new();
    }

    pub fn bytes(&self) -> usize {
        let parts = [&self.parts.from, &self.parts.concept, &self.parts.unit, &self.parts.comparator];
        let others = [&self.patient, &self.about, &self.template, &self.location, &self.organization];
        let narrow = self.words.iter().chain(&self.coded).chain(parts).chain(others);
        let wide = self.at.len() + self.end.len() + self.number.len() + self.parts.number.len();
        narrow.map(|column| column.len() * 4).sum::<usize>() + wide * 8
    }

    /// The number of the word that a row has.
    pub fn word(&self, fact: WordFact, row: usize) -> u32 {
        self.words[fact as usize][row]
    }

    /// What the row is.
    pub fn concept(&self, row: usize) -> u32 {
        let place = self.concepts.partition_point(|(_, rows)| rows.end <= row);
        self.concepts.get(place).map_or(NONE, |(concept, _)| *concept)
    }

    /// The concept that a row has, other than what it is.
    pub fn coded(&self, fact: CodedFact, row: usize) -> u32 {
        self.coded[fact as usize][row]
    }

    /// When the record began.
    pub fn at(&self, row: usize) -> Option<UtcMillis> {
        (self.at[row] != NEVER).then(|| UtcMillis(self.at[row]))
    }

    /// When it began, as windows see it ([`shared::segments::RecordFacts::began`]).
    pub fn began(&self, row: usize) -> Option<UtcMillis> {
        let before_all = self.kind.goes_on() && self.end[row] != OVER;
        self.at(row).or(before_all.then_some(BEFORE_ALL_DATES))
    }

    /// When it was over; `None` while it goes on, or when that is not known.
    pub fn over(&self, row: usize) -> Option<UtcMillis> {
        let end = self.end.get(row).copied().filter(|end| *end != NEVER && *end != OVER).map(UtcMillis);
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
        self.comparator = sorted(&self.comparator, &order);
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
