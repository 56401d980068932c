//! Finds the session behind a request's cookie and hands it to pages and server functions.

use super::Web;
use super::client::Client;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use base::AppError;
use base::RequestId;
use base::door::{Asked, CurrentSession};
use http::{HeaderMap, StatusCode};
use public::cookie::SessionCookie;
use store::sessions;

/// What carries the session of a member of staff.
pub fn cookie(web: &Web) -> SessionCookie {
    SessionCookie { name: "waypost", secure: web.config.secure(), lasts: sessions::ABSOLUTE }
}

/// Puts [`CurrentSession`], [`RequestId`] and [`Asked`] beside the request. A page asked for without a session leads to sign-in
/// and, after it, back; a server function answers that it is signed out. An answer that refuses is written to the audit log.
pub async fn resolve(State(web): State<Web>, Client(network): Client, mut request: Request, next: Next) -> Response {
    let id = request_id(request.headers());
    let behind = store::Request { id: id.clone(), network };
    let session = match cookie(&web).token(request.headers()) {
        Some(token) => sessions::find(&web.services.db, web.services.now(), &token, &behind).await,
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
    let function = path.starts_with("/staff/api/");
    let open = matches!(path, "/staff/sign-in" | "/staff/setup" | "/staff/sign-out") || function;
    let Some(held) = &session else {
        if !open {
            let next = request.uri().path_and_query().map_or("/staff", |whole| whole.as_str());
            let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
            return Redirect::to(&format!("/staff/sign-in?next={next}")).into_response();
        }
        request.extensions_mut().insert(CurrentSession(None));
        request.extensions_mut().insert(RequestId(id));
        return next.run(request).await;
    };
    if held.password_is_given && !app::open_to_given_password(path) && path != "/staff/sign-out" {
        return choose_own_password(function);
    }
    let (asked, actor) = (Asked::of(path), held.actor.clone());
    request.extensions_mut().insert(asked.clone());
    request.extensions_mut().insert(RequestId(id));
    request.extensions_mut().insert(CurrentSession(session));
    let response = next.run(request).await;
    if response.status() == StatusCode::FORBIDDEN {
        asked.refused(&web.services, &actor, None).await;
    }
    response
}

/// The id that the request was given when it came in.
pub fn request_id(headers: &HeaderMap) -> String {
    headers.get("x-request-id").and_then(|id| id.to_str().ok()).unwrap_or_default().to_owned()
}

/// Somebody else set the password: a page leads to where one's own is chosen, anything else waits until then.
fn choose_own_password(function: bool) -> Response {
    if !function {
        return Redirect::to("/staff/account").into_response();
    }
    let error = AppError::Conflict("Choose a password of your own first, under My account.".to_owned());
    (error.status(), axum::Json(error)).into_response()
}
