//! A call that reads a script out, ready to be made, and the sandbox that keeps it.

use crate::courier::{Courier, Reply, Sandbox, SendError};
use crate::sms::is_number;
use shared::messages::VoiceLanguage;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The message's own id, which a carrier's reports come back with.
    pub reference: String,
    /// E.164, such as `+12175550100`.
    pub to: String,
    /// The number it comes from, in E.164; `None` is the provider's own.
    pub from: Option<String>,
    pub script: String,
    pub language: VoiceLanguage,
}

impl Call {
    /// Refuses what no provider takes.
    ///
    /// # Errors
    /// [`SendError::Permanent`] when the number is none, or the script is empty.
    pub fn fit(&self) -> Result<(), SendError> {
        if !is_number(&self.to) {
            return Err(SendError::unfit("The recipient's number is not an international phone number."));
        }
        if self.script.trim().is_empty() {
            return Err(SendError::unfit("The script is empty."));
        }
        Ok(())
    }
}

impl Courier<Call> for Sandbox {
    fn is_sandbox(&self) -> bool {
        true
    }

    fn send<'a>(&'a self, message: &'a Call) -> Reply<'a, Result<String, SendError>> {
        Box::pin(async {
            message.fit()?;
            Ok("Kept in the sandbox: no provider of calls is configured.".into())
        })
    }

    fn check(&self) -> Reply<'_, Result<String, String>> {
        Box::pin(async { Ok("no provider configured: messages stay in the sandbox outbox".into()) })
    }
}
