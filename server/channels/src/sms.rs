//! A text message ready to leave, and the sandbox that keeps it.

use crate::courier::{Courier, Reply, Sandbox, SendError};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sms {
    /// The message's own id, which a carrier's reports come back with.
    pub reference: String,
    /// E.164, such as `+12175550100`.
    pub to: String,
    /// The number it comes from, in E.164; `None` is the provider's own.
    pub from: Option<String>,
    pub text: String,
}

impl Sms {
    /// Refuses what no provider takes.
    ///
    /// # Errors
    /// [`SendError::Permanent`] when the number is none, or the text is empty.
    pub fn fit(&self) -> Result<(), SendError> {
        if !is_number(&self.to) {
            return Err(SendError::unfit("The recipient's number is not an international phone number."));
        }
        if self.text.trim().is_empty() {
            return Err(SendError::unfit("The text is empty."));
        }
        Ok(())
    }
}

/// Whether `number` is in the form of E.164.
pub fn is_number(number: &str) -> bool {
    number.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len())
            && digits.bytes().all(|digit| digit.is_ascii_digit())
            && !digits.starts_with('0')
    })
}

impl Courier<Sms> for Sandbox {
    fn is_sandbox(&self) -> bool {
        true
    }

    fn send<'a>(&'a self, message: &'a Sms) -> Reply<'a, Result<String, SendError>> {
        Box::pin(async {
            message.fit()?;
            Ok("Kept in the sandbox: no provider of text messages is configured.".into())
        })
    }

    fn check(&self) -> Reply<'_, Result<String, String>> {
        Box::pin(async { Ok("no provider configured: messages stay in the sandbox outbox".into()) })
    }
}
