//! Small servers on loopback that speak what the couriers speak, for tests here and in the crates above.

mod aws;
mod lob;
mod smtp;
mod twilio;

pub use aws::TestAws;
pub use lob::{Piece, TestLob};
pub use smtp::{Received, TestServer};
pub use twilio::{Posted, TestTwilio};
