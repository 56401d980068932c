//! A call between an agent and somebody they want to talk to: the agent's phone rings first. Without a provider the agent's own
//! device dials.

use crate::courier::{Courier, Reply, Sandbox, SendError};
use crate::sms::is_number;

/// Two people to be connected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connect {
    /// The call's own id, which the provider's reports come back with.
    pub reference: String,
    /// The agent's phone, in E.164. It rings first.
    pub agent: String,
    /// Whom they want to talk to, in E.164.
    pub to: String,
    /// The number that the person sees; `None` is the provider's own.
    pub from: Option<String>,
}

impl Connect {
    /// Refuses what no provider takes.
    ///
    /// # Errors
    /// [`SendError::Permanent`] when one of the numbers is none.
    pub fn fit(&self) -> Result<(), SendError> {
        if !is_number(&self.agent) {
            return Err(SendError::unfit("Your phone is not an international phone number."));
        }
        if !is_number(&self.to) {
            return Err(SendError::unfit("The person's number is not an international phone number."));
        }
        Ok(())
    }
}

impl Courier<Connect> for Sandbox {
    fn is_sandbox(&self) -> bool {
        true
    }

    fn send<'a>(&'a self, call: &'a Connect) -> Reply<'a, Result<String, SendError>> {
        Box::pin(async {
            call.fit()?;
            Ok("No provider of calls is configured.".into())
        })
    }

    fn check(&self) -> Reply<'_, Result<String, String>> {
        Box::pin(async { Ok("no provider configured: agents dial with their own devices".into()) })
    }
}
