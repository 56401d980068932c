//! The WASM entry point: makes the server-rendered staff pages live.

use leptos::mount::hydrate_from_async;
use leptos::prelude::{document, window};
use leptos::web_sys::Event;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

/// Attaches the application to the page that the server rendered, and says so with the event `waypost-live`. The page's
/// start script calls it.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    spawn_local(async {
        let Some(body) = document().body() else { return };
        hydrate_from_async(body.unchecked_into(), app::App).await.forget();
        if let Ok(live) = Event::new("waypost-live") {
            _ = window().dispatch_event(&live);
        }
    });
}
