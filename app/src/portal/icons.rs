//! The few icons of public pages, taken from the sprite and written into the page: no further request.

use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::LazyLock;

const SPRITE: &str = include_str!("../../../public/icons.svg");

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

/// The icon of that name; empty when the sprite lacks it.
pub fn icon(name: &str) -> impl IntoView + use<> {
    let shapes = SHAPES.get(name).copied().unwrap_or_default();
    view! { <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" inner_html=shapes></svg> }
}

#[cfg(test)]
mod tests {
    use super::SHAPES;

    #[test]
    fn the_sprite_has_what_public_pages_use() {
        for name in [
            "clock",
            "map-pin",
            "video",
            "users",
            "calendar-plus",
            "calendar-check",
            "download",
            "search",
            "mail-check",
        ] {
            assert!(SHAPES.get(name).is_some_and(|shapes| shapes.contains('<')), "{name}");
        }
    }
}
