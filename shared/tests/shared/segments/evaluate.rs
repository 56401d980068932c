//! The lab's rule on the lab's people, and the cases that a careless evaluator gets wrong.

use proptest::prelude::*;
use shared::patients::Relationship;
use shared::segments::{
    AgeTest, Block, BlockId, Combine, Comparison, ConceptFacts, DateTest, Group, NumberTest, PatientFacts, PatientTest,
    Quantifier, RecordCondition, RecordConditionTest, RecordFacts, RecordTest, RecordType, Rule, Test, TextTest, Unit,
    arbitrary, evaluate, holds, search_text,
};
use shared::time::Date;

fn day(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

fn today() -> Date {
    day("2026-11-22")
}

fn condition(text: &str, verification: &str) -> RecordFacts {
    RecordFacts {
        concept: Some(ConceptFacts {
            text: text.into(),
            search_text: search_text(text, [text]),
            codings: vec![("http://snomed.info/sct".into(), "38101003".into())],
            ..ConceptFacts::default()
        }),
        status: Some("active".into()),
        verification: Some(verification.into()),
        at: Some(day("2026-10-01").start_utc()),
        ..RecordFacts::new(RecordType::Condition)
    }
}

fn patient(active: bool, records: Vec<RecordFacts>) -> PatientFacts {
    PatientFacts { active, records, birth_date: Some(day("1980-05-05")), ..PatientFacts::default() }
}

fn has(record: RecordType, quantifier: Quantifier, tests: Vec<RecordConditionTest>) -> Test {
    let conditions = tests.into_iter().zip(10..).map(|(test, id)| RecordCondition { id: BlockId(id), test }).collect();
    Test::Record(RecordTest { records: vec![record], quantifier, conditions, then: Vec::new() })
}

fn all(tests: Vec<Test>) -> Rule {
    let blocks = tests.into_iter().zip(1..).map(|(test, id)| Block::new(BlockId(id), test)).collect();
    Rule::new(Group { combine: Combine::All, blocks })
}

fn contains(text: &str) -> RecordConditionTest {
    RecordConditionTest::Text(TextTest::Contains(text.into()))
}

fn lab_rule() -> Rule {
    all(vec![
        Test::Patient(PatientTest::Active(true)),
        has(RecordType::Condition, Quantifier::Exists, vec![contains("hyperMETROPIA")]),
    ])
}

#[test]
fn an_active_patient_with_the_condition_is_in_and_an_inactive_one_is_not() {
    let truth =
        |active| evaluate(&lab_rule(), &patient(active, vec![condition("Hypermetropia", "confirmed")]), today()).truth;
    assert!(truth(true));
    assert!(!truth(false));
}

#[test]
fn the_explanation_names_the_record_that_decided() {
    let facts = patient(true, vec![condition("Myopia", "confirmed"), condition("Hypermetropia", "confirmed")]);
    let why = evaluate(&lab_rule(), &facts, today());
    let record = why.children[1].record.as_ref().expect("a deciding record");
    assert_eq!(record.text, "Hypermetropia");
    assert_eq!(record.at, Some(day("2026-10-01").start_utc()));
}

#[test]
fn a_refuted_condition_never_matches_unless_asked() {
    let facts = patient(true, vec![condition("Hypermetropia", "refuted")]);
    assert!(!evaluate(&lab_rule(), &facts, today()).truth);
    let asked = all(vec![has(
        RecordType::Condition,
        Quantifier::Exists,
        vec![contains("hypermetropia"), RecordConditionTest::Verification(vec!["refuted".into()])],
    )]);
    assert!(evaluate(&asked, &facts, today()).truth);
}

#[test]
fn conditions_of_one_test_hold_for_the_same_record() {
    let mut old = condition("Hypermetropia", "confirmed");
    old.at = Some(day("2019-01-01").start_utc());
    let facts = patient(true, vec![old, condition("Myopia", "confirmed")]);
    let lately = RecordConditionTest::Date(DateTest::InLast { count: 6, unit: Unit::Months });
    let same =
        all(vec![has(RecordType::Condition, Quantifier::Exists, vec![contains("Hypermetropia"), lately.clone()])]);
    let separate = all(vec![
        has(RecordType::Condition, Quantifier::Exists, vec![contains("Hypermetropia")]),
        has(RecordType::Condition, Quantifier::Exists, vec![lately]),
    ]);
    assert!(!evaluate(&same, &facts, today()).truth);
    assert!(evaluate(&separate, &facts, today()).truth);
}

#[test]
fn a_value_in_another_unit_does_not_match() {
    let mut result = condition("HbA1c", "confirmed");
    result.record = RecordType::Observation;
    result.status = Some("final".into());
    result.number = Some(9.4);
    result.unit = Some("%".into());
    let above = |unit: Option<&str>| {
        let number = NumberTest { compare: Comparison::Above, value: 9.0, unit: unit.map(str::to_owned) };
        let rule =
            all(vec![has(RecordType::Observation, Quantifier::Exists, vec![RecordConditionTest::Number(number)])]);
        evaluate(&rule, &patient(true, vec![result.clone()]), today()).truth
    };
    assert!(above(Some("%")));
    assert!(above(None));
    assert!(!above(Some("mmol/L")));
}

#[test]
fn a_rule_looks_at_patients_unless_it_asks_what_people_are_to_us() {
    let donor = PatientFacts { relationship: Relationship::Donor, ..patient(true, Vec::new()) };
    let active = Test::Patient(PatientTest::Active(true));
    let donors = Test::Patient(PatientTest::Relationship(vec![Relationship::Donor]));
    let told = evaluate(&all(vec![active.clone()]), &donor, today());
    assert!(!told.truth && told.children[0].text.starts_with("are patients"));
    assert!(evaluate(&all(vec![active.clone(), donors.clone()]), &donor, today()).truth);
    assert!(!evaluate(&all(vec![active.clone(), donors.clone()]), &patient(true, Vec::new()), today()).truth);
    let mut off = all(vec![active, donors]);
    off.root.blocks[1].off = true;
    assert!(!evaluate(&off, &donor, today()).truth, "what is switched off asks nothing");
}

#[test]
fn nobody_without_a_birth_date_has_an_age() {
    let rule = all(vec![Test::Patient(PatientTest::Age(AgeTest::Under(200)))]);
    assert!(!evaluate(&rule, &PatientFacts::default(), today()).truth);
}

proptest! {
    #[test]
    fn the_truth_alone_is_the_truth_explained(rule in arbitrary::rule(), facts in arbitrary::facts(), today in arbitrary::today()) {
        prop_assert_eq!(holds(&rule, &facts, today), evaluate(&rule, &facts, today).truth);
    }

    #[test]
    fn none_is_the_opposite_of_any(rule in arbitrary::rule(), facts in arbitrary::facts(), today in arbitrary::today()) {
        // Of those whom the rule looks at.
        let facts = PatientFacts { relationship: Relationship::Patient, ..facts };
        let as_group = |combine| {
            let rule = Rule::new(Group { combine, blocks: rule.root.blocks.clone() });
            evaluate(&rule, &facts, today).truth
        };
        prop_assert_eq!(as_group(Combine::None), !as_group(Combine::Any));
    }

    #[test]
    fn one_more_record_never_ends_an_existence(
        record in arbitrary::record(), facts in arbitrary::facts(), today in arbitrary::today(), rule in arbitrary::rule(),
    ) {
        let mut more = facts.clone();
        more.records.push(record);
        for block in &rule.root.blocks {
            let near = |test: &RecordTest| test.rows().any(|row| matches!(row.test, RecordConditionTest::Near(_)));
            if let Test::Record(test) = &block.test
                && matches!(test.quantifier, Quantifier::Exists | Quantifier::None)
                && !near(test)
            {
                let rule = all(vec![block.test.clone()]);
                let (before, after) = (evaluate(&rule, &facts, today).truth, evaluate(&rule, &more, today).truth);
                prop_assert!(before == after || after == (test.quantifier == Quantifier::Exists));
            }
        }
    }
}
