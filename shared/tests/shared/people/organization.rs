use shared::people::*;

#[test]
fn a_missing_name_and_a_wrong_sender_are_both_told() {
    let wrong =
        Organization { name: "  ".into(), sender_address: "care at hospital".into(), ..Organization::default() };
    let errors = wrong.checked().expect_err("refused");
    let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["name", "sender_address"]);
    assert!(Organization::default().checked().is_ok());
}
