//! The frame of every staff page: navigation beside, the page in `main`.

use leptos::prelude::*;

#[component]
pub fn Frame(children: Children) -> impl IntoView {
    view! { <main id="main">{children()}</main> }
}
