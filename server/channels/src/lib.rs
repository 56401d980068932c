//! Adapters to the outside world, by channel: e-mail by SMTP, text messages, calls and mail by a provider, or a sandbox where
//! nothing leaves.

pub mod aws;
mod bounce;
mod call;
mod connect;
mod courier;
mod couriers;
mod email;
pub mod lob;
mod lookup;
mod mail;
mod outgoing;
mod sms;
mod smtp;
#[cfg(feature = "testing")]
pub mod testing;
pub mod twilio;
mod web;

pub use bounce::{MailNews, MailReport, mail_report};
pub use call::Call;
pub use connect::Connect;
pub use courier::{Courier, Recipient, Reply, Sandbox, SendError};
pub use couriers::Couriers;
pub use email::{Attachment, Email};
pub use lookup::{LookedUp, Lookups, NumberLookup};
pub use mail::{Mail, PrintHouse};
pub use outgoing::Outgoing;
pub use sms::{Sms, is_number};
pub use smtp::{InvalidSettings, Security, Smtp, SmtpSettings};
