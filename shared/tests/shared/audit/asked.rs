use shared::audit::*;

#[test]
fn the_log_keeps_the_pattern_and_the_id_apart_and_no_query() {
    let path = "/staff/patients/0198c0de-0000-7000-8000-000000000001?search=Moore";
    assert_eq!(asked(path), "/staff/patients/{id}");
    assert_eq!(id_in("/staff/patients/0198c0de-0000-7000-8000-000000000001").as_deref(), Some(&path[16..52]));
    assert_eq!(asked("/staff/api/audit_lines12345678"), "/staff/api/audit_lines");
    assert_eq!(id_in("/staff/people"), None);
}
