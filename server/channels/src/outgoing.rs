//! A message ready to leave, by channel.

use crate::Email;
use shared::consent::Channel;

/// One variant a channel that messages can be sent through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outgoing {
    Email(Email),
}

impl Outgoing {
    pub const fn channel(&self) -> Channel {
        match self {
            Self::Email(_) => Channel::Email,
        }
    }

    /// The line that stands for it in lists.
    pub fn title(&self) -> &str {
        match self {
            Self::Email(email) => &email.subject,
        }
    }
}
