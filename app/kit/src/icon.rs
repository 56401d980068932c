//! Icons from the sprite `public/icons.svg` (Lucide), and the mark of Waypost.

use leptos::prelude::*;

/// One icon in the colour of its text, hidden from screen readers: the words beside it say what it means.
/// `name` is Lucide's and must be listed in `scripts/icons.txt`. Adds nothing to the WASM: the browser fetches the sprite.
#[component]
pub fn Icon(name: &'static str, #[prop(default = "icon")] class: &'static str) -> impl IntoView {
    view! {
        <svg class=class viewBox="0 0 24 24" aria-hidden="true">
            <use href=format!("/icons.svg#{name}")></use>
        </svg>
    }
}

/// The mark: two posts and the way between them, with the point where you are.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
            <path
                d="M5 27V7c4.4 0 6.5 12.5 11 12.5S22.6 7 27 7v20"
                fill="none"
                stroke="currentColor"
                stroke-width="3"
                stroke-linecap="round"
                stroke-linejoin="round"
            ></path>
            <circle class="mark-point" cx="16" cy="19.5" r="3.8"></circle>
        </svg>
    }
}
