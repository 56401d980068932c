//! The outbox: every message, where it stands and why, and each as its recipient sees it.

mod list;
mod message;

pub use list::outbox_page;
pub use message::message_page;

use kit::Tone;
use shared::messages::{MessageRow, MessageStatus};

/// The subject; of a message that was never written, why there is none.
fn subject(message: &MessageRow) -> String {
    match message.status {
        _ if !message.subject.is_empty() => message.subject.clone(),
        MessageStatus::Refused => "(refused before it was written)".to_owned(),
        MessageStatus::Failed => "(failed before it was written)".to_owned(),
        MessageStatus::Queued | MessageStatus::Held => "(written when it is sent)".to_owned(),
        MessageStatus::Sending | MessageStatus::Sent | MessageStatus::InDoubt => "(no subject)".to_owned(),
    }
}

/// A status and its colour.
const fn tone(status: MessageStatus) -> Tone {
    match status {
        MessageStatus::Sent => Tone::Good,
        MessageStatus::Queued | MessageStatus::Held | MessageStatus::Sending => Tone::Wait,
        MessageStatus::InDoubt => Tone::Look,
        MessageStatus::Refused => Tone::Neutral,
        MessageStatus::Failed => Tone::Danger,
    }
}
