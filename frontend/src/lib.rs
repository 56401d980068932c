//! The WASM entry point: makes the server-rendered staff pages live.

/// Attaches the application to the page that the server rendered. The page's start script calls it.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_lazy(app::App);
}
