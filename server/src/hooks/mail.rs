//! What comes back by e-mail: the mail server of the return path's mailbox posts each message here as it is. Believed only with the
//! token that both know.

use crate::config::Config;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use channels::{MailNews, mail_report};
use engine::Services;
use http::{HeaderMap, StatusCode, header};
use secrecy::{ExposeSecret, SecretString};
use store::{StoreError, outbox};

/// A report has the original in it: as large as a message with pictures, and no larger.
const LARGEST: usize = 2 * 1024 * 1024;

#[derive(Debug, Clone)]
pub struct Hooks {
    pub services: Services,
    /// Without one, nobody is believed.
    pub token: Option<SecretString>,
}

impl Hooks {
    pub fn new(services: Services, config: &Config) -> Self {
        Self { services, token: config.mail.bounce_token.clone() }
    }

    fn believes(&self, headers: &HeaderMap) -> bool {
        let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let given = given.strip_prefix("Bearer ").unwrap_or_default();
        // Hashes are compared, so that the time it takes says nothing about the token.
        let same =
            |token: &SecretString| blake3::hash(token.expose_secret().as_bytes()) == blake3::hash(given.as_bytes());
        self.token.as_ref().is_some_and(same)
    }

    async fn receive(&self, raw: &[u8]) -> Result<(), StoreError> {
        let Some(report) = mail_report(raw) else { return Ok(()) };
        let (db, now) = (&self.services.db, self.services.now());
        match report.news {
            MailNews::Carried(delivery) => {
                outbox::report(db, now, &report.reference, delivery, &report.words).await.map(drop)
            }
            MailNews::Complaint => outbox::complained(db, now, &report.reference, &report.words).await,
        }
    }
}

pub fn router<S: Clone + Send + Sync + 'static>(hooks: Hooks) -> Router<S> {
    Router::new().route("/hooks/mail", post(returned)).layer(DefaultBodyLimit::max(LARGEST)).with_state(hooks)
}

/// `POST /hooks/mail`: a message as it arrived, with its headers.
async fn returned(State(hooks): State<Hooks>, headers: HeaderMap, body: Bytes) -> Response {
    if !hooks.believes(&headers) {
        tracing::warn!("refused: returned mail without its token");
        return StatusCode::FORBIDDEN.into_response();
    }
    match hooks.receive(&body).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => {
            tracing::error!(%error, "returned mail was not kept; it comes again");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
