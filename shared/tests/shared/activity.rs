use shared::activity::line;

#[test]
fn three_things_that_happened_to_one_message_read_differently() {
    let said = ["message-sent", "message-opened", "message-clicked"].map(|kind| line(kind, "You are invited"));
    assert_eq!(said, ["Sent: You are invited", "Opened: You are invited", "Clicked: You are invited"]);
    assert_eq!(line("journey-entered", "Entered “Eye Seminar”"), "Entered “Eye Seminar”");
}
