//! Postcards and letters by Lob (https://docs.lob.com): the account, how mail is handed over, what comes back.

mod events;
mod pieces;
mod signature;

pub use events::{Event, News, event};
pub use signature::{is_signed, signature};

use crate::courier::SendError;
use crate::web::{self, Answer};
use reqwest::Client;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use std::time::Duration;

#[derive(Debug, Clone)]
pub struct LobSettings {
    /// `live_…`, or `test_…`, with which nothing is printed.
    pub key: SecretString,
    /// Without a slash at its end; `https://api.lob.com` but for tests.
    pub api: String,
    /// Pieces a second at most, in all processes together; 0 is no limit.
    pub rate: u32,
    /// How long to wait for an answer.
    pub patience: Duration,
}

/// An account of Lob.
#[derive(Debug, Clone)]
pub struct Lob {
    settings: LobSettings,
    client: Client,
}

/// What Lob says when it refuses.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Refused {
    error: Reason,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Reason {
    message: String,
    code: String,
}

impl Lob {
    /// # Errors
    /// When encryption can't be set up.
    pub fn new(settings: LobSettings) -> Result<Self, String> {
        Ok(Self { client: web::client(settings.patience)?, settings })
    }

    fn request(&self, method: reqwest::Method, path: &str) -> reqwest::RequestBuilder {
        let url = format!("{}/v1/{path}", self.settings.api);
        self.client.request(method, url).basic_auth(self.settings.key.expose_secret(), Some(""))
    }

    async fn greet(&self) -> Result<String, String> {
        let request = self.request(reqwest::Method::GET, "postcards?limit=1");
        let answer = web::ask(request).await.map_err(|error| error.to_string())?;
        if answer.is_success() { Ok("Lob answers".into()) } else { Err(refusal(&answer).to_string()) }
    }
}

/// Why a request was refused (https://docs.lob.com/#tag/Errors).
fn refusal(answer: &Answer) -> SendError {
    let refused: Refused = serde_json::from_str(&answer.body).unwrap_or_default();
    let Reason { message, code } = refused.error;
    let said = [code.as_str(), message.as_str()].join(" ").trim().to_owned();
    match code.as_str() {
        "failed_deliverability_strictness" => SendError::Permanent { answer: said, recipient: crate::Recipient::Gone },
        // The same key is being worked on at this moment.
        "conflict" => SendError::Unknown(said),
        _ => answer.refusal(&said),
    }
}
