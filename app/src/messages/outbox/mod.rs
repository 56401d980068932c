//! The outbox: every message, where it stands and why, and each as its recipient sees it.

mod list;
mod message;

pub use list::outbox_page;
pub use message::message_page;

use crate::ui::Tone;
use shared::messages::MessageStatus;

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
