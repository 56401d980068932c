//! What happens without a person watching: memberships, journeys, reminders, sending. Each area has one `round` that does
//! what is due now; the worker calls them in order. A round is safe when several processes run it and after a crash.

#![warn(clippy::wildcard_enum_match_arm)]

pub mod clock;
pub mod error;
pub mod events;
pub mod journeys;
pub mod outbox;
pub mod segments;
pub mod services;
pub mod test_message;
pub mod worker;

pub use clock::Clock;
pub use error::EngineError;
pub use services::Services;
