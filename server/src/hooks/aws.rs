//! What AWS tells us through Amazon SNS: what became of texts, and what people write. SNS signs in with the name and password in the
//! address that it was given; without them nothing is believed.

use crate::config::Config;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use channels::aws::{Notice, confirm, notice};
use engine::Services;
use http::{HeaderMap, StatusCode, header};
use secrecy::{ExposeSecret, SecretString};
use shared::consent::Channel;
use store::inbound::{self, Received};
use store::{StoreError, outbox};

/// The name before the password in the address.
const NAME: &str = "sns";

#[derive(Debug, Clone)]
pub struct Hooks {
    pub services: Services,
    /// Without one, nobody is believed.
    pub secret: Option<SecretString>,
}

impl Hooks {
    pub fn new(services: Services, config: &Config) -> Self {
        Self { services, secret: config.aws.hook_secret.clone() }
    }

    fn believes(&self, headers: &HeaderMap) -> bool {
        let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let given = given.strip_prefix("Basic ").and_then(|given| STANDARD.decode(given).ok()).unwrap_or_default();
        // Hashes are compared, so that the time it takes says nothing about the secret.
        let same = |secret: &SecretString| {
            blake3::hash(format!("{NAME}:{}", secret.expose_secret()).as_bytes()) == blake3::hash(&given)
        };
        self.secret.as_ref().is_some_and(same)
    }

    async fn receive(&self, body: &[u8]) -> Result<(), StoreError> {
        let (db, now) = (&self.services.db, self.services.now());
        match notice(body) {
            None => Ok(()),
            Some(Notice::Confirm(url)) => {
                match confirm(&url).await {
                    Ok(()) => tracing::info!("AWS sends notices here from now on"),
                    Err(why) => tracing::error!(why, "the subscription to AWS's notices was not confirmed"),
                }
                Ok(())
            }
            Some(Notice::Report { reference, delivery, words }) => {
                outbox::report(db, now, &reference, delivery, &words).await.map(drop)
            }
            Some(Notice::Text { key, from, to, text }) => {
                let key = format!("aws/{key}");
                let received =
                    Received { channel: Channel::Sms, provider_key: &key, from: &from, to: &to, text: &text };
                inbound::receive(db, now, &received).await?;
                self.services.wake.call();
                Ok(())
            }
        }
    }
}

pub fn router<S: Clone + Send + Sync + 'static>(hooks: Hooks) -> Router<S> {
    Router::new().route("/hooks/aws", post(told)).with_state(hooks)
}

/// `POST /hooks/aws`: a notice of SNS.
async fn told(State(hooks): State<Hooks>, headers: HeaderMap, body: Bytes) -> Response {
    if !hooks.believes(&headers) {
        // SNS asks without them first, and again with them once it is refused like this.
        return (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Basic realm=\"hooks\"")]).into_response();
    }
    match hooks.receive(&body).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => {
            tracing::error!(%error, "a notice of AWS was not kept; it comes again");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
