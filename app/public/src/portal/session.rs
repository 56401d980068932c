//! The attendee's cookie: who is behind a request to "my events".

use super::Portal;
use super::answer::Refusal;
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Redirect, Response};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, header};
use store::events::access;

fn name(portal: &Portal) -> &'static str {
    if secure(portal) { "__Host-waypost-attendee" } else { "waypost-attendee" }
}

fn secure(portal: &Portal) -> bool {
    portal.services.public_url.starts_with("https://")
}

/// The `Set-Cookie` that carries `token`, or ends the cookie when `None`.
pub fn cookie(portal: &Portal, token: Option<&str>) -> Option<HeaderValue> {
    let age = if token.is_some() { access::SESSION_MOST.0 / 1_000 } else { 0 };
    let secure = if secure(portal) { "; Secure" } else { "" };
    let text = format!(
        "{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}",
        name(portal),
        token.unwrap_or_default()
    );
    HeaderValue::from_str(&text).ok()
}

/// The session's token as the cookie carries it.
pub fn token<'a>(portal: &Portal, headers: &'a HeaderMap) -> Option<&'a str> {
    let name = name(portal);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .find_map(|cookies| cookies.split(';').find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('=')))
}

/// The e-mail address of whoever is signed in; without a session the request is led to `/my`.
pub struct SignedIn(pub String);

impl FromRequestParts<Portal> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Response> {
        let email = match token(portal, &parts.headers) {
            Some(token) => access::session_email(&portal.services.db, portal.services.now(), token).await,
            None => Ok(None),
        };
        match email {
            Ok(Some(email)) => Ok(Self(email)),
            Ok(None) => Err(Redirect::to("/my").into_response()),
            Err(error) => Err(Refusal::from(error).page(portal).await),
        }
    }
}
