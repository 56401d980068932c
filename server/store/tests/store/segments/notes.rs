//! A rule that the data can't answer says why.

use super::*;
use shared::segments::{CodeRef, Comparison, NumberTest};

fn rows(tests: Vec<RecordConditionTest>) -> Rule {
    let conditions = tests.into_iter().zip(2..).map(|(test, id)| RecordCondition { id: BlockId(id), test }).collect();
    let records = vec![RecordType::Observation];
    let test = RecordTest { records, quantifier: Quantifier::Exists, conditions, then: Vec::new() };
    Rule::new(Group { combine: Combine::All, blocks: vec![Block::new(BlockId(1), Test::Record(test))] })
}

#[tokio::test]
async fn codes_nobody_carries_and_units_that_do_not_convert_are_told_at_their_row() {
    on_both(async |db| {
        let mut tx = db.begin().await.expect("tx");
        fixture::concepts(&mut tx).await;
        fixture::code_sets(&mut tx).await;
        let hba1c = RecordFacts {
            concept: Some(arbitrary::concept_facts(2)),
            status: Some("final".into()),
            at: Some(NOW),
            number: Some(8.0),
            unit: Some("%".into()),
            ..RecordFacts::new(RecordType::Observation)
        };
        let facts = PatientFacts { records: vec![hba1c], ..PatientFacts::default() };
        fixture::patient(&mut tx, "Ana", &facts).await;
        tx.commit().await.expect("commit");
        let loinc = |code: &str| {
            let display = String::new();
            RecordConditionTest::Code(vec![CodeRef { system: "http://loinc.org".into(), code: code.into(), display }])
        };
        let above = |unit: &str| {
            RecordConditionTest::Number(NumberTest { compare: Comparison::Above, value: 7.0, unit: Some(unit.into()) })
        };
        let told = async |rule: Rule| {
            count(&db, &FactIndex::default(), &viewer(), Some(&reader()), NOW, None, &rule)
                .await
                .expect("counted")
                .notes
        };
        assert_eq!(told(rows(vec![loinc("4548-4"), above("%")])).await, []);
        assert_eq!(
            told(rows(vec![loinc("4548-4"), above("kg")])).await,
            [(BlockId(3), "These values are written in %, which can’t be compared with kg: choose that unit.".into())]
        );
        assert_eq!(
            told(rows(vec![loinc("0000-0")])).await,
            [(BlockId(2), "No record carries the code 0000-0.".into())]
        );
        assert_eq!(
            told(rows(vec![RecordConditionTest::CodeSet(vec!["no-such-set".into()])])).await,
            [(BlockId(2), "No record carries a code of the set “no-such-set”.".into())]
        );
    })
    .await;
}

#[tokio::test]
async fn values_that_can_not_be_compared_are_counted_in_rows_and_in_care_gaps() {
    on_both(async |db| {
        let mut tx = db.begin().await.expect("tx");
        fixture::concepts(&mut tx).await;
        let hba1c = |number: f64, unit: &str, limit: Option<&str>| {
            let mut record = RecordFacts {
                concept: Some(arbitrary::concept_facts(2)),
                status: Some("final".into()),
                at: Some(NOW),
                number: Some(number),
                unit: Some(unit.into()),
                ..RecordFacts::new(RecordType::Observation)
            };
            record.comparator = limit.map(str::to_owned);
            record
        };
        let records = vec![
            hba1c(8.0, "%", None),
            hba1c(64.0, "mmol/mol", None),
            hba1c(8.0, "{beans}", None),
            hba1c(6.0, "%", Some(">")),
            hba1c(12.0, "%", Some(">")),
        ];
        fixture::patient(&mut tx, "Ana", &PatientFacts { records, ..PatientFacts::default() }).await;
        tx.commit().await.expect("commit");
        let told = async |rule: Rule| {
            count(&db, &FactIndex::default(), &viewer(), Some(&reader()), NOW, None, &rule)
                .await
                .expect("counted")
                .notes
        };
        let code = CodeRef { system: "http://loinc.org".into(), code: "4548-4".into(), display: String::new() };
        let above = NumberTest { compare: Comparison::Above, value: 9.0, unit: Some("%".into()) };
        let row = rows(vec![RecordConditionTest::Code(vec![code]), RecordConditionTest::Number(above)]);
        let said = "2 of 5 values can’t be compared with 9 % and do not count (> 6 %, {beans}).";
        assert_eq!(told(row).await, [(BlockId(3), said.into())]);
        let gap = shared::segments::CareGapTest {
            gap: "diabetes-glycaemic-status".into(),
            period: shared::segments::care_gap::Period::Rolling,
            states: vec![shared::segments::GapState::OpenGap],
        };
        let rule = Rule::new(Group { combine: Combine::All, blocks: vec![Block::new(BlockId(7), Test::CareGap(gap))] });
        let notes = told(rule).await;
        assert!(notes.iter().any(|(block, note)| *block == BlockId(7) && note.contains("2 of 5 values")), "{notes:?}");
    })
    .await;
}
