//! Answers of the public site: pages with their headers, and what is said when something is not there.

use super::Portal;
use super::frame::{self, Meta};
use axum::response::{Html, IntoResponse, Response};
use engine::EngineError;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use leptos::prelude::*;
use shared::people::Organization;
use store::StoreError;

/// Why a page can't be shown.
#[derive(Debug)]
pub enum Refusal {
    NotFound,
    /// Somebody else's turn first, or too late: a sentence for the person.
    Conflict(String),
    TooMany,
    /// The database does not answer, or there is too much to do.
    Busy,
    Failed(String),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::NotFound,
            StoreError::Conflict(message) => Self::Conflict(message),
            StoreError::Busy => Self::Busy,
            other => Self::Failed(other.to_string()),
        }
    }
}

impl From<EngineError> for Refusal {
    fn from(error: EngineError) -> Self {
        match error {
            EngineError::Store(error) => error.into(),
            other => Self::Failed(other.to_string()),
        }
    }
}

impl Refusal {
    /// The page that says so, in the site's own look.
    pub async fn page(self, portal: &Portal) -> Response {
        let (status, title, text) = match self {
            Self::NotFound => (
                StatusCode::NOT_FOUND,
                "We can't find this page",
                "The address may be mistyped, or the event is over.".to_owned(),
            ),
            Self::Conflict(message) => (StatusCode::CONFLICT, "That did not work", message),
            Self::TooMany => (
                StatusCode::TOO_MANY_REQUESTS,
                "One moment, please",
                "There were many requests from your network just now. Try again in a minute.".to_owned(),
            ),
            Self::Busy => (
                StatusCode::SERVICE_UNAVAILABLE,
                "Please come back in a few minutes",
                "We are working on this site. Nothing is lost.".to_owned(),
            ),
            Self::Failed(why) => {
                tracing::error!(why, "a public page failed");
                (
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "Something went wrong on our side",
                    "It was not your fault. Try again in a moment.".to_owned(),
                )
            }
        };
        // Without a database there still is a page, and nobody waits for the database again.
        let organization = if status == StatusCode::SERVICE_UNAVAILABLE {
            Organization::default()
        } else {
            portal.organization().await.unwrap_or_default()
        };
        let meta = Meta { title: title.to_owned(), private: true, ..Meta::default() };
        let html = frame::page(portal, &organization, meta, || {
            view! {
                <h1>{title}</h1>
                <p>{text}</p>
                <p><a class="button button-secondary" href="/events">"See our events"</a></p>
            }
            .into_any()
        });
        let mut response = private(html);
        *response.status_mut() = status;
        response
    }
}

/// A page about one person: kept nowhere.
pub fn private(html: String) -> Response {
    let mut response = Html(html).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    own_referrer(&mut response);
    response
}

/// A page for everybody: kept, but asked for again; unchanged, it is not sent again.
pub fn public(html: axum::body::Bytes, etag: &str, request: &HeaderMap) -> Response {
    let known = request.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    // Compression in front of us weakens the tag; the content is the same.
    let same = known.is_some_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == etag));
    let mut response = if same {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    if let Ok(etag) = HeaderValue::from_str(&format!("W/{etag}")) {
        headers.insert(header::ETAG, etag);
    }
    own_referrer(&mut response);
    response
}

/// Forms must tell us where they come from, also over plain HTTP where browsers send `Origin` only with a referrer;
/// nobody else is told.
fn own_referrer(response: &mut Response) {
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
}

/// For paths that carry a token, which must not travel on as a referrer. Their forms tell no origin over plain HTTP: the
/// server's guard lets them in by the token itself.
pub async fn no_referrer(mut response: Response) -> Response {
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// The tag of a page's content, with quotes.
pub fn etag(html: &str) -> String {
    format!("\"{}\"", &store::tokens::hash(html)[..20])
}
