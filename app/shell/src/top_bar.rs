//! The bar above the page: opens the navigation on a phone, the palette, the account menu.

use super::account_button::account_button;
use base::{Known, when_known};
use kit::Icon;
use leptos::prelude::*;

#[component]
pub fn TopBar(me: Known, drawer: RwSignal<bool>, palette: RwSignal<bool>) -> impl IntoView {
    view! {
        <div class="top" role="banner" inert=move || drawer.get()>
            <button
                type="button"
                class="button button-quiet button-icon top-menu"
                id="open-navigation"
                aria-label="Open the navigation"
                aria-controls="navigation"
                aria-expanded=move || if drawer.get() { "true" } else { "false" }
                on:click=move |_| drawer.set(true)
            >
                <Icon name="menu" />
            </button>
            <button type="button" class="top-find" aria-haspopup="dialog" on:click=move |_| palette.set(true)>
                <Icon name="search" />
                <span class="truncate">"Find a page, patient, segment…"</span>
                <kbd>"Ctrl K"</kbd>
            </button>
            <div class="top-end">
                {when_known(me, account_button)}
            </div>
        </div>
    }
    .into_any()
}
