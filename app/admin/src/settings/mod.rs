//! The organization's settings.

mod doors;
mod page;
mod sending;

pub use page::settings_page;
