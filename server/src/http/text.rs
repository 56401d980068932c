//! Text that comes in by address or form passes the gate of `shared::text` before any page or database sees it.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, Uri, header};
use shared::text::{clean, clean_json};
use url::form_urlencoded;

/// Forms and server functions are no larger; files go another way.
const LIMIT: usize = 64 << 20;

/// Frees query and body of control characters and brings them into one normal form; a path that has any leads nowhere.
pub async fn gate(mut request: Request, next: Next) -> Response {
    if has_controls(request.uri().path()) {
        return (StatusCode::NOT_FOUND, "There is no such page.").into_response();
    }
    if let Some(uri) = freed(request.uri()) {
        *request.uri_mut() = uri;
    }
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let clean_body: fn(&[u8]) -> Option<Vec<u8>> = match kind.split(';').next().unwrap_or_default().trim() {
        "application/x-www-form-urlencoded" => form,
        "application/json" => json,
        _ => return next.run(request).await,
    };
    let (mut parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, LIMIT).await else {
        return (StatusCode::PAYLOAD_TOO_LARGE, "This is more than can be taken at once.").into_response();
    };
    let body = match clean_body(&bytes) {
        Some(cleaned) => {
            parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(cleaned.len()));
            Body::from(cleaned)
        }
        None => Body::from(bytes),
    };
    next.run(Request::from_parts(parts, body)).await
}

/// The address with its query freed; `None` when it is right as it is.
fn freed(uri: &Uri) -> Option<Uri> {
    let query = String::from_utf8(form(uri.query()?.as_bytes())?).ok()?;
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = format!("{}?{query}", uri.path()).parse().ok();
    Uri::from_parts(parts).ok()
}

/// Whether a path has `%00` to `%1F` or `%7F` in it: nothing of ours is called so.
fn has_controls(path: &str) -> bool {
    let mut codes = path.split('%').skip(1).filter_map(|rest| u8::from_str_radix(rest.get(..2)?, 16).ok());
    codes.any(|code| code.is_ascii_control())
}

fn form(body: &[u8]) -> Option<Vec<u8>> {
    let dirty = form_urlencoded::parse(body).any(|(name, value)| clean(&name) != name || clean(&value) != value);
    dirty.then(|| {
        let mut cleaned = form_urlencoded::Serializer::new(String::new());
        for (name, value) in form_urlencoded::parse(body) {
            cleaned.append_pair(&clean(&name), &clean(&value));
        }
        cleaned.finish().into_bytes()
    })
}

fn json(body: &[u8]) -> Option<Vec<u8>> {
    // What is plain and free of escapes needs no reading.
    if body.is_ascii() && !body.windows(2).any(|pair| pair == b"\\u") {
        return None;
    }
    let mut value = serde_json::from_slice(body).ok()?;
    clean_json(&mut value).then(|| value.to_string().into_bytes())
}
