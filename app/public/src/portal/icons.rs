//! The few icons of public pages, taken from the sprite and written into the page: no further request.

use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::LazyLock;

const SPRITE: &str = include_str!("../../../../public/icons.svg");

/// What is inside each `<symbol>`, by its id.
static SHAPES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    SPRITE
        .split("<symbol ")
        .skip(1)
        .filter_map(|symbol| {
            let (_, after) = symbol.split_once("id=\"")?;
            let (id, _) = after.split_once('"')?;
            let (_, inside) = symbol.split_once('>')?;
            let (shapes, _) = inside.split_once("</symbol>")?;
            Some((id, shapes))
        })
        .collect()
});

/// What is drawn for that name; empty when the sprite lacks it.
pub fn shapes(name: &str) -> &'static str {
    SHAPES.get(name).copied().unwrap_or_default()
}

/// The icon of that name.
pub fn icon(name: &str) -> impl IntoView + use<> {
    view! { <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" inner_html=shapes(name)></svg> }
}
