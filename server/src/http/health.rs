//! `/healthz` (the process lives), `/readyz` (the database answers), `/metrics` (Prometheus).

use super::Web;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use http::StatusCode;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::sync::OnceLock;

static METRICS: OnceLock<PrometheusHandle> = OnceLock::new();

pub fn router() -> Router<Web> {
    if METRICS.get().is_none()
        && let Ok(handle) = PrometheusBuilder::new().install_recorder()
    {
        let _ = METRICS.set(handle);
    }
    Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(|| async { METRICS.get().map(PrometheusHandle::render).unwrap_or_default() }))
}

async fn ready(State(web): State<Web>) -> (StatusCode, &'static str) {
    if web.services.db.answers().await {
        (StatusCode::OK, "ready")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer")
    }
}
