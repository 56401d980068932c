//! A population to show and to measure with: made by a seeded generator, so that the same seed and day make the same
//! people, with dates relative to that day. Nobody in it exists: names are combined at random, phone numbers are from
//! the range kept for fiction (555-01xx), addresses end in example.org.

mod batch;
mod calls;
mod catalogue;
mod directory;
mod error;
mod events;
mod health;
mod lab;
mod messages;
mod names;
mod outreach;
mod person;
mod places;
mod population;
mod programs;
mod prospects;
mod records;
mod scheduling;
mod segments;
mod supporters;
mod vaccinations;
mod visits;

pub use calls::calls;
pub use error::DemoError;
pub use events::plan as plan_events;
pub use messages::messages;
pub use outreach::outreach;
pub use population::{Population, populate};
pub use programs::programs;
pub use records::records;
pub use scheduling::calendar;
pub use segments::segments;
pub use supporters::supporters;
