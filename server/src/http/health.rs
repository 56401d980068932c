//! `/healthz` (the process lives), `/readyz` (the database answers and the background work goes on), `/metrics` (Prometheus; not
//! for the public).

use axum::Router;
use axum::extract::{ConnectInfo, State};
use axum::routing::get;
use engine::{Services, Trouble};
use http::header::{AUTHORIZATION, FORWARDED};
use http::{HeaderMap, StatusCode};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use secrecy::{ExposeSecret, SecretString};
use std::net::SocketAddr;
use std::sync::OnceLock;
use std::time::Duration;

static METRICS: OnceLock<PrometheusHandle> = OnceLock::new();

/// How long a probe waits for the database: a probe that takes longer counts as failed with most of those who ask.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long an area may be stalled or failing before this process says that it is not well. A first membership of a million
/// patients takes less.
const WORRY: Duration = Duration::from_secs(15 * 60);

#[derive(Debug, Clone)]
pub struct Health {
    pub services: Services,
    pub metrics_token: Option<SecretString>,
}

pub fn router() -> Router<Health> {
    if METRICS.get().is_none()
        && let Ok(handle) = PrometheusBuilder::new().install_recorder()
    {
        let _ = METRICS.set(handle);
    }
    Router::new().route("/healthz", get(|| async { "ok" })).route("/readyz", get(ready)).route("/metrics", get(figures))
}

/// With a token in the configuration, for who shows it; else for this machine alone, and not through a proxy on it.
async fn figures(
    State(health): State<Health>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Result<String, StatusCode> {
    let allowed = match &health.metrics_token {
        Some(token) => {
            let shown = headers.get(AUTHORIZATION).and_then(|value| value.as_bytes().strip_prefix(b"Bearer "));
            // Digests compare in constant time.
            shown.is_some_and(|shown| blake3::hash(shown) == blake3::hash(token.expose_secret().as_bytes()))
        }
        None => {
            let passed_on = headers.contains_key(FORWARDED) || headers.contains_key("x-forwarded-for");
            peer.ip().is_loopback() && !passed_on
        }
    };
    if !allowed {
        return Err(StatusCode::NOT_FOUND);
    }
    Ok(METRICS.get().map(PrometheusHandle::render).unwrap_or_default())
}

async fn ready(State(health): State<Health>) -> (StatusCode, String) {
    let answers = tokio::time::timeout(PATIENCE, health.services.db.answers());
    if !answers.await.unwrap_or(false) {
        return (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer".into());
    }
    let troubles = health.services.pulse.troubles(WORRY);
    if troubles.is_empty() {
        return (StatusCode::OK, "ready".into());
    }
    let words: Vec<String> = troubles.iter().map(Trouble::words).collect();
    (StatusCode::SERVICE_UNAVAILABLE, words.join("\n"))
}
