use shared::audit::{actions_said, did};

#[test]
fn a_line_names_its_thing() {
    assert_eq!(did("change-role", "staff", "Maya Marketer"), "Changed role of Maya Marketer");
    assert_eq!(did("go-live", "event", "Healthy Eye Seminar"), "Went live: event Healthy Eye Seminar");
    assert_eq!(did("list", "segment", "Diabetes"), "Listed: people of segment Diabetes");
    assert_eq!(did("sign-in-failed", "staff", ""), "Sign-in failed");
    assert_eq!(did("view", "patient", ""), "Looked at a patient's record");
    assert_eq!(actions_said("live"), ["go-live"]);
    assert_eq!(did("fly-away", "code-set", "Statins"), "fly away: code set Statins");
}
