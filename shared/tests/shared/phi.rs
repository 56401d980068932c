use shared::phi::Phi;

#[test]
fn debug_output_hides_the_value() {
    assert_eq!(format!("{:?}", Phi::new("Elizabeth Moore")), "Phi(…)");
}
