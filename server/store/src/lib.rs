//! Waypost's memory: repositories over SQLite and PostgreSQL, one SQL text for both.

#![warn(clippy::wildcard_enum_match_arm)]

pub mod activity;
pub mod actor;
pub mod addresses;
pub mod audit;
mod built;
pub mod bulk;
pub mod changes;
pub mod code_sets;
pub mod consent;
pub mod db;
pub mod document;
pub mod error;
pub mod events;
pub mod import;
pub mod journeys;
pub mod media;
pub mod outbox;
pub mod overview;
mod packed;
pub mod patients;
mod row;
mod search;
pub mod segments;
pub mod sessions;
pub mod settings;
pub mod staff;
pub mod starters;
mod stored;
pub mod suppression;
pub mod templates;
#[cfg(feature = "testing")]
pub mod testing;
pub mod tokens;

pub use actor::{Actor, Permit, Request};
/// Puts an `async fn` behind a pointer: `fn(…) -> Pin<Box<dyn Future>>`.
///
/// An optimised build compiles a plain `async fn` once more in each crate that awaits it, with everything that it awaits.
/// So what other crates await is boxed, which costs one allocation beside a database's answer.
pub use async_recursion::async_recursion as boxed;
pub use db::{Db, Dialect, Tx};
pub use error::{Result, StoreError};
