//! Rules as people read them.

use proptest::prelude::*;
use shared::segments::sentence::{sentence, sentence_text};
use shared::segments::{
    AgeTest, Block, BlockId, Combine, DateTest, Gender, Group, PatientTest, Quantifier, RecordCondition,
    RecordConditionTest, RecordTest, RecordType, Rule, Test, TextTest, Unit, arbitrary,
};

fn rule(combine: Combine, tests: Vec<Test>) -> Rule {
    let blocks = tests.into_iter().zip(1..).map(|(test, id)| Block::new(BlockId(id), test)).collect();
    Rule::new(Group { combine, blocks })
}

fn record(quantifier: Quantifier, tests: Vec<RecordConditionTest>) -> Test {
    let conditions = tests.into_iter().zip(10..).map(|(test, id)| RecordCondition { id: BlockId(id), test }).collect();
    Test::Record(RecordTest { records: vec![RecordType::Condition], quantifier, conditions, then: Vec::new() })
}

fn contains(text: &str) -> RecordConditionTest {
    RecordConditionTest::Text(TextTest::Contains(text.into()))
}

#[test]
fn the_labs_rule() {
    let lab = rule(
        Combine::All,
        vec![Test::Patient(PatientTest::Active(true)), record(Quantifier::Exists, vec![contains("Hypermetropia")])],
    );
    assert_eq!(sentence_text(&lab), "Active patients who have a condition whose text contains “Hypermetropia”.");
    let marked: Vec<_> = sentence(&lab).into_iter().filter_map(|span| span.block).collect();
    assert_eq!(marked, [BlockId(1), BlockId(2), BlockId(10)]);
}

#[test]
fn adjectives_stand_first_and_the_rest_follows() {
    let lately = RecordConditionTest::Date(DateTest::InLast { count: 27, unit: Unit::Months });
    let screening = rule(
        Combine::All,
        vec![
            Test::Patient(PatientTest::Gender(vec![Gender::Female])),
            Test::Patient(PatientTest::Age(AgeTest::Between { from: 50, to: 74 })),
            record(Quantifier::None, vec![contains("x"), lately]),
        ],
    );
    assert_eq!(
        sentence_text(&screening),
        "Female patients who are aged 50 to 74 and have no condition whose text contains “x” and dated in the last 27 months."
    );
}

#[test]
fn any_and_none_read_differently() {
    let tests = vec![Test::Patient(PatientTest::Active(true)), Test::Patient(PatientTest::Age(AgeTest::AtLeast(65)))];
    assert_eq!(sentence_text(&rule(Combine::Any, tests.clone())), "Patients who either are active or are 65 or older.");
    assert_eq!(
        sentence_text(&rule(Combine::None, tests)),
        "Patients about whom none of this is true: they are active, or they are 65 or older."
    );
    assert_eq!(sentence_text(&Rule::empty()), "Nobody yet: add a criterion.");
}

proptest! {
    #[test]
    fn every_row_is_in_the_sentence(rule in arbitrary::rule()) {
        let marked: Vec<_> = sentence(&rule).into_iter().filter_map(|span| span.block).collect();
        let mut wanted = Vec::new();
        rule.enabled().root.each(&mut |block| match &block.test {
            Test::Group(group) if group.blocks.is_empty() => wanted.push(block.id),
            Test::Group(_) => {}
            Test::Patient(_) | Test::CareGap(_) | Test::Segment(_) => wanted.push(block.id),
            Test::Record(test) => {
                wanted.push(block.id);
                wanted.extend(test.conditions.iter().map(|row| row.id));
                if test.quantifier.picks_a_day() {
                    wanted.extend(test.then.iter().map(|row| row.id));
                }
            }
        });
        prop_assert!(wanted.iter().all(|id| marked.contains(id)));
    }
}
