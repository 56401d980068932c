//! The one door by which e-mail leaves.

use crate::message::Outgoing;
use crate::smtp::{InvalidSettings, Smtp, SmtpSettings};
use std::sync::Arc;

/// Sends e-mail, or keeps it when no mail server is configured. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Mailer(Arc<Kind>);

#[derive(Debug)]
enum Kind {
    Sandbox,
    Smtp(Box<Smtp>),
}

/// Why a message was not sent, and what may be done about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// The server did not take it: it may be tried again.
    #[error("{0}")]
    Temporary(String),
    /// The server refused it for good.
    #[error("{answer}")]
    Permanent {
        answer: String,
        /// There is no such mailbox: never write to it again.
        mailbox_gone: bool,
    },
    /// The connection broke after the message was handed over: it may have arrived. It must not be sent again by itself.
    #[error("{0}")]
    Unknown(String),
}

impl Mailer {
    /// Nothing leaves; messages are only recorded.
    pub fn sandbox() -> Self {
        Self(Arc::new(Kind::Sandbox))
    }

    /// # Errors
    /// When the settings can't work, such as a connection without encryption to another machine.
    pub fn smtp(settings: SmtpSettings) -> Result<Self, InvalidSettings> {
        Ok(Self(Arc::new(Kind::Smtp(Box::new(Smtp::new(settings)?)))))
    }

    pub fn is_sandbox(&self) -> bool {
        matches!(*self.0, Kind::Sandbox)
    }

    /// Hands the message over; answers what the server said.
    ///
    /// # Errors
    /// [`SendError`] says whether it may be tried again.
    pub async fn send(&self, message: &Outgoing) -> Result<String, SendError> {
        match &*self.0 {
            Kind::Sandbox => {
                message.build()?;
                Ok("Kept in the sandbox: no mail server is configured.".into())
            }
            Kind::Smtp(smtp) => smtp.send(message).await,
        }
    }

    /// Connects and signs in without sending anything, for `waypost doctor`.
    ///
    /// # Errors
    /// What went wrong, for people.
    pub async fn check(&self) -> Result<String, String> {
        match &*self.0 {
            Kind::Sandbox => Ok("no host configured: messages stay in the sandbox outbox".into()),
            Kind::Smtp(smtp) => smtp.check().await,
        }
    }
}
