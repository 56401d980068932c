//! What the engine promises, over virtual time, on both databases. Beside the crate, not in it: with tests inside it would
//! be compiled twice.

mod call_step;
mod events;
mod journey_steps;
mod journeys;
mod languages;
mod mail;
mod outbox;
mod programs;
mod prospects;
mod segments;
mod test_message;
mod texts;
mod worker;
mod world;
