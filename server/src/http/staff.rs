//! The staff application: pages rendered by leptos and hydrated, server functions under `/staff/api`.

use super::Web;
use app::document;
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use base::AppError;
use base::RequestId;
use base::door::{Asked, CurrentSession};
use http::{HeaderValue, StatusCode, header};
use kit::time::PageClock;
use leptos::nonce::{Nonce, provide_nonce, use_nonce};
use leptos::prelude::provide_context;
use std::sync::{Arc, Mutex};

/// Bytes of the longest complaint about a form.
const ERROR_LIMIT: usize = 1 << 20;
/// Bytes of the longest call of a server function by somebody who is signed in.
const LARGEST_CALL: usize = 16 << 20;

/// Everything under `/staff`.
pub fn router() -> Router<Web> {
    // Fails only when it was done before, which is as good.
    let _ = any_spawner::Executor::init_tokio();
    Router::new()
        .route("/staff/api/{*function}", any(function))
        .route("/staff", get(page))
        .route("/staff/{*path}", get(page))
}

fn context(web: &Web, request: &Request) -> impl Fn() + Clone + Send + Sync + 'static + use<> {
    let services = web.services.clone();
    let session = request.extensions().get::<CurrentSession>().cloned().unwrap_or_default();
    let request_id = request.extensions().get::<RequestId>().cloned().unwrap_or_default();
    let asked = request.extensions().get::<Asked>().cloned().unwrap_or_default();
    move || {
        provide_context(services.clone());
        provide_context(session.clone());
        provide_context(request_id.clone());
        provide_context(asked.clone());
    }
}

/// The clock that the page's times are said by. A database that is away is the page's own complaint.
async fn page_clock(web: &Web) -> PageClock {
    let zone = store::settings::organization(&web.services.db).await.unwrap_or_default().time_zone;
    PageClock { zone, now: web.services.now() }
}

async fn function(State(web): State<Web>, mut request: Request) -> Response {
    // A picture of 5 MB as base64, a list of 100,000 patients: more than axum takes by itself, and only from staff.
    if request.extensions().get::<CurrentSession>().is_some_and(|session| session.0.is_some()) {
        DefaultBodyLimit::max(LARGEST_CALL).apply(&mut request);
    }
    let context = context(&web, &request);
    by_whose_mistake(leptos_axum::handle_server_fns_with_context(context, request).await.into_response()).await
}

/// Leptos answers every refusal with 500. What the person can mend gets a status of its own, so that the log and the
/// figures count only our own failures as failures.
async fn by_whose_mistake(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, ERROR_LIMIT).await else { return parts.status.into_response() };
    if let Ok(error) = serde_json::from_slice::<AppError>(&bytes) {
        parts.status = error.status();
    }
    Response::from_parts(parts, Body::from(bytes))
}

async fn page(State(web): State<Web>, request: Request) -> Response {
    let context = context(&web, &request);
    let clock = page_clock(&web).await;
    let assets = web.assets.staff();
    // The nonce is made while rendering; the header needs the same one.
    let seen = Arc::new(Mutex::new(None::<Nonce>));
    let keep = seen.clone();
    let with_nonce = move || {
        context();
        provide_context(clock.clone());
        provide_nonce();
        if let Ok(mut slot) = keep.lock() {
            *slot = use_nonce();
        }
    };
    let render = leptos_axum::render_app_to_stream_with_context(with_nonce, move || document(assets.clone()));
    let mut response: Response<Body> = render(request).await.into_response();
    let nonce = seen.lock().ok().and_then(|slot| slot.as_ref().map(ToString::to_string)).unwrap_or_default();
    let policy = format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'self'; form-action 'self'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}
