//! Only with `test_clock = true` on a loopback address: `POST /test/clock?advance_ms=…` moves time for the whole process.

use super::Web;
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::post;
use serde::Deserialize;
use shared::time::Millis;

#[derive(Debug, Deserialize)]
struct Advance {
    advance_ms: i64,
}

pub fn router() -> Router<Web> {
    Router::new().route("/test/clock", post(advance))
}

async fn advance(State(web): State<Web>, Query(Advance { advance_ms }): Query<Advance>) -> String {
    web.services.clock.advance(Millis(advance_ms));
    web.services.wake.call();
    web.services.now().0.to_string()
}
