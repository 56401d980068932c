//! The outbox: every message, where it stands and why, and each as its recipient sees it.

mod list;
mod message;
mod print;
mod trouble;

pub use list::outbox_page;
pub use message::message_page;

use kit::Tone;
use shared::coded::Known;
use shared::messages::{MessageRow, MessageStatus};

/// The subject; of a message that was never written, why there is none.
fn subject(message: &MessageRow) -> String {
    if !message.subject.is_empty() {
        return message.subject.clone();
    }
    let why = match message.status.known() {
        Some(MessageStatus::Refused) => "(refused before it was written)",
        Some(MessageStatus::Failed | MessageStatus::Expired) => "(failed before it was written)",
        Some(MessageStatus::Queued | MessageStatus::Held) => "(written when it is sent)",
        Some(MessageStatus::Sending | MessageStatus::Sent | MessageStatus::InDoubt) | None => "(no subject)",
    };
    why.to_owned()
}

/// The color of a status.
fn tone(status: &Known<MessageStatus>) -> Tone {
    match status.known() {
        Some(MessageStatus::Sent) => Tone::Good,
        Some(MessageStatus::Queued | MessageStatus::Held | MessageStatus::Sending) => Tone::Wait,
        Some(MessageStatus::InDoubt) => Tone::Look,
        Some(MessageStatus::Refused) | None => Tone::Neutral,
        Some(MessageStatus::Failed | MessageStatus::Expired) => Tone::Danger,
    }
}
