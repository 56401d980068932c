//! What providers tell us about messages, and bring us from people.

pub mod aws;
pub mod lob;
pub mod mail;
pub mod twilio;
