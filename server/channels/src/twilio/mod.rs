//! Twilio: the account and its API (https://www.twilio.com/docs/messaging/api, /docs/voice/api).

mod calls;
mod codes;
mod lookup;
mod replies;
mod signature;
mod texts;

pub use calls::TwilioCalls;
pub use codes::{call_status, message_status, undelivered};
pub use lookup::TwilioLookup;
pub use replies::{confirms_itself, message_reply};
pub use signature::{Params, is_signed, signature};
pub use texts::TwilioTexts;

use crate::courier::SendError;
use crate::web::{self, Answer};
use reqwest::Client;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use std::time::Duration;

#[derive(Debug, Clone)]
pub struct TwilioSettings {
    /// `AC…`
    pub account: String,
    pub token: SecretString,
    /// Without a slash at its end; `https://api.twilio.com` but for tests.
    pub api: String,
    /// Where Twilio reaches us, without a slash at its end.
    pub public_url: String,
    /// How long to wait for an answer.
    pub patience: Duration,
}

/// An account of Twilio.
#[derive(Debug, Clone)]
pub struct Twilio {
    settings: TwilioSettings,
    client: Client,
}

/// What Twilio says when it refuses.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Refused {
    code: u32,
    message: String,
}

impl Twilio {
    /// # Errors
    /// When encryption can't be set up.
    pub fn new(settings: TwilioSettings) -> Result<Self, String> {
        Ok(Self { client: web::client(settings.patience)?, settings })
    }

    /// Posts to a list of the account, such as `Messages`.
    async fn post(&self, list: &str, form: &[(&str, String)]) -> Result<Answer, SendError> {
        let TwilioSettings { account, token, api, .. } = &self.settings;
        let url = format!("{api}/2010-04-01/Accounts/{account}/{list}.json");
        let request = self.client.post(url).basic_auth(account, Some(token.expose_secret())).form(form);
        let answer = web::ask(request).await?;
        if answer.is_success() {
            return Ok(answer);
        }
        let refused: Refused = serde_json::from_str(&answer.body).unwrap_or_default();
        Err(codes::refusal(&answer, refused.code, &refused.message))
    }

    /// Where Twilio reports what became of the message or call with this id.
    fn report_to(&self, list: &str, reference: &str) -> String {
        format!("{}/hooks/twilio/{list}/{reference}", self.settings.public_url)
    }

    async fn greet(&self) -> Result<String, String> {
        let TwilioSettings { account, token, api, .. } = &self.settings;
        let url = format!("{api}/2010-04-01/Accounts/{account}.json");
        let request = self.client.get(url).basic_auth(account, Some(token.expose_secret()));
        let answer = web::ask(request).await.map_err(|error| error.to_string())?;
        if answer.is_success() {
            return Ok(format!("Twilio knows the account {account}"));
        }
        let refused: Refused = serde_json::from_str(&answer.body).unwrap_or_default();
        Err(answer.refusal(&refused.message).to_string())
    }
}
