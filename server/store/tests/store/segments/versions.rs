use shared::segments::wire::LineChange;
use store::segments::versions::changes;

#[test]
fn a_change_is_told_with_what_stands_around_it() {
    let before = "all of\n  patient active\n  patient age 50 to 74\n  patient living\n  patient with email\n";
    let told = changes(before, &before.replace("50 to 74", "45 to 74"));
    let lines: Vec<_> = told.iter().map(|line| (line.change, line.text.as_str())).collect();
    assert_eq!(
        lines,
        [
            (LineChange::Same, "  patient active"),
            (LineChange::Removed, "  patient age 50 to 74"),
            (LineChange::Added, "  patient age 45 to 74"),
            (LineChange::Same, "  patient living"),
        ]
    );
    assert!(changes(before, before).is_empty());
}
