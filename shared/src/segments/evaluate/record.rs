//! The truth of a record test, and which record decided it.

use super::super::record::left_out;
use super::super::{
    BlockId, PatientFacts, Quantifier, RecordCondition, RecordConditionTest, RecordFacts, RecordTest, RecordType,
    Relation, TextTest, sentence,
};
use super::{Explanation, deciding};
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
        quantifier if quantifier.picks_a_day() => {
            let matching: Vec<_> = matching.collect();
            of_the_day(quantifier, &matching).into_iter().any(|record| case.passes(&test.then, record))
        }
        quantifier => quantifier.holds(matching.count()),
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
            let status = if record.record.has_verification() { &record.verification } else { &record.status };
            records.contains(&record.record)
                && !record.negated
                && !status.as_deref().is_some_and(|status| left_out(record.record, conditions).contains(&status))
        })
    }

    fn passes(self, conditions: &[RecordCondition], record: &RecordFacts) -> bool {
        conditions.iter().all(|condition| self.holds(condition, record))
    }

    fn holds(self, condition: &RecordCondition, record: &RecordFacts) -> bool {
        let one_of =
            |any_of: &[String], found: &Option<String>| found.as_ref().is_some_and(|found| any_of.contains(found));
        if !condition.test.fits(record.record) {
            return false;
        }
        match &condition.test {
            RecordConditionTest::Code(any_of) => {
                record.concept.as_ref().is_some_and(|concept| concept.is_any_of(any_of))
            }
            RecordConditionTest::CodeSet(sets) => record.concept.as_ref().is_some_and(|concept| concept.is_in(sets)),
            RecordConditionTest::Text(text) => record.concept.as_ref().is_some_and(|concept| {
                let wanted = text.text().trim().to_lowercase();
                match text {
                    TextTest::Contains(_) => concept.search_text.contains(&wanted),
                    TextTest::Begins(_) => concept.search_text.split('\n').any(|line| line.starts_with(&wanted)),
                }
            }),
            RecordConditionTest::Status(any_of) => one_of(any_of, &record.status),
            RecordConditionTest::Done => {
                record.status.as_deref().is_some_and(|status| record.record.done().contains(&status))
            }
            RecordConditionTest::Verification(any_of) => one_of(any_of, &record.verification),
            RecordConditionTest::Date(date) => record.at.is_some_and(|at| date.window(self.today).holds(at)),
            RecordConditionTest::Ended(date) => record.over().is_some_and(|end| date.window(self.today).holds(end)),
            RecordConditionTest::Overlaps(date) => {
                record.at.is_some_and(|at| date.window(self.today).meets(at, record.over()))
            }
            RecordConditionTest::Within(date) => {
                let window = date.window(self.today);
                record.at.is_some_and(|at| window.holds(at)) && record.over().is_some_and(|end| window.holds(end))
            }
            RecordConditionTest::AgeThen(age) => match (self.facts.birth_date, record.at) {
                (Some(born), Some(at)) => age.holds(born.months_until(at.date_utc())),
                _ => false,
            },
            RecordConditionTest::Number(number) => {
                record.number.is_some_and(|found| number.holds(found, record.unit.as_deref()))
            }
            RecordConditionTest::Component(test) => record.components.iter().any(|component| {
                component.concept.is_any_of(&test.codes)
                    && component.number.is_some_and(|found| test.number.holds(found, component.unit.as_deref()))
            }),
            RecordConditionTest::Value(any_of) => record.value.as_ref().is_some_and(|value| value.is_any_of(any_of)),
            RecordConditionTest::ValueSet(sets) => record.value.as_ref().is_some_and(|value| value.is_in(sets)),
            RecordConditionTest::BodySite(any_of) => {
                record.body_site.as_ref().is_some_and(|site| site.is_any_of(any_of))
            }
            RecordConditionTest::Class(any_of) => one_of(any_of, &record.class),
            RecordConditionTest::Disposition(any_of) => one_of(any_of, &record.disposition),
            RecordConditionTest::Site(any_of) => {
                any_of.iter().any(|wanted| record.sites.iter().any(|site| wanted.eq_ignore_ascii_case(site)))
            }
            RecordConditionTest::About(subject) => {
                record.about.iter().any(|(noun, id)| *noun == subject.noun && *id == subject.id)
            }
            RecordConditionTest::Near(near) => {
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

fn lies(relation: Relation, record: &RecordFacts, near: &RecordFacts) -> bool {
    let (Some(at), Some(other)) = (record.at, near.at) else { return false };
    let days = |days: u16| Millis::days(i64::from(days));
    match relation {
        Relation::After { days: most } => {
            let end = record.over().unwrap_or(at);
            other > end && other - end <= days(most)
        }
        Relation::Before { days: most } => other < at && at - other <= days(most),
        Relation::Around { days: most } => at - other <= days(most) && other - at <= days(most),
        Relation::During => other <= at && near.over().is_none_or(|end| end >= at),
    }
}
