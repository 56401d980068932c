//! The HTML document around the staff application, with the scripts that bring it to life.

use super::theme::Theme;
use leptos::WasmSplitManifest;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;
use std::collections::HashMap;
use std::sync::Arc;

/// Keeps what people do before the page is alive.
const EARLY: &str = include_str!("early.js");

/// Where the browser's files are: `/pkg/<hash of all of them>`, so that they may be cached for ever.
#[derive(Debug, Clone)]
pub struct Assets {
    /// Such as `/pkg/3f9a…`, without a trailing slash.
    pub root: Arc<str>,
    /// Which chunks a lazy page needs, from `__wasm_split_manifest.json`; `None` when built without `--split`.
    pub split: Option<Arc<HashMap<String, Vec<String>>>>,
}

/// The document around `body`. `assets` names the files of this build.
pub fn document(assets: Assets, body: fn() -> AnyView) -> AnyView {
    if let Some(split) = &assets.split {
        provide_context(WasmSplitManifest(ArcStoredValue::new((
            assets.root.to_string(),
            HashMap::clone(split),
            "__wasm_split.______________________.js".to_owned(),
        ))));
    }
    let theme = use_context::<http::request::Parts>()
        .and_then(|parts| Theme::of_cookies(parts.headers.get(http::header::COOKIE)?.to_str().ok()?).code());
    let root = assets.root;
    let nonce = use_nonce();
    let start = format!(
        "import('{root}/waypost.js').then(m=>m.default({{module_or_path:'{root}/waypost.wasm'}}).then(()=>m.hydrate()))"
    );
    view! {
        <!DOCTYPE html>
        <html lang="en" data-theme=theme data-zone=kit::time::organization_zone()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <script nonce=nonce.clone()>{EARLY}</script>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="stylesheet" id="waypost" href=format!("{root}/waypost.css") />
                <link rel="preload" href="/fonts/inter-latin.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous" />
                <link rel="modulepreload" href=format!("{root}/waypost.js") />
                <link
                    rel="preload"
                    href=format!("{root}/waypost.wasm")
                    r#as="fetch"
                    r#type="application/wasm"
                    crossorigin="anonymous"
                />
                <script type="module" nonce=nonce>{start}</script>
                <MetaTags />
            </head>
            <body>{body()}</body>
        </html>
    }
    .into_any()
}
