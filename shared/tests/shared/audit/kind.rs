use shared::audit::*;

#[test]
fn an_action_is_of_one_kind_and_has_words() {
    let mut all: Vec<_> = AuditKind::ALL.into_iter().flat_map(AuditKind::actions).collect();
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), count);
    assert_eq!(all, AuditAction::ALL);
    for action in all {
        assert!(!action.label().is_empty(), "{action} has no words");
    }
    for kind in AuditKind::ALL {
        assert_eq!(AuditKind::from_code(kind.code()), Some(kind));
    }
}
