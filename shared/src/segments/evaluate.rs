//! The truth of a rule for one patient, and what decided it.

use super::{
    AgeTest, Block, BlockId, Combine, Group, PatientFacts, PatientTest, PlacePart, Quantifier, Reach, RecordCondition,
    RecordConditionTest, RecordFacts, RecordTest, RecordType, Rule, Test, TextTest, sentence,
};
use crate::time::{Date, UtcMillis};
use serde::{Deserialize, Serialize};

/// Why one block holds or not, and the same for what is inside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    pub block: BlockId,
    pub truth: bool,
    /// The block in words.
    pub text: String,
    /// The record that decided: the one found, or for "none" the one in the way.
    pub record: Option<DecidingRecord>,
    pub children: Vec<Explanation>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidingRecord {
    pub record: RecordType,
    pub text: String,
    pub status: Option<String>,
    pub at: Option<UtcMillis>,
    /// The value of an observation, with its unit.
    pub value: Option<String>,
}

/// Evaluates `rule` on `today`, every block of it, so that the answer explains itself.
pub fn evaluate(rule: &Rule, facts: &PatientFacts, today: Date) -> Explanation {
    group(BlockId::ROOT, &rule.root, facts, today)
}

fn block(block: &Block, facts: &PatientFacts, today: Date) -> Explanation {
    match &block.test {
        Test::Group(inner) => group(block.id, inner, facts, today),
        Test::Patient(test) => Explanation {
            block: block.id,
            truth: patient(test, facts, today),
            text: sentence::patient_words(test),
            record: None,
            children: Vec::new(),
        },
        Test::Record(test) => record(block.id, test, facts, today),
    }
}

fn group(id: BlockId, group: &Group, facts: &PatientFacts, today: Date) -> Explanation {
    let children: Vec<_> = group.blocks.iter().map(|inner| block(inner, facts, today)).collect();
    let mut truths = children.iter().map(|child| child.truth);
    let truth = match group.combine {
        Combine::All => truths.all(|truth| truth),
        Combine::Any => truths.any(|truth| truth),
        Combine::None => !truths.any(|truth| truth),
    };
    Explanation { block: id, truth, text: format!("{} these", group.combine.label()), record: None, children }
}

fn patient(test: &PatientTest, facts: &PatientFacts, today: Date) -> bool {
    match test {
        PatientTest::Active(active) => facts.active == *active,
        PatientTest::Age(age) => facts.birth_date.is_some_and(|born| {
            let years = born.age_on(today);
            match *age {
                AgeTest::Between { from, to } => (i32::from(from)..=i32::from(to)).contains(&years),
                AgeTest::AtLeast(least) => years >= i32::from(least),
                AgeTest::Under(limit) => years < i32::from(limit),
            }
        }),
        PatientTest::Gender(any_of) => facts.gender.is_some_and(|gender| any_of.contains(&gender)),
        PatientTest::Language(any_of) => facts.language.as_ref().is_some_and(|spoken| {
            let spoken = spoken.to_ascii_lowercase();
            any_of.iter().any(|wanted| {
                let wanted = wanted.to_ascii_lowercase();
                spoken == wanted || spoken.strip_prefix(&wanted).is_some_and(|rest| rest.starts_with('-'))
            })
        }),
        PatientTest::Place { part, begins } => {
            let place = match part {
                PlacePart::City => &facts.city,
                PlacePart::State => &facts.state,
                PlacePart::Postcode => &facts.postal_code,
            };
            place
                .as_ref()
                .is_some_and(|place| place.to_ascii_lowercase().starts_with(&begins.trim().to_ascii_lowercase()))
        }
        PatientTest::Deceased(deceased) => facts.deceased == *deceased,
        PatientTest::Reach { by, has } => {
            let reachable = match by {
                Reach::Email => facts.has_email,
                Reach::Phone => facts.has_phone,
            };
            reachable == *has
        }
    }
}

fn record(id: BlockId, test: &RecordTest, facts: &PatientFacts, today: Date) -> Explanation {
    let candidates: Vec<_> = facts.records.iter().filter(|record| counts(test, record)).collect();
    let found =
        candidates.iter().find(|record| test.conditions.iter().all(|condition| holds(condition, record, today)));
    let children = test
        .conditions
        .iter()
        .map(|condition| {
            let alone = candidates.iter().find(|record| holds(condition, record, today));
            Explanation {
                block: condition.id,
                truth: match found {
                    Some(found) => holds(condition, found, today),
                    None => alone.is_some(),
                },
                text: sentence::condition_words(test.record, &condition.test),
                record: if found.is_some() { None } else { alone.map(|record| deciding(record)) },
                children: Vec::new(),
            }
        })
        .collect();
    Explanation {
        block: id,
        truth: found.is_some() == (test.quantifier == Quantifier::Exists),
        text: sentence::quantifier_words(test),
        record: found.map(|record| deciding(record)),
        children,
    }
}

/// Whether the record is looked at by this test at all.
fn counts(test: &RecordTest, record: &RecordFacts) -> bool {
    let status = if test.record.has_verification() { &record.verification } else { &record.status };
    record.record == test.record
        && !record.negated
        && !status.as_deref().is_some_and(|status| test.left_out().contains(&status))
}

fn holds(condition: &RecordCondition, record: &RecordFacts, today: Date) -> bool {
    let one_of = |any_of: &[String], found: &Option<String>| found.as_ref().is_some_and(|found| any_of.contains(found));
    match &condition.test {
        RecordConditionTest::Code(any_of) => record.concept.as_ref().is_some_and(|concept| {
            any_of.iter().any(|wanted| {
                concept.codings.iter().any(|(system, code)| *system == wanted.system && *code == wanted.code)
            })
        }),
        RecordConditionTest::Text(text) => record.concept.as_ref().is_some_and(|concept| {
            let wanted = text.text().trim().to_lowercase();
            match text {
                TextTest::Contains(_) => concept.search_text.contains(&wanted),
                TextTest::Begins(_) => concept.search_text.split('\n').any(|line| line.starts_with(&wanted)),
            }
        }),
        RecordConditionTest::Status(any_of) => one_of(any_of, &record.status),
        RecordConditionTest::Verification(any_of) => one_of(any_of, &record.verification),
        RecordConditionTest::Date(date) => record.at.is_some_and(|at| date.window(today).holds(at)),
        RecordConditionTest::Number(number) => {
            record.number.is_some_and(|found| number.compare.holds(found, number.value))
                && number.unit.as_ref().is_none_or(|unit| record.unit.as_ref() == Some(unit))
        }
    }
}

fn deciding(record: &RecordFacts) -> DecidingRecord {
    DecidingRecord {
        record: record.record,
        text: record.concept.as_ref().map_or_else(String::new, |concept| concept.text.clone()),
        status: record.status.clone(),
        at: record.at,
        value: record.number.map(|number| match &record.unit {
            Some(unit) => format!("{number} {unit}"),
            None => number.to_string(),
        }),
    }
}

#[cfg(test)]
mod tests;
