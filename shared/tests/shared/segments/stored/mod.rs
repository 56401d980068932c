//! Rules as they were stored: every document here must be readable for ever, and mean the same. Never change one of them;
//! add what a later version writes as another file.

use shared::segments::{ConditionKind, Group, PatientAspect, Rule, Test, text};
use std::collections::BTreeSet;

/// Every kind of condition, test, quantifier and window that could be stored in November 2026.
const NOVEMBER_2026: &str = include_str!("2026-11.json");
/// The related records of that document as text.
const NOVEMBER_2026_AS_TEXT: &str = include_str!("2026-11.txt");

/// What was added to the language at the end of that month: results, refusals and reasons.
const REASONS: &str = include_str!("2026-11-reasons.json");

#[test]
fn reasons_are_read_and_mean_the_same() {
    let rule = Rule::from_json(REASONS).expect("readable");
    assert_eq!(Rule::from_json(&rule.to_json()).expect("readable"), rule);
    assert_eq!(text::write(&text::read(&text::write(&rule)).expect("text")), text::write(&rule));
}

#[test]
fn rules_of_november_2026_are_read_and_mean_the_same() {
    let rule = Rule::from_json(NOVEMBER_2026).expect("readable");
    assert_eq!(Rule::from_json(&rule.to_json()).expect("readable"), rule);
    let records = rule.root.blocks.iter().filter(|block| matches!(block.test, Test::Record(_))).cloned().collect();
    let records = Rule::new(Group { combine: rule.root.combine, blocks: records });
    assert_eq!(text::write(&records), NOVEMBER_2026_AS_TEXT);
}

#[test]
fn the_documents_have_a_condition_of_every_kind() {
    let mut found = BTreeSet::new();
    for document in [NOVEMBER_2026, REASONS] {
        Rule::from_json(document).expect("readable").root.each(&mut |block| {
            if let Test::Record(test) = &block.test {
                found.extend(test.rows().map(|row| row.test.kind()));
            }
        });
    }
    let missing: Vec<_> = ConditionKind::ALL.into_iter().filter(|kind| !found.contains(kind)).collect();
    assert!(missing.is_empty(), "store a document that has them: {missing:?}");
}

#[test]
fn text_of_november_2026_is_read_and_written_back_the_same() {
    let rule = text::read(NOVEMBER_2026_AS_TEXT).expect("readable");
    assert_eq!(text::write(&rule), NOVEMBER_2026_AS_TEXT);
}

#[test]
fn a_rule_of_a_newer_version_is_told_from_one_that_is_broken() {
    assert!(Rule::is_newer(r#"{"version":3,"root":{"who":"knows"}}"#));
    assert!(!Rule::is_newer(NOVEMBER_2026));
    assert!(!Rule::is_newer("{}"));
}

#[test]
fn a_kind_has_one_name_in_what_is_stored_and_everywhere_else() {
    for kind in ConditionKind::ALL {
        let stored = serde_json::to_value(kind.start(&[])).expect("JSON");
        let name = match &stored {
            serde_json::Value::Object(content) => content.keys().next().map(String::as_str),
            other => other.as_str(),
        };
        assert_eq!(name, Some(kind.code()));
    }
}

#[test]
fn every_aspect_of_a_patient_starts_as_itself_and_has_words_in_text() {
    for aspect in PatientAspect::ALL {
        assert_eq!(aspect.start().aspect(), aspect);
        for head in aspect.heads() {
            let found = PatientAspect::of_head(head).expect("known");
            assert_eq!(found.heads(), aspect.heads(), "{head} begins two kinds of test");
        }
    }
}
