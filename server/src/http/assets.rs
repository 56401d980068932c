//! The browser's files: WASM, scripts, styles, fonts, icons. Carried inside the binary, or read from the site folder of a
//! development build. Compressed once when built, cached for ever under a hash.

use super::Web;
use app::shell::Assets;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

#[cfg(feature = "embed")]
#[derive(rust_embed::RustEmbed)]
#[folder = "../target/site"]
struct Embedded;

/// All files by their path in the site folder, such as `pkg/waypost.js` and `pkg/waypost.js.br`.
#[derive(Debug)]
pub struct Files {
    files: BTreeMap<String, Cow<'static, [u8]>>,
    root: Arc<str>,
    split: Option<Arc<HashMap<String, Vec<String>>>>,
}

impl Files {
    /// # Errors
    /// When the site folder can't be read.
    pub fn open() -> anyhow::Result<Self> {
        let files = load()?;
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

/// Everything else in the site folder: fonts, icons, the favicon.
pub async fn public(State(web): State<Web>, uri: Uri, headers: HeaderMap) -> Response {
    web.assets.answer(uri.path().trim_start_matches('/'), &headers, "public, max-age=86400")
}

#[cfg(feature = "embed")]
fn load() -> anyhow::Result<BTreeMap<String, Cow<'static, [u8]>>> {
    Ok(Embedded::iter().filter_map(|path| Some((path.to_string(), Embedded::get(&path)?.data))).collect())
}

#[cfg(not(feature = "embed"))]
fn load() -> anyhow::Result<BTreeMap<String, Cow<'static, [u8]>>> {
    let root = std::path::PathBuf::from(std::env::var("LEPTOS_SITE_ROOT").unwrap_or_else(|_| "target/site".into()));
    let mut files = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(name) = path.strip_prefix(&root) {
                files.insert(name.display().to_string(), Cow::Owned(std::fs::read(&path)?));
            }
        }
    }
    if files.is_empty() {
        tracing::warn!("no site folder at {}: pages will be plain", root.display());
    }
    Ok(files)
}
