//! Where the keyboard goes.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Puts the focus on the first element that `selector` finds; false when there is none.
pub fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    let found = found.and_then(|found| found.dyn_into::<HtmlElement>().ok());
    // Fails only on an element that has left the page.
    found.is_some_and(|found| found.focus().is_ok())
}
