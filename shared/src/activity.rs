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
