//! What AWS reports: delivery events of End User Messaging and texts that people write, both handed on by Amazon SNS
//! (https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-format.html,
//! https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html).

use serde::Deserialize;
use shared::messages::Delivery;

/// What SNS posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// It asks whether this address is to get notices; following the address says yes.
    Confirm(String),
    /// What became of one of our messages.
    Report { reference: String, delivery: Delivery, words: String },
    /// Somebody wrote.
    Text { key: String, from: String, to: String, text: String },
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Envelope {
    #[serde(rename = "Type")]
    kind: String,
    #[serde(default)]
    message: String,
    #[serde(default, rename = "SubscribeURL")]
    subscribe_url: String,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Message {
    event_type: String,
    message_id: String,
    message_status_description: String,
    context: Context,
    origination_number: String,
    destination_number: String,
    message_body: String,
    inbound_message_id: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Context {
    reference: String,
}

/// Reads what SNS posts; `None` for what says nothing to us.
pub fn notice(body: &[u8]) -> Option<Notice> {
    let envelope: Envelope = serde_json::from_slice(body).ok()?;
    match envelope.kind.as_str() {
        "SubscriptionConfirmation" => {
            is_amazon(&envelope.subscribe_url).then_some(Notice::Confirm(envelope.subscribe_url))
        }
        "Notification" => message(&envelope.message),
        _ => None,
    }
}

/// Only Amazon's own addresses are followed.
fn is_amazon(url: &str) -> bool {
    let host = url.strip_prefix("https://").and_then(|rest| rest.split('/').next()).unwrap_or_default();
    host.starts_with("sns.") && host.ends_with(".amazonaws.com") && !host.contains(['@', ':'])
}

fn message(text: &str) -> Option<Notice> {
    let message: Message = serde_json::from_str(text).ok()?;
    if !message.inbound_message_id.is_empty() {
        return Some(Notice::Text {
            key: message.inbound_message_id,
            from: message.origination_number,
            to: message.destination_number,
            text: message.message_body,
        });
    }
    let delivery = match message.event_type.strip_prefix("TEXT_")? {
        "QUEUED" | "PENDING" | "SENT" | "SUCCESSFUL" => Delivery::OnItsWay,
        "DELIVERED" => Delivery::Delivered,
        "INVALID" => Delivery::Undelivered { gone: true },
        "INVALID_MESSAGE"
        | "UNREACHABLE"
        | "CARRIER_UNREACHABLE"
        | "BLOCKED"
        | "CARRIER_BLOCKED"
        | "SPAM"
        | "TTL_EXPIRED"
        | "PROTECT_BLOCKED" => Delivery::Undelivered { gone: false },
        // "UNKNOWN" among them: nobody knows.
        _ => return None,
    };
    let reference = message.context.reference;
    let words = format!("AWS: {} {} {}", message.message_id, message.event_type, message.message_status_description);
    (!reference.is_empty()).then(|| Notice::Report { reference, delivery, words: words.trim_end().to_owned() })
}
