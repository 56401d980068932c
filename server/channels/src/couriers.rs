//! The couriers of this process, one a channel.

use crate::{Courier, Email, Outgoing, Sandbox, SendError};
use shared::consent::Channel;
use std::sync::Arc;

/// Cheap to clone. A channel gets a field here when its first courier is written; until then nothing of it leaves.
#[derive(Debug, Clone)]
pub struct Couriers {
    email: Arc<dyn Courier<Email>>,
}

impl Couriers {
    /// Nothing leaves through any channel.
    pub fn sandbox() -> Self {
        Self { email: Arc::new(Sandbox) }
    }

    /// The same, with another courier for e-mail.
    #[must_use]
    pub fn with_email(self, courier: impl Courier<Email> + 'static) -> Self {
        Self { email: Arc::new(courier) }
    }

    /// Gives the message to the courier of its channel; answers what the other side said.
    ///
    /// # Errors
    /// [`SendError`] says whether it may be tried again.
    pub async fn send(&self, message: &Outgoing) -> Result<String, SendError> {
        match message {
            Outgoing::Email(email) => self.email.send(email).await,
        }
    }

    /// Whether messages of this channel stay in the outbox.
    pub fn is_sandbox(&self, channel: Channel) -> bool {
        match channel {
            Channel::Email => self.email.is_sandbox(),
            Channel::Sms | Channel::Voice | Channel::Post => true,
        }
    }

    /// How many messages of this channel may leave a second; 0 is no limit.
    pub fn rate(&self, channel: Channel) -> u32 {
        match channel {
            Channel::Email => self.email.rate(),
            Channel::Sms | Channel::Voice | Channel::Post => 0,
        }
    }

    /// By channel, whether its courier reaches the other side, for `waypost doctor`.
    pub async fn check(&self) -> Vec<(Channel, Result<String, String>)> {
        vec![(Channel::Email, self.email.check().await)]
    }
}
