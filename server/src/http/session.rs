//! Finds the session behind a request's cookie and hands it to pages and server functions.

use super::Web;
use app::door::{CurrentSession, RequestId};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use store::sessions;

/// The cookie's name; `__Host-` where browsers reach us over TLS (ASVS 5.0 3.3.1).
pub fn cookie_name(web: &Web) -> &'static str {
    if web.config.secure() { "__Host-waypost" } else { "waypost" }
}

/// A `Set-Cookie` that carries `token`, or ends the cookie when `None`.
pub fn cookie(web: &Web, token: Option<&str>) -> Option<HeaderValue> {
    let secure = if web.config.secure() { "; Secure" } else { "" };
    let age = if token.is_some() { sessions::ABSOLUTE.0 / 1_000 } else { 0 };
    let value = token.unwrap_or_default();
    HeaderValue::from_str(&format!(
        "{}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}",
        cookie_name(web)
    ))
    .ok()
}

fn token<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .find_map(|cookies| cookies.split(';').find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('=')))
}

/// Puts [`CurrentSession`] and [`RequestId`] beside the request. A page asked for without a session leads to sign-in and,
/// after it, back; a server function answers that it is signed out.
pub async fn resolve(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let request_id =
        request.headers().get("x-request-id").and_then(|id| id.to_str().ok()).unwrap_or_default().to_owned();
    let session = match token(request.headers(), cookie_name(&web)) {
        Some(token) => sessions::find(&web.services.db, web.services.now(), token, &request_id).await,
        None => Ok(None),
    };
    let session = match session {
        Ok(session) => session,
        Err(error) => {
            tracing::error!(%error, "the session can't be looked up");
            return (StatusCode::SERVICE_UNAVAILABLE, "The database does not answer. Try again in a moment.")
                .into_response();
        }
    };
    let path = request.uri().path();
    let open = matches!(path, "/staff/sign-in" | "/staff/setup" | "/staff/sign-out") || path.starts_with("/staff/api/");
    if session.is_none() && !open {
        let next = request.uri().path_and_query().map_or("/staff", |whole| whole.as_str());
        let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
        return Redirect::to(&format!("/staff/sign-in?next={next}")).into_response();
    }
    request.extensions_mut().insert(CurrentSession(session));
    request.extensions_mut().insert(RequestId(request_id));
    next.run(request).await
}
