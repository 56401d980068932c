//! What is written is read back; what is wrong is told with its line.

use proptest::prelude::*;
use shared::segments::templates::templates;
use shared::segments::text::{read, write};
use shared::segments::{BlockId, Group, Rule, Test, arbitrary};

/// Under the numbers the reader gives: from 1, each block before its rows and what is inside it.
fn numbered(group: &mut Group, next: &mut u32) {
    let take = |next: &mut u32| {
        *next += 1;
        BlockId(*next - 1)
    };
    for block in &mut group.blocks {
        block.id = take(next);
        match &mut block.test {
            Test::Group(inner) => numbered(inner, next),
            Test::Record(test) => {
                for row in test.rows_mut() {
                    row.id = take(next);
                    if let shared::segments::RecordConditionTest::Near(near) = &row.test {
                        *next += near.conditions.len() as u32;
                    }
                }
            }
            _ => {}
        }
    }
}

fn as_read(rule: &Rule) -> Rule {
    let mut rule = rule.clone();
    numbered(&mut rule.root, &mut 1);
    rule
}

#[test]
fn a_rule_reads_like_this() {
    let text = "waypost rule 2\n\
        # who has not been screened\n\
        all of\n  patient active\n  patient age 50 to 74\n\n  no observation, procedure\n    code-set \"mammography\"\n    date in last 27 months\n";
    let rule = read(text).expect("readable");
    assert_eq!(
        shared::segments::sentence::sentence_text(&rule),
        "Active patients who are aged 50 to 74 and have no observation or procedure in the code set “mammography” and dated in the last 27 months."
    );
    assert_eq!(write(&rule), text.replace("# who has not been screened\n", "").replace("\n\n", "\n"));
}

#[test]
fn a_mistake_is_told_with_its_line() {
    let mistake = |text: &str| read(text).expect_err("refused").to_string();
    assert_eq!(mistake("all of\n"), "Line 1: The first line must be “waypost rule 2”.");
    assert_eq!(mistake("waypost rule 2\nall of\n  patient old\n"), "Line 3: \"old\" is not an attribute of a patient.");
    assert_eq!(
        mistake("waypost rule 2\nall of\n  has condition\n    text contains \"a\n"),
        "Line 4: A quote is not closed."
    );
    assert_eq!(
        mistake("waypost rule 2\nall of\n  has condition\n    date in last twelve months\n"),
        "Line 4: \"twelve\" is not a valid number here."
    );
    assert_eq!(
        mistake("waypost rule 2\nall of\n  patient active now\n"),
        "Line 3: Unexpected \"now\" at the end of the line."
    );
}

#[test]
fn every_template_has_a_text() {
    for template in templates() {
        assert_eq!(read(&write(&template.rule)).expect(template.key), as_read(&template.rule), "{}", template.key);
    }
}

proptest! {
    #[test]
    fn written_and_read_back_is_the_same_rule(rule in arbitrary::rule()) {
        let text = write(&rule);
        prop_assert_eq!(read(&text).expect("readable"), as_read(&rule), "{}", text);
    }

    #[test]
    fn no_text_makes_the_reader_fall_over(text in "(waypost rule 2\nall of\n)?( {0,4}(has|no|patient|code|near|then|off|\"x\"|in|last|3|,|\\PC){1,6}\n){0,6}") {
        let _ = read(&text);
    }
}
