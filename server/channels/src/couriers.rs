//! The couriers of this process, one a channel.

use crate::{Call, Connect, Courier, Email, Mail, Outgoing, Sandbox, SendError, Sms};
use shared::consent::Channel;
use std::sync::Arc;

/// Cheap to clone.
#[derive(Debug, Clone)]
pub struct Couriers {
    email: Arc<dyn Courier<Email>>,
    sms: Arc<dyn Courier<Sms>>,
    voice: Arc<dyn Courier<Call>>,
    post: Arc<dyn Courier<Mail>>,
    /// Connects agents with those they call. No channel of messages.
    desk: Arc<dyn Courier<Connect>>,
}

impl Couriers {
    /// Nothing leaves through any channel.
    pub fn sandbox() -> Self {
        Self {
            email: Arc::new(Sandbox),
            sms: Arc::new(Sandbox),
            voice: Arc::new(Sandbox),
            post: Arc::new(Sandbox),
            desk: Arc::new(Sandbox),
        }
    }

    /// The same, with another courier for e-mail.
    #[must_use]
    pub fn with_email(self, courier: impl Courier<Email> + 'static) -> Self {
        Self { email: Arc::new(courier), ..self }
    }

    /// The same, with another courier for text messages.
    #[must_use]
    pub fn with_sms(self, courier: impl Courier<Sms> + 'static) -> Self {
        Self { sms: Arc::new(courier), ..self }
    }

    /// The same, with another courier for calls.
    #[must_use]
    pub fn with_voice(self, courier: impl Courier<Call> + 'static) -> Self {
        Self { voice: Arc::new(courier), ..self }
    }

    /// The same, with a provider that connects agents with those they call.
    #[must_use]
    pub fn with_desk(self, courier: impl Courier<Connect> + 'static) -> Self {
        Self { desk: Arc::new(courier), ..self }
    }

    /// Whether a provider connects calls of agents; otherwise their own devices dial.
    pub fn connects(&self) -> bool {
        !self.desk.is_sandbox()
    }

    /// Lets the agent's phone ring, and then the person's.
    ///
    /// # Errors
    /// [`SendError`] in the provider's words.
    pub async fn connect(&self, call: &Connect) -> Result<String, SendError> {
        self.desk.send(call).await
    }

    /// The same, with another courier for cards and letters.
    #[must_use]
    pub fn with_post(self, courier: impl Courier<Mail> + 'static) -> Self {
        Self { post: Arc::new(courier), ..self }
    }

    /// Gives the message to the courier of its channel; answers what the other side said.
    ///
    /// # Errors
    /// [`SendError`] says whether it may be tried again.
    pub async fn send(&self, message: &Outgoing) -> Result<String, SendError> {
        match message {
            Outgoing::Email(email) => self.email.send(email).await,
            Outgoing::Sms(sms) => self.sms.send(sms).await,
            Outgoing::Voice(call) => self.voice.send(call).await,
            Outgoing::Post(mail) => self.post.send(mail).await,
        }
    }

    /// Whether messages of this channel stay in the outbox.
    pub fn is_sandbox(&self, channel: Channel) -> bool {
        match channel {
            Channel::Email => self.email.is_sandbox(),
            Channel::Sms => self.sms.is_sandbox(),
            Channel::Voice => self.voice.is_sandbox(),
            Channel::Post => self.post.is_sandbox(),
        }
    }

    /// Whether cards and letters wait for batches that staff download.
    pub fn mail_is_by_hand(&self) -> bool {
        self.post.is_by_hand()
    }

    /// The channels that messages can be written for but do not leave through.
    pub fn sandboxes(&self) -> Vec<Channel> {
        Channel::ALL.into_iter().filter(|channel| self.is_sandbox(*channel)).collect()
    }

    /// How many messages of this channel may leave a second; 0 is no limit.
    pub fn rate(&self, channel: Channel) -> u32 {
        match channel {
            Channel::Email => self.email.rate(),
            Channel::Sms => self.sms.rate(),
            Channel::Voice => self.voice.rate(),
            Channel::Post => self.post.rate(),
        }
    }

    /// By channel, whether its courier reaches the other side, for `waypost doctor`.
    pub async fn check(&self) -> Vec<(Channel, Result<String, String>)> {
        vec![
            (Channel::Email, self.email.check().await),
            (Channel::Sms, self.sms.check().await),
            (Channel::Voice, self.voice.check().await),
            (Channel::Post, self.post.check().await),
        ]
    }
}
