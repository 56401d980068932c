//! One condition of a related record, made ready to be held against row after row.

use super::{Case, record::Beside};
use crate::patients::unpacked;
use crate::records::{Records, subject};
use shared::records::{CodedFact, WordFact};
use shared::segments::number::COMPARATORS;
use shared::segments::window::Window;
use shared::segments::{AgeThen, Comparison, Content, NumberTest, Part, RecordCondition};

/// What is left of a condition once codes, words and windows are looked up.
#[derive(Debug)]
pub(super) enum Check {
    /// True or false of every row.
    Always(bool),
    /// The row's concept is one of these, sorted.
    Concept(Vec<u32>),
    /// The row's word is one of these, sorted.
    Word(WordFact, Vec<u32>),
    /// Another concept of the row is one of these, sorted.
    Coded(CodedFact, Vec<u32>),
    About(u32),
    /// At one of these locations, or with one of these organizations.
    Site(Vec<u32>, Vec<u32>),
    Window(Part, Window),
    AgeThen(AgeThen),
    Number(Number),
    Component(Vec<u32>, Number),
    Near(Beside),
}

/// A comparison in each unit that it can be made in; without one it takes every unit.
#[derive(Debug)]
pub(super) struct Number {
    /// By the word of the comparator; 0 is none.
    compare: Vec<(u32, Comparison)>,
    by_unit: Vec<(Option<u32>, f64)>,
}

impl Number {
    fn holds(&self, found: f64, unit: u32, comparator: u32) -> bool {
        let Some((_, compare)) = self.compare.iter().find(|(limit, _)| *limit == comparator) else { return false };
        // No value is NaN, which every comparison refuses.
        let fits = |(wanted, value): &(Option<u32>, f64)| {
            wanted.is_none_or(|wanted| wanted == unit) && compare.holds(found, *value)
        };
        self.by_unit.iter().any(fits)
    }
}

impl Case<'_> {
    pub(super) fn check(self, records: &Records, row: &RecordCondition) -> Check {
        let (words, concepts) = (&self.index.words, self.question.concepts);
        if !row.test.fits(records.kind) {
            return Check::Always(false);
        }
        // What no record has needs no look at the records.
        let word = |fact, found: Vec<u32>| {
            if found.is_empty() { Check::Always(false) } else { Check::Word(fact, found) }
        };
        let coded = |fact, found: Vec<u32>| match fact {
            _ if found.is_empty() => Check::Always(false),
            CodedFact::Concept => Check::Concept(found),
            CodedFact::Value | CodedFact::BodySite | CodedFact::Reason => Check::Coded(fact, found),
        };
        match row.test.content() {
            Content::Done => word(WordFact::Status, words.find_all(records.kind.done().iter().copied())),
            Content::Words(fact, any_of) => word(fact, words.find_all(any_of.iter().map(String::as_str))),
            Content::Codes(fact, codes) => coded(fact, concepts.coded(codes)),
            Content::Sets(fact, keys) => coded(fact, concepts.in_sets(keys)),
            Content::Text(text) => coded(CodedFact::Concept, concepts.worded(text)),
            Content::Window(part, date) => Check::Window(part, date.window(self.today)),
            Content::AgeThen(age) => Check::AgeThen(age),
            Content::Number(number) => Check::Number(self.number(number)),
            Content::Component(test) => {
                let (codes, number) = (concepts.coded(&test.codes), self.number(&test.number));
                if codes.is_empty() { Check::Always(false) } else { Check::Component(codes, number) }
            }
            Content::Sites(names) => match concepts.at(names) {
                (locations, organizations) if locations.is_empty() && organizations.is_empty() => Check::Always(false),
                (locations, organizations) => Check::Site(locations, organizations),
            },
            Content::About(about) => {
                words.find(&subject(about.noun.code(), &about.id)).map_or(Check::Always(false), Check::About)
            }
            Content::Near(near) => Check::Near(self.beside(near)),
        }
    }

    fn number(self, test: &NumberTest) -> Number {
        let in_unit = |(unit, value): (Option<&str>, f64)| match unit {
            None => Some((None, value)),
            // In a unit that no record has nothing can match.
            Some(unit) => self.index.words.find(unit).map(|unit| (Some(unit), value)),
        };
        let limits = COMPARATORS
            .into_iter()
            .filter_map(|limit| Some((self.index.words.find(limit)?, test.compare.of_limit(limit)?)));
        Number {
            compare: std::iter::once((0, test.compare)).chain(limits).collect(),
            by_unit: test.by_unit().into_iter().filter_map(in_unit).collect(),
        }
    }
}

impl Check {
    /// The answer for every row of this concept, where that is all it takes.
    pub(super) fn of_concept(&self, concept: u32) -> Option<bool> {
        match self {
            Self::Always(truth) => Some(*truth),
            Self::Concept(concepts) => Some(concepts.binary_search(&concept).is_ok()),
            Self::Word(..)
            | Self::Coded(..)
            | Self::About(_)
            | Self::Site(..)
            | Self::Window(..)
            | Self::AgeThen(_)
            | Self::Number(_)
            | Self::Component(..)
            | Self::Near(_) => None,
        }
    }

    pub(super) fn holds(&self, case: Case<'_>, records: &Records, row: usize) -> bool {
        let in_list = |list: &[u32], found: u32| list.binary_search(&found).is_ok();
        let own = |number: &Number| {
            let word = |fact| records.word(fact, row);
            number.holds(records.number[row], word(WordFact::Unit), word(WordFact::Comparator))
        };
        match self {
            // Decided for the concept as a whole.
            Self::Always(truth) => *truth,
            Self::Concept(_) => true,
            Self::Word(fact, list) => in_list(list, records.word(*fact, row)),
            Self::Coded(fact, list) => in_list(list, records.coded(*fact, row)),
            Self::About(wanted) => records.about[row] == *wanted || records.template[row] == *wanted,
            Self::Site(locations, organizations) => {
                in_list(locations, records.location[row])
                    || records.organization.get(row).is_some_and(|provider| in_list(organizations, *provider))
            }
            Self::Window(part, window) => {
                let began = || records.began(row).is_some_and(|at| window.holds(at));
                let ended = || records.over(row).is_some_and(|end| window.holds(end));
                match part {
                    Part::Start => began(),
                    Part::End => ended(),
                    Part::Some => records.began(row).is_some_and(|at| window.meets(at, records.over(row))),
                    Part::All => began() && ended(),
                }
            }
            Self::AgeThen(age) => {
                let patient = records.patient[row] as usize;
                let (born, until) = (case.index.patients.born[patient], case.index.patients.born_until[patient]);
                let days = unpacked(born).zip(unpacked(until)).zip(records.at(row));
                days.is_some_and(|((first, last), at)| {
                    let then = at.date_utc();
                    age.holds(first.months_until(then)) && age.holds(last.months_until(then))
                })
            }
            Self::Number(number) => own(number),
            Self::Component(concepts, number) => {
                let parts = &records.parts;
                parts.of(row).any(|part| {
                    in_list(concepts, parts.concept[part])
                        && number.holds(parts.number[part], parts.unit[part], parts.comparator[part])
                }) || (in_list(concepts, records.concept(row)) && own(number))
            }
            Self::Near(beside) => beside.holds(records, row),
        }
    }
}
