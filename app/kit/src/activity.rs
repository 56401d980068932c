//! What an activity looks like, and where it leads.

use super::Kind;

/// The colour and the icon of an activity's kind.
pub fn face(kind: &str) -> (Kind, &'static str) {
    match kind {
        "message-opened" => (Kind::Message, "mail-open"),
        "message-clicked" => (Kind::Message, "mouse-pointer-click"),
        "message-refused" | "message-failed" | "message-bounced" => (Kind::Look, "mail-x"),
        "message-unsubscribed" => (Kind::Look, "ban"),
        _ => match kind.split('-').next().unwrap_or_default() {
            "message" => (Kind::Message, "mail"),
            "journey" => (Kind::Entry, "route"),
            "segment" => (Kind::Entry, "filter"),
            "event" => (Kind::Goal, "calendar-check"),
            "portal" => (Kind::Goal, "log-in"),
            "consent" => (Kind::Branch, "shield-check"),
            _ => (Kind::Exit, "activity"),
        },
    }
}

/// The page of what it is about, where there is one and, for a message, where the reader may see it.
pub fn page_of(subject: &str, uid: &str, sees_messages: bool) -> Option<String> {
    let place = match subject {
        "message" if sees_messages => "outbox",
        "journey" => "journeys",
        "event" => "events",
        "segment" => "segments",
        _ => return None,
    };
    Some(format!("/staff/{place}/{uid}"))
}
