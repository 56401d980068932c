//! Adapters to the outside world: e-mail by SMTP, or a sandbox where nothing leaves.

mod mailer;
mod message;
mod smtp;
#[cfg(feature = "testing")]
pub mod testing;

pub use mailer::{Mailer, SendError};
pub use message::{Attachment, Outgoing};
pub use smtp::{InvalidSettings, Security, SmtpSettings};
