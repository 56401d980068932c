//! Events and who comes: planning, the public list, registration without overselling, check-in, attendees' own access.

pub mod access;
pub mod agenda;
pub mod attendance;
pub mod edit;
mod find;
pub mod list;
pub mod publish;
mod record;
pub mod registration;
pub mod reminders;

pub use record::{Stored, by_id, by_slug, lock};
