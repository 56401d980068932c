//! Waypost's memory: repositories over SQLite and PostgreSQL, one SQL text for both.
//!
//! **Errors.** Every function that reads or writes fails with [`StoreError::Database`] when the database refuses. That is not
//! repeated at each: `# Errors` names what a caller can act on.
//!
//! **Transactions.** The argument says who opens it. A function that takes `&Db` and changes something is one whole act: it
//! begins, audits and commits. A function that takes `&mut Tx` is a part of an act, and whoever calls it commits. A transaction
//! that is dropped before [`commit`](sqlx::Transaction::commit), as `?` does, is undone. There is no `Db::write(async |tx| …)`: the
//! compiler can't see that the future of such a closure is `Send` behind [`boxed`], and every body would stand one level deeper.

#![warn(clippy::wildcard_enum_match_arm)]
#![warn(clippy::cast_possible_truncation, clippy::cast_possible_wrap, clippy::cast_sign_loss)]

pub mod activity;
pub mod actor;
pub mod addresses;
pub mod audit;
mod built;
pub mod bulk;
pub mod changes;
pub mod code_sets;
pub mod consent;
mod counts;
pub mod db;
pub mod document;
pub mod error;
pub mod events;
pub mod import;
pub mod inbound;
pub mod journeys;
pub mod media;
pub mod opt_in;
pub mod outbox;
pub mod outreach;
pub mod overview;
mod packed;
pub mod patients;
pub mod preferences;
mod row;
pub mod scheduling;
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
pub mod vaccines;
pub mod wishes;

pub use actor::{Actor, Permit, Request};
/// Puts an `async fn` behind a pointer: `fn(…) -> Pin<Box<dyn Future>>`.
///
/// An optimised build compiles a plain `async fn` once more in each crate that awaits it, with everything that it awaits.
/// So what other crates await is boxed, which costs one allocation beside a database's answer.
pub use async_recursion::async_recursion as boxed;
pub use db::{Db, Dialect, Tx};
pub use error::{Result, StoreError};
