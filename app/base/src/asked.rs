//! Links that open a dialog: the palette's "New segment" leads to the list with `?new`.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Sets `open` when the page's address asks for something new.
pub fn open_when_asked(open: RwSignal<bool>) {
    let query = use_query_map();
    Effect::new(move |_| {
        if query.with(|query| query.get("new").is_some()) {
            open.set(true);
        }
    });
}
