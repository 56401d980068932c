//! Adapters to the outside world, by channel: e-mail by SMTP, or a sandbox where nothing leaves.

mod courier;
mod couriers;
mod email;
mod outgoing;
mod smtp;
#[cfg(feature = "testing")]
pub mod testing;

pub use courier::{Courier, Recipient, Reply, Sandbox, SendError};
pub use couriers::Couriers;
pub use email::{Attachment, Email};
pub use outgoing::Outgoing;
pub use smtp::{InvalidSettings, Security, Smtp, SmtpSettings};
