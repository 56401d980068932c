use shared::change::ChangeKind;
use shared::journeys::*;

#[test]
fn a_deletion_fires_nothing() {
    for listens in Listens::ALL {
        assert!(!listens.hears(ChangeKind::Deleted));
    }
    assert!(
        Listens::Both.hears(ChangeKind::Created)
            && Listens::Updated.hears(ChangeKind::Updated)
            && !Listens::Updated.hears(ChangeKind::Created)
    );
}

#[test]
fn a_trigger_needs_a_name_and_a_kind_of_record() {
    let errors = TriggerDraft::default().checked().expect_err("incomplete");
    assert_eq!(errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["name", "record_type"]);
}
