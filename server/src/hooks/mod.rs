//! What providers tell us about messages, and bring us from people.

pub mod twilio;
