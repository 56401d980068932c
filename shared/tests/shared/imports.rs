use shared::imports::*;

#[test]
fn an_import_that_read_nothing_is_not_called_clean() {
    let mut report = ImportReport { files: 1, ..ImportReport::default() };
    assert_eq!(report.outcome(), ImportOutcome::Nothing);
    report.rejected_total = 1;
    assert_eq!(report.outcome(), ImportOutcome::Rejections, "a file that can't be read at all");
    report.types.push(TypeCount { name: "Patient".into(), read: 3, new: 3, ..TypeCount::default() });
    assert_eq!(report.outcome(), ImportOutcome::Rejections);
    report.rejected_total = 0;
    assert_eq!(report.outcome(), ImportOutcome::Clean);
    assert!(report.summary().starts_with("1 file: 3 read"));
}
