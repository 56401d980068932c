//! The browser's files: WASM, scripts, styles, fonts, icons. Compressed once when built, cached for ever under a hash.

use super::Web;
use crate::Site;
use app::Assets;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// The files, ready to be asked for.
#[derive(Debug)]
pub struct Files {
    files: Site,
    root: Arc<str>,
    split: Option<Arc<HashMap<String, Vec<String>>>>,
}

impl Files {
    /// # Errors
    /// When the list of chunks can't be read.
    pub fn new(files: Site) -> anyhow::Result<Self> {
        if files.is_empty() {
            tracing::warn!("built without the browser's files: pages will be plain");
        }
        let mut hasher = blake3::Hasher::new();
        for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("pkg/") && !path.ends_with(".br")) {
            hasher.update(path.as_bytes()).update(bytes);
        }
        let hash = hasher.finalize().to_hex();
        let split = match files.get("pkg/__wasm_split_manifest.json") {
            Some(bytes) => Some(Arc::new(serde_json::from_slice(bytes)?)),
            None => None,
        };
        Ok(Self { files, root: format!("/pkg/{}", &hash[..16]).into(), split })
    }

    /// What the staff document needs to know.
    pub fn staff(&self) -> Assets {
        Assets { root: self.root.clone(), split: self.split.clone() }
    }

    /// The style sheet of public pages.
    pub fn public_style(&self) -> String {
        format!("{}/public.css", self.root)
    }

    fn answer(&self, path: &str, accepts: &HeaderMap, cache: &'static str) -> Response {
        let brotli =
            accepts.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("br"));
        let compressed = brotli.then(|| self.files.get(&format!("{path}.br"))).flatten();
        let Some(bytes) = compressed.or_else(|| self.files.get(path)) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        let body = match bytes {
            Cow::Borrowed(bytes) => Body::from(*bytes),
            Cow::Owned(bytes) => Body::from(bytes.clone()),
        };
        let mut response = body.into_response();
        let headers = response.headers_mut();
        let kind = mime_guess::from_path(path).first_or_octet_stream();
        if let Ok(kind) = HeaderValue::from_str(kind.as_ref()) {
            headers.insert(header::CONTENT_TYPE, kind);
        }
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if compressed.is_some() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
        }
        response
    }
}

/// `/pkg/<hash>/…`: never changes, so it is never asked for twice.
pub async fn hashed(State(web): State<Web>, Path((_, path)): Path<(String, String)>, headers: HeaderMap) -> Response {
    web.assets.answer(&format!("pkg/{path}"), &headers, "public, max-age=31536000, immutable")
}

/// Everything else in the site folder: fonts, icons, the favicon. A person at an address where nothing is gets a page that
/// says so and leads on.
pub async fn public(State(web): State<Web>, uri: Uri, headers: HeaderMap) -> Response {
    let response = web.assets.answer(uri.path().trim_start_matches('/'), &headers, "public, max-age=86400");
    let reads_pages =
        headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("text/html"));
    if response.status() == StatusCode::NOT_FOUND && reads_pages {
        return super::portal::nothing_here(&web).await;
    }
    response
}
