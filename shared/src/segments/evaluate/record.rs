//! The truth of a record test, and which record decided it.

use super::super::record::{asks_for_refusals, left_out};
use super::super::{
    BlockId, Content, NumberTest, Part, PatientFacts, Quantifier, RecordCondition, RecordFacts, RecordTest, RecordType,
    Relation, sentence,
};
use super::{Explanation, deciding};
use crate::records::WordFact;
use crate::time::{Date, Millis, UtcMillis};

/// One patient on one day: what every condition is held against.
#[derive(Clone, Copy)]
struct Case<'a> {
    facts: &'a PatientFacts,
    today: Date,
}

/// The truth alone.
pub(super) fn holds(test: &RecordTest, facts: &PatientFacts, today: Date) -> bool {
    let case = Case { facts, today };
    let mut matching =
        case.candidates(&test.records, &test.conditions).filter(|record| case.passes(&test.conditions, record));
    match test.quantifier {
        Quantifier::Exists => matching.next().is_some(),
        Quantifier::None => matching.next().is_none(),
        Quantifier::Latest | Quantifier::Earliest => {
            let matching: Vec<_> = matching.collect();
            of_the_day(test.quantifier, &matching).into_iter().any(|record| case.passes(&test.then, record))
        }
        Quantifier::AtLeast(_) | Quantifier::AtMost(_) | Quantifier::Exactly(_) => {
            test.quantifier.holds(matching.count())
        }
    }
}

pub(super) fn explain(id: BlockId, test: &RecordTest, facts: &PatientFacts, today: Date) -> Explanation {
    let case = Case { facts, today };
    let candidates: Vec<_> = case.candidates(&test.records, &test.conditions).collect();
    let matching: Vec<_> = candidates.iter().copied().filter(|record| case.passes(&test.conditions, record)).collect();
    let picked = if test.quantifier.picks_a_day() { of_the_day(test.quantifier, &matching) } else { Vec::new() };
    let fit = picked.iter().copied().find(|record| case.passes(&test.then, record));
    let truth = if test.quantifier.picks_a_day() { fit.is_some() } else { test.quantifier.holds(matching.len()) };
    let found = fit.or_else(|| picked.first().copied()).or_else(|| matching.first().copied());

    let rows = test.conditions.iter().map(|row| row_of(case, row, found, &candidates));
    let then = test.then.iter().map(|row| row_of(case, row, found, &picked));
    Explanation {
        block: id,
        truth,
        text: sentence::quantifier_words(test),
        record: found.map(deciding),
        children: rows.chain(then).collect(),
    }
}

/// Records that fit but for a number, and can't be held against that: their unit does not convert, or they lie beyond a limit on
/// nobody knows which side.
pub fn incomparable<'a>(test: &'a RecordTest, facts: &'a PatientFacts, today: Date) -> Vec<&'a RecordFacts> {
    let case = Case { facts, today };
    let rows = || test.conditions.iter().chain(&test.then);
    let fits = |record: &&RecordFacts| {
        rows().all(|row| compares(row, record).is_some() || case.holds(row, record))
            && rows().any(|row| compares(row, record) == Some(false))
    };
    case.candidates(&test.records, &test.conditions).filter(fits).collect()
}

/// Whether what a row measures can be compared; `None` for a row that measures nothing.
fn compares(row: &RecordCondition, record: &RecordFacts) -> Option<bool> {
    let number = |test: &NumberTest, number: Option<f64>, unit: Option<&str>, limit: Option<&str>| {
        number.is_none_or(|number| test.compares(number, unit, limit))
    };
    match row.test.content() {
        Content::Number(test) => {
            Some(number(test, record.number, record.unit.as_deref(), record.comparator.as_deref()))
        }
        Content::Component(test) => {
            let mut parts = record.components.iter().filter(|part| part.concept.is_any_of(&test.codes));
            Some(parts.all(|part| number(&test.number, part.number, part.unit.as_deref(), part.comparator.as_deref())))
        }
        Content::Done
        | Content::Words(..)
        | Content::Codes(..)
        | Content::Sets(..)
        | Content::Text(_)
        | Content::Window(..)
        | Content::AgeThen(_)
        | Content::Sites(_)
        | Content::About(_)
        | Content::Near(_) => None,
    }
}

/// How one row fared on the record that decided or, without one, on any that it could have looked at.
fn row_of(case: Case<'_>, row: &RecordCondition, found: Option<&RecordFacts>, all: &[&RecordFacts]) -> Explanation {
    let alone = all.iter().copied().find(|record| case.holds(row, record));
    Explanation {
        block: row.id,
        truth: found.map_or(alone.is_some(), |found| case.holds(row, found)),
        text: sentence::row_words(row),
        record: if found.is_some() { None } else { alone.map(deciding) },
        children: Vec::new(),
    }
}

/// The records of the last (or first) day that has any, of those whose day is known.
fn of_the_day<'a>(quantifier: Quantifier, matching: &[&'a RecordFacts]) -> Vec<&'a RecordFacts> {
    let days = matching.iter().filter_map(|record| record.at.map(UtcMillis::date_utc));
    let day = if quantifier == Quantifier::Earliest { days.min() } else { days.max() };
    matching.iter().copied().filter(|record| day.is_some() && record.at.map(UtcMillis::date_utc) == day).collect()
}

impl<'a> Case<'a> {
    /// The records that a test with these conditions looks at, in the order they are known.
    fn candidates(
        self,
        records: &'a [RecordType],
        conditions: &'a [RecordCondition],
    ) -> impl Iterator<Item = &'a RecordFacts> {
        self.facts.records.iter().filter(move |record| {
            let says_no =
                |(fact, codes): (WordFact, &[&str])| record.word(fact).is_some_and(|word| codes.contains(&word));
            records.contains(&record.record)
                && (!record.negated || asks_for_refusals(conditions))
                && !left_out(record.record, conditions).any(says_no)
        })
    }

    fn passes(self, conditions: &[RecordCondition], record: &RecordFacts) -> bool {
        conditions.iter().all(|condition| self.holds(condition, record))
    }

    fn holds(self, condition: &RecordCondition, record: &RecordFacts) -> bool {
        if !condition.test.fits(record.record) {
            return false;
        }
        match condition.test.content() {
            Content::Done => record.status.as_deref().is_some_and(|status| record.record.done().contains(&status)),
            Content::Words(fact, any_of) => {
                record.word(fact).is_some_and(|found| any_of.iter().any(|wanted| wanted == found))
            }
            Content::Codes(fact, any_of) => record.coded(fact).is_some_and(|concept| concept.is_any_of(any_of)),
            Content::Sets(fact, sets) => record.coded(fact).is_some_and(|concept| concept.is_in(sets)),
            Content::Text(text) => record.concept.as_ref().is_some_and(|concept| text.holds(&concept.search_text)),
            Content::Window(part, date) => {
                let window = date.window(self.today);
                let began = || record.began().is_some_and(|at| window.holds(at));
                let ended = || record.over().is_some_and(|end| window.holds(end));
                match part {
                    Part::Start => began(),
                    Part::End => ended(),
                    Part::Some => record.began().is_some_and(|at| window.meets(at, record.over())),
                    Part::All => began() && ended(),
                }
            }
            Content::AgeThen(age) => match (self.facts.born(), record.at.map(UtcMillis::date_utc)) {
                (Some((first, last)), Some(day)) => {
                    age.holds(first.months_until(day)) && age.holds(last.months_until(day))
                }
                _ => false,
            },
            Content::Number(number) => {
                measured(number, record.number, record.unit.as_deref(), record.comparator.as_deref())
            }
            Content::Component(test) => {
                // A pressure that is written as an observation of its own is that part.
                let itself = || {
                    record.concept.as_ref().is_some_and(|concept| concept.is_any_of(&test.codes))
                        && measured(&test.number, record.number, record.unit.as_deref(), record.comparator.as_deref())
                };
                record.components.iter().any(|part| {
                    part.concept.is_any_of(&test.codes)
                        && measured(&test.number, part.number, part.unit.as_deref(), part.comparator.as_deref())
                }) || itself()
            }
            Content::Sites(any_of) => {
                any_of.iter().any(|wanted| record.sites.iter().any(|site| wanted.eq_ignore_ascii_case(site)))
            }
            Content::About(subject) => {
                record.about.iter().any(|(noun, id)| noun == subject.noun.code() && *id == subject.id)
            }
            Content::Near(near) => {
                let beside = |other: &RecordFacts| {
                    !std::ptr::eq(other, record)
                        && lies(near.when, record, other)
                        && self.passes(&near.conditions, other)
                };
                self.candidates(&near.records, &near.conditions).any(beside) == near.has
            }
        }
    }
}

fn measured(test: &NumberTest, number: Option<f64>, unit: Option<&str>, comparator: Option<&str>) -> bool {
    number.is_some_and(|found| test.holds_with(found, unit, comparator))
}

fn lies(relation: Relation, record: &RecordFacts, near: &RecordFacts) -> bool {
    let Some(at) = record.at else { return false };
    if relation == Relation::During {
        return near.began().is_some_and(|other| other <= at && near.over().is_none_or(|end| end >= at));
    }
    let Some(other) = near.at else { return false };
    let days = |days: u16| Millis::days(i64::from(days));
    match relation {
        Relation::After { days: most } => {
            let end = record.over().unwrap_or(at);
            other > end && other - end <= days(most)
        }
        Relation::Before { days: most } => other < at && at - other <= days(most),
        Relation::Around { days: most } => at - other <= days(most) && other - at <= days(most),
        Relation::During => false,
    }
}
