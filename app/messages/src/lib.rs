//! Messages: the list of templates, the editor, the outbox.
#![recursion_limit = "512"]

mod brand;
mod doors;
mod editor;
#[cfg(feature = "ssr")]
pub mod export;
mod list;
mod outbox;
mod paper;
mod phone;
mod read_out;

pub use editor::editor_page;
pub use list::messages_page;
pub use outbox::{message_page, outbox_page};
