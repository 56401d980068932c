//! The attendee's cookie: who is behind a request to "my events".

use super::Portal;
use super::answer::Refusal;
use crate::cookie::SessionCookie;
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Redirect, Response};
use http::request::Parts;
use store::events::access;

/// What carries the attendee's session.
pub fn cookie(portal: &Portal) -> SessionCookie {
    let secure = portal.services.public_url.starts_with("https://");
    SessionCookie { name: "waypost-attendee", secure, lasts: access::SESSION_MOST }
}

/// The e-mail address of whoever is signed in; without a session the request is led to `/my`.
pub struct SignedIn(pub String);

impl FromRequestParts<Portal> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Response> {
        let email = match cookie(portal).token(&parts.headers) {
            Some(token) => access::session_email(&portal.services.db, portal.services.now(), &token).await,
            None => Ok(None),
        };
        match email {
            Ok(Some(email)) => Ok(Self(email)),
            Ok(None) => Err(Redirect::to("/my").into_response()),
            Err(error) => Err(Refusal::from(error).page(portal).await),
        }
    }
}
