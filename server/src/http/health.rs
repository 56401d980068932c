//! `/healthz` (the process lives), `/readyz` (the database answers), `/metrics` (Prometheus; not for the public).

use super::Web;
use axum::Router;
use axum::extract::{ConnectInfo, State};
use axum::routing::get;
use http::header::{AUTHORIZATION, FORWARDED};
use http::{HeaderMap, StatusCode};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use secrecy::ExposeSecret;
use std::net::SocketAddr;
use std::sync::OnceLock;

static METRICS: OnceLock<PrometheusHandle> = OnceLock::new();

pub fn router() -> Router<Web> {
    if METRICS.get().is_none()
        && let Ok(handle) = PrometheusBuilder::new().install_recorder()
    {
        let _ = METRICS.set(handle);
    }
    Router::new().route("/healthz", get(|| async { "ok" })).route("/readyz", get(ready)).route("/metrics", get(figures))
}

/// With a token in the configuration, for who shows it; else for this machine alone, and not through a proxy on it.
async fn figures(
    State(web): State<Web>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Result<String, StatusCode> {
    let allowed = match &web.config.metrics_token {
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

async fn ready(State(web): State<Web>) -> (StatusCode, &'static str) {
    if web.services.db.answers().await {
        (StatusCode::OK, "ready")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer")
    }
}
