//! What happened between us and a person, as lists of it say it.

/// One line: what happened first, then what it was about. Only a message's own subject needs the first; every other
/// summary says it already.
pub fn line(kind: &str, summary: &str) -> String {
    let what = match kind {
        "message-sent" => "Sent",
        "message-opened" => "Opened",
        "message-clicked" => "Clicked",
        "message-refused" => "Refused",
        "message-failed" => "Failed",
        "message-bounced" => "Bounced",
        "message-unsubscribed" => "Unsubscribed",
        _ => return summary.to_owned(),
    };
    format!("{what}: {summary}")
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn three_things_that_happened_to_one_message_read_differently() {
        let said = ["message-sent", "message-opened", "message-clicked"].map(|kind| line(kind, "You are invited"));
        assert_eq!(said, ["Sent: You are invited", "Opened: You are invited", "Clicked: You are invited"]);
        assert_eq!(line("journey-entered", "Entered “Eye Seminar”"), "Entered “Eye Seminar”");
    }
}
