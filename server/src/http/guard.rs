//! Cross-site request forgery: a request that changes something must come from our own pages (ASVS 5.0 3.5.1).

use super::Web;
use super::headers::before_secret;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{Method, StatusCode, header};

/// Refuses unsafe methods from elsewhere: by `Sec-Fetch-Site`, or by `Origin` where a browser sends only that. A client
/// that sends neither is no browser and carries no cookies of a victim. RFC 8058 one-click unsubscribes come from mail
/// providers' servers, which are no browsers either.
pub async fn same_site(State(web): State<Web>, request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return next.run(request).await;
    }
    if ours(&web, &request) {
        next.run(request).await
    } else {
        tracing::warn!(path = request.uri().path(), "refused: a request from another site");
        (StatusCode::FORBIDDEN, "This request came from another site and was refused.").into_response()
    }
}

fn ours(web: &Web, request: &Request) -> bool {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    match (header("sec-fetch-site"), header(header::ORIGIN.as_str())) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        // A page without a referrer has no origin to tell over plain HTTP. Whoever knows the path's token needs no page of ours.
        (None, Some("null")) => before_secret(request.uri().path()).is_some(),
        (None, Some(origin)) => {
            let host = header(header::HOST.as_str()).unwrap_or_default();
            origin == &*web.services.public_url || origin.split_once("://").is_some_and(|(_, rest)| rest == host)
        }
        (None, None) => true,
    }
}
