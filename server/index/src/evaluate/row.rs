//! One condition of a related record, made ready to be held against row after row.

use super::{Case, record::Beside};
use crate::patients::unpacked;
use crate::records::{Records, subject};
use shared::segments::window::Window;
use shared::segments::{AgeThen, Comparison, NumberTest, RecordCondition, RecordConditionTest};

/// What is left of a condition once codes, words and windows are looked up.
#[derive(Debug)]
pub(super) enum Check {
    /// True or false of every row.
    Always(bool),
    /// The row's concept is one of these, sorted.
    Concept(Vec<u32>),
    Status(Vec<u32>),
    Verification(Vec<u32>),
    Class(Vec<u32>),
    Disposition(Vec<u32>),
    About(u32),
    Value(Vec<u32>),
    BodySite(Vec<u32>),
    /// At one of these locations, or with one of these organisations.
    Site(Vec<u32>, Vec<u32>),
    Date(Window),
    Ended(Window),
    Overlaps(Window),
    Within(Window),
    AgeThen(AgeThen),
    Number(Number),
    Component(Vec<u32>, Number),
    Near(Beside),
}

/// A comparison in each unit that it can be made in; without one it takes every unit.
#[derive(Debug)]
pub(super) struct Number {
    compare: Comparison,
    by_unit: Vec<(Option<u32>, f64)>,
}

impl Number {
    fn holds(&self, found: f64, unit: u32) -> bool {
        // No value is NaN, which every comparison refuses.
        let fits = |(wanted, value): &(Option<u32>, f64)| {
            wanted.is_none_or(|wanted| wanted == unit) && self.compare.holds(found, *value)
        };
        self.by_unit.iter().any(fits)
    }
}

impl Case<'_> {
    pub(super) fn check(self, records: &Records, row: &RecordCondition) -> Check {
        let (words, concepts) = (&self.index.words, self.question.concepts);
        let found = |wanted: &[String]| words.find_all(wanted.iter().map(String::as_str));
        if !row.test.fits(records.kind) {
            return Check::Always(false);
        }
        let listed = |list: Vec<u32>, check: fn(Vec<u32>) -> Check| {
            // What no record has needs no look at the records.
            if list.is_empty() { Check::Always(false) } else { check(list) }
        };
        match &row.test {
            RecordConditionTest::Code(codes) => listed(concepts.coded(codes), Check::Concept),
            RecordConditionTest::CodeSet(keys) => listed(concepts.in_sets(keys), Check::Concept),
            RecordConditionTest::Text(text) => listed(concepts.worded(text), Check::Concept),
            RecordConditionTest::Value(codes) => listed(concepts.coded(codes), Check::Value),
            RecordConditionTest::ValueSet(keys) => listed(concepts.in_sets(keys), Check::Value),
            RecordConditionTest::BodySite(codes) => listed(concepts.coded(codes), Check::BodySite),
            RecordConditionTest::Status(wanted) => listed(found(wanted), Check::Status),
            RecordConditionTest::Done => listed(words.find_all(records.kind.done().iter().copied()), Check::Status),
            RecordConditionTest::Verification(wanted) => listed(found(wanted), Check::Verification),
            RecordConditionTest::Class(wanted) => listed(found(wanted), Check::Class),
            RecordConditionTest::Disposition(wanted) => listed(found(wanted), Check::Disposition),
            RecordConditionTest::Site(names) => match concepts.at(names) {
                (locations, organizations) if locations.is_empty() && organizations.is_empty() => Check::Always(false),
                (locations, organizations) => Check::Site(locations, organizations),
            },
            RecordConditionTest::About(about) => {
                words.find(&subject(&about.noun, &about.id)).map_or(Check::Always(false), Check::About)
            }
            RecordConditionTest::Date(date) => Check::Date(date.window(self.today)),
            RecordConditionTest::Ended(date) => Check::Ended(date.window(self.today)),
            RecordConditionTest::Overlaps(date) => Check::Overlaps(date.window(self.today)),
            RecordConditionTest::Within(date) => Check::Within(date.window(self.today)),
            RecordConditionTest::AgeThen(age) => Check::AgeThen(*age),
            RecordConditionTest::Number(number) => Check::Number(self.number(number)),
            RecordConditionTest::Component(test) => {
                let (codes, number) = (concepts.coded(&test.codes), self.number(&test.number));
                if codes.is_empty() { Check::Always(false) } else { Check::Component(codes, number) }
            }
            RecordConditionTest::Near(near) => Check::Near(self.beside(near)),
        }
    }

    fn number(self, test: &NumberTest) -> Number {
        let in_unit = |(unit, value): (Option<&str>, f64)| match unit {
            None => Some((None, value)),
            // In a unit that no record has nothing can match.
            Some(unit) => self.index.words.find(unit).map(|unit| (Some(unit), value)),
        };
        Number { compare: test.compare, by_unit: test.by_unit().into_iter().filter_map(in_unit).collect() }
    }
}

impl Check {
    /// The answer for every row of this concept, where that is all it takes.
    pub(super) fn of_concept(&self, concept: u32) -> Option<bool> {
        match self {
            Self::Always(truth) => Some(*truth),
            Self::Concept(concepts) => Some(concepts.binary_search(&concept).is_ok()),
            _ => None,
        }
    }

    pub(super) fn holds(&self, case: Case<'_>, records: &Records, row: usize) -> bool {
        let in_list = |list: &[u32], found: u32| list.binary_search(&found).is_ok();
        match self {
            // Decided for the concept as a whole.
            Self::Always(truth) => *truth,
            Self::Concept(_) => true,
            Self::Status(list) => in_list(list, records.status[row]),
            Self::Verification(list) => in_list(list, records.verification[row]),
            Self::Class(list) => in_list(list, records.class[row]),
            Self::Disposition(list) => in_list(list, records.disposition[row]),
            Self::About(wanted) => records.about[row] == *wanted || records.template[row] == *wanted,
            Self::Value(list) => in_list(list, records.value[row]),
            Self::BodySite(list) => in_list(list, records.body_site[row]),
            Self::Site(locations, organizations) => {
                in_list(locations, records.location[row]) || in_list(organizations, records.organization[row])
            }
            Self::Date(window) => records.at(row).is_some_and(|at| window.holds(at)),
            Self::Ended(window) => records.over(row).is_some_and(|end| window.holds(end)),
            Self::Overlaps(window) => records.at(row).is_some_and(|at| window.meets(at, records.over(row))),
            Self::Within(window) => {
                records.at(row).is_some_and(|at| window.holds(at))
                    && records.over(row).is_some_and(|end| window.holds(end))
            }
            Self::AgeThen(age) => {
                let born = unpacked(case.index.patients.born[records.patient[row] as usize]);
                born.zip(records.at(row)).is_some_and(|(born, at)| age.holds(born.months_until(at.date_utc())))
            }
            Self::Number(number) => number.holds(records.number[row], records.unit[row]),
            Self::Component(concepts, number) => records.parts.of(row).any(|part| {
                in_list(concepts, records.parts.concept[part])
                    && number.holds(records.parts.number[part], records.parts.unit[part])
            }),
            Self::Near(beside) => beside.holds(records, row),
        }
    }
}
