//! Every complaint names its block, and what is complained about is what the live count leaves out.

use proptest::prelude::*;
use shared::segments::{
    AgeTest, Block, BlockId, Combine, Group, PatientTest, Quantifier, RecordCondition, RecordConditionTest, RecordTest,
    RecordType, Rule, Test, TextTest, arbitrary, problems, without_unfinished,
};

fn all(tests: Vec<Test>) -> Rule {
    let blocks = tests.into_iter().zip(1..).map(|(test, id)| Block::new(BlockId(id), test)).collect();
    Rule::new(Group { combine: Combine::All, blocks })
}

fn complained(rule: &Rule) -> Vec<u32> {
    problems(rule).into_iter().map(|problem| problem.block.0).collect()
}

#[test]
fn an_empty_rule_and_an_empty_group_say_so() {
    assert_eq!(complained(&Rule::empty()), [0]);
    let empty = Test::Group(Group { combine: Combine::Any, blocks: Vec::new() });
    assert_eq!(complained(&all(vec![Test::Patient(PatientTest::Active(true)), empty])), [2]);
}

#[test]
fn ages_that_leave_nobody_are_named() {
    let ages =
        |first, second| all(vec![Test::Patient(PatientTest::Age(first)), Test::Patient(PatientTest::Age(second))]);
    assert_eq!(complained(&ages(AgeTest::Under(18), AgeTest::AtLeast(65))), [2]);
    assert_eq!(complained(&ages(AgeTest::AtLeast(18), AgeTest::Under(65))), [0u32; 0]);
    assert_eq!(complained(&all(vec![Test::Patient(PatientTest::Age(AgeTest::Between { from: 74, to: 50 }))])), [1]);
}

#[test]
fn a_status_both_ways_contradicts_itself() {
    let both = vec![Test::Patient(PatientTest::Active(true)), Test::Patient(PatientTest::Active(false))];
    assert_eq!(complained(&all(both.clone())), [2]);
    let mut either = all(both);
    either.root.combine = Combine::Any;
    assert_eq!(complained(&either), [0u32; 0]);
}

#[test]
fn a_row_without_its_text_is_unfinished_and_not_counted() {
    let rule = all(vec![Test::Record(RecordTest {
        records: vec![RecordType::Condition],
        quantifier: Quantifier::Exists,
        conditions: vec![RecordCondition {
            id: BlockId(2),
            test: RecordConditionTest::Text(TextTest::Contains("  ".into())),
        }],
        then: Vec::new(),
    })]);
    assert_eq!(complained(&rule), [2]);
    let (finished, unfinished) = without_unfinished(&rule);
    assert_eq!(unfinished, 1);
    assert_eq!(complained(&finished), [0u32; 0]);
}

proptest! {
    #[test]
    fn what_is_left_has_no_problems_but_emptiness(rule in arbitrary::rule()) {
        let (finished, _) = without_unfinished(&rule);
        prop_assert!(complained(&finished).iter().all(|block| *block == 0), "{:?}", problems(&finished));
    }
}
