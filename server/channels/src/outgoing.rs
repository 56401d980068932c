//! A message ready to leave, by channel.

use crate::{Call, Email, Mail, Sms};
use shared::consent::Channel;

/// One variant a channel that messages can be sent through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outgoing {
    Email(Email),
    Sms(Sms),
    Voice(Call),
    Post(Box<Mail>),
}

impl Outgoing {
    pub const fn channel(&self) -> Channel {
        match self {
            Self::Email(_) => Channel::Email,
            Self::Sms(_) => Channel::Sms,
            Self::Voice(_) => Channel::Voice,
            Self::Post(_) => Channel::Post,
        }
    }

    /// The line that stands for it in lists.
    pub fn title(&self) -> String {
        match self {
            Self::Email(email) => email.subject.clone(),
            Self::Sms(sms) => sms.text.lines().next().unwrap_or_default().to_owned(),
            Self::Voice(call) => call.script.lines().next().unwrap_or_default().to_owned(),
            Self::Post(mail) => mail.print.title(),
        }
    }
}
