//! The one way by which messages leave: a courier carries those of one channel.

use crate::Email;
use std::fmt;
use std::pin::Pin;

/// What a courier answers once it has talked to the outside.
pub type Reply<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Why a message was not sent, and what may be done about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// Nobody could be asked: connecting or signing in failed, which says nothing about the message.
    #[error("{0}")]
    Unreachable(String),
    /// The other side did not take it: it may be tried again.
    #[error("{0}")]
    Temporary(String),
    /// The other side refused it for good.
    #[error("{answer}")]
    Permanent { answer: String, recipient: Recipient },
    /// The connection broke after the message was handed over: it may have arrived. It must not be sent again by itself.
    #[error("{0}")]
    Unknown(String),
}

/// What a refusal says about the mailbox or number that was written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipient {
    /// It was refused for another reason.
    NotMeant,
    /// The words of the answer say that it does not exist; a code that says so is missing.
    PerhapsGone,
    /// It does not exist.
    Gone,
    /// Its owner told the carrier that they want no more.
    OptedOut,
}

impl SendError {
    /// The message itself is wrong: no attempt will ever succeed.
    pub fn unfit(what: impl Into<String>) -> Self {
        Self::Permanent { answer: what.into(), recipient: Recipient::NotMeant }
    }
}

/// Carries messages of the kind `M`. A new provider is one of these in a file of its own.
pub trait Courier<M>: fmt::Debug + Send + Sync {
    /// True when nothing leaves.
    fn is_sandbox(&self) -> bool {
        false
    }

    /// True when messages wait here for staff to take them where they go.
    fn is_by_hand(&self) -> bool {
        false
    }

    /// Messages a second at most, in all processes together; 0 is no limit.
    fn rate(&self) -> u32 {
        0
    }

    /// Hands the message over; answers what the other side said.
    ///
    /// # Errors
    /// [`SendError`] says whether it may be tried again.
    fn send<'a>(&'a self, message: &'a M) -> Reply<'a, Result<String, SendError>>;

    /// Connects and signs in without sending anything, for `waypost doctor`.
    ///
    /// # Errors
    /// What went wrong, for people.
    fn check(&self) -> Reply<'_, Result<String, String>>;
}

/// Nothing leaves; messages are only recorded, so that staff can look at them.
#[derive(Debug, Clone, Copy)]
pub struct Sandbox;

impl Courier<Email> for Sandbox {
    fn is_sandbox(&self) -> bool {
        true
    }

    fn send<'a>(&'a self, message: &'a Email) -> Reply<'a, Result<String, SendError>> {
        Box::pin(async {
            message.build()?;
            Ok("Kept in the sandbox: no mail server is configured.".into())
        })
    }

    fn check(&self) -> Reply<'_, Result<String, String>> {
        Box::pin(async { Ok("no host configured: messages stay in the sandbox outbox".into()) })
    }
}
