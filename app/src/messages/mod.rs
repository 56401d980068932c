//! Messages: the list of templates, the editor, the outbox, and the public pages behind the links in messages.

mod api;
mod editor;
mod list;
mod outbox;
#[cfg(feature = "ssr")]
pub mod public;

pub use editor::editor_page;
pub use list::messages_page;
pub use outbox::{message_page, outbox_page};
