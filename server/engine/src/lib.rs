//! What happens without a person watching: memberships, journeys, reminders, sending. Each area has one `round` that does
//! what is due now; the worker keeps a task for each. A round is safe when several processes run it and after a crash.

#![warn(clippy::wildcard_enum_match_arm)]

mod area;
pub mod clock;
pub mod error;
pub mod events;
pub mod journeys;
pub mod numbers;
pub mod outbox;
pub mod outreach;
pub mod prospects;
mod pulse;
pub mod segments;
pub mod services;
pub mod test_message;
mod wake;
pub mod worker;

pub use area::Area;
pub use clock::Clock;
pub use error::EngineError;
pub use pulse::{Pulse, Trouble, TroubleKind};
pub use services::Services;
pub use wake::{Calls, Wake};
