//! What Lob tells us about cards and letters. Believed only when it is signed with the webhook's secret, and fresh.

use crate::config::Config;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use channels::lob::{News, event, is_signed};
use engine::Services;
use http::{HeaderMap, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use shared::time::Millis;
use store::{StoreError, outbox};

/// An older report is a copy that somebody kept.
const FRESH: Millis = Millis::minutes(10);

#[derive(Debug, Clone)]
pub struct Hooks {
    pub services: Services,
    /// Without one, nobody is believed.
    pub secret: Option<SecretString>,
}

impl Hooks {
    pub fn new(services: Services, config: &Config) -> Self {
        Self { services, secret: config.lob.webhook_secret.clone() }
    }

    fn believes(&self, headers: &HeaderMap, body: &[u8]) -> bool {
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let timestamp = header("lob-signature-timestamp");
        let at: i64 = timestamp.parse().unwrap_or_default();
        let fresh = self.services.now().0.abs_diff(at) <= FRESH.0.unsigned_abs();
        let signed = self
            .secret
            .as_ref()
            .is_some_and(|secret| is_signed(secret.expose_secret(), timestamp, body, header("lob-signature")));
        if !(fresh && signed) {
            tracing::warn!(fresh, signed, "refused: a report that Lob did not sign, or that is old");
        }
        fresh && signed
    }

    async fn receive(&self, body: &[u8]) -> Result<(), StoreError> {
        let Some(event) = event(body) else { return Ok(()) };
        let (db, now) = (&self.services.db, self.services.now());
        match event.news {
            News::Carried(delivery) => {
                outbox::report(db, now, &event.reference, delivery, &event.words).await.map(drop)
            }
            News::Returned => outbox::carrier_returned(db, now, &event.reference, &event.words).await.map(drop),
        }
    }
}

pub fn router<S: Clone + Send + Sync + 'static>(hooks: Hooks) -> Router<S> {
    Router::new().route("/hooks/lob", post(reported)).with_state(hooks)
}

/// `POST /hooks/lob`: what became of a piece of mail.
async fn reported(State(hooks): State<Hooks>, headers: HeaderMap, body: Bytes) -> Response {
    if !hooks.believes(&headers, &body) {
        return StatusCode::FORBIDDEN.into_response();
    }
    match hooks.receive(&body).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => {
            tracing::error!(%error, "a report of Lob was not kept; it comes again");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
