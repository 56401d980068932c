//! What comes back by e-mail about an e-mail: reports that it could not be delivered (RFC 3464) and complaints (RFC 5965), as they
//! arrive in the mailbox of the return path.

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};
use shared::messages::Delivery;

/// A report about one of our messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailReport {
    /// What stood before the `@` of its Message-ID: the message's own id.
    pub reference: String,
    pub news: MailNews,
    /// In a few words, for staff.
    pub words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailNews {
    Carried(Delivery),
    /// Its reader told their provider that they did not want it.
    Complaint,
}

/// A line that a report may have of any length is kept up to this.
const LONGEST: usize = 300;

/// Reads a message from the return path's mailbox; `None` for what is no report, says nothing final, or is about nothing of ours.
pub fn mail_report(raw: &[u8]) -> Option<MailReport> {
    let message = MessageParser::default().parse(raw)?;
    let reference = original_id(&message)?;
    if let Some(feedback) = part(&message, "feedback-report") {
        let fields = fields(feedback.contents());
        let kind = value(&fields, "feedback-type").unwrap_or_default().to_owned();
        // "not-spam" takes a complaint back; it changes nothing here.
        let news = (!kind.eq_ignore_ascii_case("not-spam")).then_some(MailNews::Complaint)?;
        return Some(MailReport { reference, news, words: format!("A complaint came back: {kind}") });
    }
    let status = part(&message, "delivery-status")?;
    let fields = fields(status.contents());
    let action = value(&fields, "action")?.to_ascii_lowercase();
    let code = value(&fields, "status").unwrap_or_default();
    let said = value(&fields, "diagnostic-code").map_or("", |said| said.split_once(';').map_or(said, |(_, said)| said));
    let delivery = match action.as_str() {
        "failed" => Delivery::Undelivered { gone: is_gone(code) },
        "delivered" => Delivery::Delivered,
        // It is tried again, or left to another system.
        _ => return None,
    };
    let words: String = format!("The mail came back: {action} {code} {}", said.trim()).chars().take(LONGEST).collect();
    Some(MailReport { reference, news: MailNews::Carried(delivery), words })
}

/// Only an enhanced code about the mailbox itself says that it does not exist (RFC 3463 3.2, RFC 7505).
fn is_gone(status: &str) -> bool {
    matches!(status.trim(), "5.1.1" | "5.1.2" | "5.1.3" | "5.1.6" | "5.1.10")
}

fn part<'m, 'x>(message: &'m Message<'x>, subtype: &str) -> Option<&'m MessagePart<'x>> {
    message.parts.iter().find(|part| {
        part.content_type().is_some_and(|kind| kind.subtype().is_some_and(|one| one.eq_ignore_ascii_case(subtype)))
    })
}

/// The id of the message that the report is about: of the copy in it, or of the headers that are left.
fn original_id(message: &Message<'_>) -> Option<String> {
    message.parts.iter().find_map(|part| match &part.body {
        PartType::Message(original) => original.message_id().and_then(local),
        PartType::Text(_) | PartType::Html(_) | PartType::Binary(_) | PartType::InlineBinary(_) => {
            let headers = part.content_type().is_some_and(|kind| {
                kind.subtype().is_some_and(|subtype| subtype.eq_ignore_ascii_case("rfc822-headers"))
            });
            let fields = if headers { fields(part.contents()) } else { Vec::new() };
            value(&fields, "message-id").and_then(local)
        }
        PartType::Multipart(_) => None,
    })
}

fn local(id: &str) -> Option<String> {
    let (local, _) = id.trim().trim_start_matches('<').split_once('@')?;
    (!local.is_empty()).then(|| local.to_owned())
}

/// Names in lower case, and values with their folded lines joined.
fn fields(text: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(text);
    let mut found: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = found.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            found.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    found
}

fn value<'f>(fields: &'f [(String, String)], name: &str) -> Option<&'f str> {
    fields.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
}
