//! What we answer when Twilio hands us a message (https://www.twilio.com/docs/messaging/twiml).

/// The words that Twilio confirms by itself, unless its opt-out handling is switched off for the sender.
const CONFIRMED: [&str; 14] = [
    "STOP",
    "STOPALL",
    "UNSUBSCRIBE",
    "CANCEL",
    "END",
    "QUIT",
    "REVOKE",
    "OPTOUT",
    "START",
    "UNSTOP",
    "YES",
    "HELP",
    "INFO",
    "STOP ALL",
];

/// Whether Twilio answers this text by itself.
pub fn confirms_itself(text: &str) -> bool {
    let text = text.trim().to_uppercase();
    CONFIRMED.contains(&text.as_str())
}

/// TwiML that answers with a text, or with nothing.
pub fn message_reply(answer: Option<&str>) -> String {
    let message = answer.map(|answer| format!("<Message>{}</Message>", escaped(answer))).unwrap_or_default();
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>{message}</Response>")
}

/// Text as XML content.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
