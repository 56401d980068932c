//! What surrounds every answer: request ids, log lines, security headers, compression, limits.

use super::{Web, guard, text};
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use http::{HeaderName, HeaderValue, header};
use shared::messages::PERSONAL_PATHS;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel, Predicate, predicate::DefaultPredicate};
use tower_http::request_id::{MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};
use tower_http::trace::TraceLayer;
use uuid::Uuid;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

#[derive(Debug, Clone, Copy)]
struct NewRequestId;

impl MakeRequestId for NewRequestId {
    fn make_request_id<B>(&mut self, _: &http::Request<B>) -> Option<RequestId> {
        HeaderValue::from_str(&Uuid::now_v7().to_string()).ok().map(RequestId::new)
    }
}

/// Wraps `app` in everything that every answer has.
pub fn surround(app: Router<Web>, web: &Web) -> Router<Web> {
    // Brotli at its quick setting: the files that are worth more were compressed when built.
    let compression = CompressionLayer::new()
        .quality(CompressionLevel::Precise(4))
        .compress_when(DefaultPredicate::new().and(tower_http::compression::predicate::SizeAbove::new(512)));
    app.layer(compression)
        .layer(from_fn(text::gate))
        .layer(from_fn_with_state(web.clone(), guard::same_site))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(web.clone(), secure))
        .layer(from_fn(measure))
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(
            // The path is logged without its last segment's secrets: tokens live under these prefixes only.
            TraceLayer::new_for_http().make_span_with(|request: &Request| {
                let id = request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or_default();
                tracing::info_span!("request", id, method = %request.method(), path = shown(request.uri().path()))
            }),
        )
        .layer(SetRequestIdLayer::new(REQUEST_ID, NewRequestId))
}

/// A path fit for the log: what follows a secret's prefix is left out.
fn shown(path: &str) -> &str {
    before_secret(path).unwrap_or(path)
}

/// What stands before the secret token of a path that carries one.
pub(super) fn before_secret(path: &str) -> Option<&'static str> {
    PERSONAL_PATHS.into_iter().find(|prefix| path.starts_with(prefix))
}

async fn measure(request: Request, next: Next) -> Response {
    let began = std::time::Instant::now();
    let response = next.run(request).await;
    let status = response.status().as_u16().to_string();
    metrics::histogram!("waypost_http_seconds", "status" => status).record(began.elapsed().as_secs_f64());
    response
}

/// The headers of ASVS 5.0 3.4. A page that sets its own content security policy (with its nonce) keeps it.
async fn secure(State(web): State<Web>, request: Request, next: Next) -> Response {
    let private = request.uri().path().starts_with("/staff") || request.uri().path().starts_with("/my");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(
        header::CONTENT_SECURITY_POLICY,
        "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; \
         form-action 'self'; img-src 'self' data:",
    );
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(header::REFERRER_POLICY, "no-referrer");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
    );
    if private {
        set(header::CACHE_CONTROL, "no-store");
    }
    if web.config.secure() {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");
    }
    response
}
