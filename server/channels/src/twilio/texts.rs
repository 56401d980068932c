//! Text messages by Twilio's Messaging API (https://www.twilio.com/docs/messaging/api/message-resource).

use super::Twilio;
use crate::courier::{Courier, Reply, SendError};
use crate::sms::Sms;
use serde::Deserialize;

/// Sends from one number or one messaging service.
#[derive(Debug)]
pub struct TwilioTexts {
    pub account: Twilio,
    /// E.164, or a messaging service (`MG…`).
    pub from: String,
    /// Messages a second at most, in all processes together; 0 is no limit.
    pub rate: u32,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Taken {
    sid: String,
    status: String,
}

impl Courier<Sms> for TwilioTexts {
    fn rate(&self) -> u32 {
        self.rate
    }

    fn send<'a>(&'a self, message: &'a Sms) -> Reply<'a, Result<String, SendError>> {
        Box::pin(async {
            message.fit()?;
            let from = message.from.as_ref().unwrap_or(&self.from);
            let sender = if from.starts_with("MG") { "MessagingServiceSid" } else { "From" };
            let form = [
                ("To", message.to.clone()),
                (sender, from.clone()),
                ("Body", message.text.clone()),
                ("StatusCallback", self.account.report_to("messages", &message.reference)),
            ];
            let answer = self.account.post("Messages", &form).await?;
            let taken: Taken = serde_json::from_str(&answer.body).unwrap_or_default();
            Ok(format!("Twilio took it: {} {}", taken.sid, taken.status))
        })
    }

    fn check(&self) -> Reply<'_, Result<String, String>> {
        Box::pin(self.account.greet())
    }
}
