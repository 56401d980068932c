//! Requests to a provider's HTTP API, and what it means when they go wrong.

use crate::courier::{Recipient, SendError};
use reqwest::{Client, RequestBuilder, redirect};
use std::time::Duration;

/// How long opening a connection may take.
const CONNECT: Duration = Duration::from_secs(10);

/// A client that waits `patience` for an answer and follows no redirect.
///
/// # Errors
/// When encryption can't be set up.
pub fn client(patience: Duration) -> Result<Client, String> {
    Client::builder()
        .timeout(patience)
        .connect_timeout(CONNECT.min(patience))
        .redirect(redirect::Policy::none())
        .user_agent("Waypost")
        .build()
        .map_err(|error| error.to_string())
}

/// What a provider answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: String,
    /// What it asks to wait, as it says it.
    pub retry_after: Option<String>,
}

/// Sends the request. Without a connection nothing was said; once it is out, silence is doubt.
///
/// # Errors
/// [`SendError::Unreachable`] or [`SendError::Unknown`].
pub async fn ask(request: RequestBuilder) -> Result<Answer, SendError> {
    let response = request.send().await.map_err(|error| {
        // Without the address: it may hold the recipient.
        let error = error.without_url();
        let words = words(&error);
        if error.is_builder() {
            SendError::unfit(words)
        } else if error.is_connect() {
            SendError::Unreachable(words)
        } else {
            SendError::Unknown(words)
        }
    })?;
    let status = response.status().as_u16();
    let retry_after = response.headers().get("retry-after").and_then(|value| value.to_str().ok()).map(str::to_owned);
    // The status is the answer; a body that breaks off takes nothing back.
    let body = response.text().await.unwrap_or_default();
    Ok(Answer { status, body, retry_after })
}

/// An error with its causes.
fn words(error: &reqwest::Error) -> String {
    let mut words = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        words.push_str(": ");
        words.push_str(&inner.to_string());
        cause = inner.source();
    }
    words
}

impl Answer {
    pub const fn is_success(&self) -> bool {
        matches!(self.status, 200..=299)
    }

    /// What a refusal means by its status alone; `said` is what the provider wrote.
    pub fn refusal(&self, said: &str) -> SendError {
        let answer = format!("{} {said}", self.status).trim_end().to_owned();
        match self.status {
            // Our own access is refused: nothing is wrong with the message.
            401 | 403 => SendError::Unreachable(answer),
            429 => SendError::Temporary(match &self.retry_after {
                Some(wait) => format!("{answer} (retry after {wait})"),
                None => answer,
            }),
            500 | 502 | 503 => SendError::Temporary(answer),
            // Somebody between us and the provider stopped waiting: the provider may have taken it.
            504 => SendError::Unknown(answer),
            _ => SendError::Permanent { answer, recipient: Recipient::NotMeant },
        }
    }
}
