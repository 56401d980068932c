//! Calls by Twilio's Voice API (https://www.twilio.com/docs/voice/api/call-resource). The script is read out when a machine's
//! greeting has ended, or to whoever answers.

use super::Twilio;
use super::replies::escaped;
use crate::call::Call;
use crate::connect::Connect;
use crate::courier::{Courier, Reply, SendError};
use serde::Deserialize;

/// Calls from one number.
#[derive(Debug, Clone)]
pub struct TwilioCalls {
    pub account: Twilio,
    /// E.164.
    pub from: String,
    /// Calls a second at most, in all processes together; 0 is no limit.
    pub rate: u32,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Taken {
    sid: String,
    status: String,
}

impl Courier<Call> for TwilioCalls {
    fn rate(&self) -> u32 {
        self.rate
    }

    fn send<'a>(&'a self, call: &'a Call) -> Reply<'a, Result<String, SendError>> {
        Box::pin(async {
            call.fit()?;
            let (language, script) = (call.language.tag(), escaped(&call.script));
            let form = [
                ("To", call.to.clone()),
                ("From", call.from.as_ref().unwrap_or(&self.from).clone()),
                ("Twiml", format!("<Response><Say language=\"{language}\">{script}</Say></Response>")),
                ("MachineDetection", "DetectMessageEnd".to_owned()),
                ("StatusCallback", self.account.report_to("calls", &call.reference)),
            ];
            let answer = self.account.post("Calls", &form).await?;
            let taken: Taken = serde_json::from_str(&answer.body).unwrap_or_default();
            Ok(format!("Twilio took it: {} {}", taken.sid, taken.status))
        })
    }

    fn check(&self) -> Reply<'_, Result<String, String>> {
        Box::pin(self.account.greet())
    }
}

/// The agent's phone rings first; when it is picked up, the person is dialed and sees `from`
/// (https://www.twilio.com/docs/voice/twiml/dial).
impl Courier<Connect> for TwilioCalls {
    fn rate(&self) -> u32 {
        self.rate
    }

    fn send<'a>(&'a self, call: &'a Connect) -> Reply<'a, Result<String, SendError>> {
        Box::pin(async {
            call.fit()?;
            let from = call.from.as_ref().unwrap_or(&self.from);
            let (caller, to) = (escaped(from), escaped(&call.to));
            let form = [
                ("To", call.agent.clone()),
                ("From", from.clone()),
                ("Twiml", format!("<Response><Dial callerId=\"{caller}\"><Number>{to}</Number></Dial></Response>")),
            ];
            let answer = self.account.post("Calls", &form).await?;
            let taken: Taken = serde_json::from_str(&answer.body).unwrap_or_default();
            Ok(format!("Twilio connects: {} {}", taken.sid, taken.status))
        })
    }

    fn check(&self) -> Reply<'_, Result<String, String>> {
        Box::pin(self.account.greet())
    }
}
