use shared::people::*;

#[test]
fn only_the_privacy_officer_reads_the_audit_log() {
    let readers: Vec<_> = Role::ALL.into_iter().filter(|role| ViewAudit::allows(*role)).collect();
    assert_eq!(readers, [Role::PrivacyOfficer]);
}

#[test]
fn an_event_planner_sees_no_patients() {
    assert!(!permissions_of(Role::EventPlanner).contains(&"view-patients"));
}
