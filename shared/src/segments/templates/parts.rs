//! What templates are put together from.

use super::{Template, Topic};
use crate::segments::{
    AgeTest, BlockId, CodeRef, Combine, Comparison, DateTest, Group, NumberTest, PatientTest, Quantifier,
    RecordCondition, RecordConditionTest, RecordTest, RecordType, Rule, Test, TextTest, Unit,
};

pub fn combined<const N: usize>(combine: Combine, tests: [Test; N]) -> Rule {
    let mut rule = Rule::new(Group { combine, blocks: Vec::new() });
    for test in tests {
        // The root is always there.
        let _ = rule.add(BlockId::ROOT, test);
    }
    rule
}

pub fn all<const N: usize>(tests: [Test; N]) -> Rule {
    combined(Combine::All, tests)
}

pub fn group<const N: usize>(combine: Combine, tests: [Test; N]) -> Test {
    Test::Group(combined(combine, tests).root)
}

pub const fn active() -> Test {
    Test::Patient(PatientTest::Active(true))
}

pub const fn alive() -> Test {
    Test::Patient(PatientTest::Deceased(false))
}

pub const fn aged(from: u16, to: u16) -> Test {
    Test::Patient(PatientTest::Age(AgeTest::Between { from, to }))
}

pub const fn months(count: u16) -> DateTest {
    DateTest::InLast { count, unit: Unit::Months }
}

/// Goes on at the day of the evaluation: an allergy that is not resolved.
pub const fn ongoing() -> RecordConditionTest {
    RecordConditionTest::Overlaps(DateTest::InLast { count: 1, unit: Unit::Days })
}

pub fn rows<const N: usize>(tests: [RecordConditionTest; N]) -> Vec<RecordCondition> {
    tests.into_iter().map(|test| RecordCondition { id: BlockId::ROOT, test }).collect()
}

pub fn has<const N: usize>(quantifier: Quantifier, record: RecordType, tests: [RecordConditionTest; N]) -> Test {
    Test::Record(RecordTest { records: vec![record], quantifier, conditions: rows(tests), then: Vec::new() })
}

pub fn latest<const N: usize, const M: usize>(
    record: RecordType,
    tests: [RecordConditionTest; N],
    then: [RecordConditionTest; M],
) -> Test {
    Test::Record(RecordTest {
        records: vec![record],
        quantifier: Quantifier::Latest,
        conditions: rows(tests),
        then: rows(then),
    })
}

pub fn status(code: &str) -> RecordConditionTest {
    RecordConditionTest::Status(vec![code.to_owned()])
}

pub fn set(key: &str) -> RecordConditionTest {
    RecordConditionTest::CodeSet(vec![key.to_owned()])
}

pub fn text(words: &str) -> RecordConditionTest {
    RecordConditionTest::Text(TextTest::Contains(words.to_owned()))
}

pub fn loinc<const N: usize>(codes: [(&str, &str); N]) -> Vec<CodeRef> {
    codes
        .map(|(code, display)| CodeRef {
            system: "http://loinc.org".into(),
            code: code.into(),
            display: display.into(),
        })
        .to_vec()
}

pub fn above(compare: Comparison, value: f64, unit: &str) -> NumberTest {
    NumberTest { compare, value, unit: Some(unit.to_owned()) }
}

/// What happened between us and the patient.
pub fn happened(quantifier: Quantifier, kind: &str, date: DateTest) -> Test {
    has(quantifier, RecordType::Activity, [status(kind), RecordConditionTest::Date(date)])
}

/// Some record of that type with one of these words in its text.
pub fn speaks_of<const N: usize>(record: RecordType, words: &[&str], also: [RecordConditionTest; N]) -> Test {
    let mut any = Rule::new(Group { combine: Combine::Any, blocks: Vec::new() });
    for word in words {
        let mut rows = rows([text(word)]);
        rows.extend(also.iter().map(|test| RecordCondition { id: BlockId::ROOT, test: test.clone() }));
        let test =
            RecordTest { records: vec![record], quantifier: Quantifier::Exists, conditions: rows, then: Vec::new() };
        // The root is always there.
        let _ = any.add(BlockId::ROOT, Test::Record(test));
    }
    Test::Group(any.root)
}

/// The last such observation of two years whose value is so.
pub fn last_value<const N: usize>(codes: Vec<CodeRef>, then: [NumberTest; N]) -> Test {
    latest(
        RecordType::Observation,
        [RecordConditionTest::Code(codes), RecordConditionTest::Done, RecordConditionTest::Date(months(24))],
        then.map(RecordConditionTest::Number),
    )
}

/// Diseases that stay.
pub fn chronic(quantifier: Quantifier) -> Test {
    let sets = ["diabetes", "essential-hypertension", "ascvd", "end-stage-renal-disease", "advanced-illness"];
    let overlaps = RecordConditionTest::Overlaps(months(12));
    has(quantifier, RecordType::Condition, [RecordConditionTest::CodeSet(sets.map(str::to_owned).to_vec()), overlaps])
}

/// Finished visits in a window.
pub fn visits(quantifier: Quantifier, date: DateTest) -> Test {
    has(quantifier, RecordType::Encounter, [RecordConditionTest::Done, RecordConditionTest::Date(date)])
}

/// A pregnancy that is going on.
pub fn pregnancy() -> Test {
    has(
        Quantifier::Exists,
        RecordType::Condition,
        [set("pregnancy"), status("active"), RecordConditionTest::Date(months(10))],
    )
}

/// A template without a guideline behind it.
pub const fn made(topic: Topic, key: &'static str, name: &'static str, summary: &'static str, rule: Rule) -> Template {
    Template { key, topic, name, summary, citation: None, rule }
}
