//! A white sheet with an optional title line.

use leptos::prelude::*;

/// A titled part of a page. `actions` stand at the right of the title; `flush` leaves out the padding, for tables and lists.
#[component]
pub fn Card(
    #[prop(optional, into)] title: Option<String>,
    #[prop(optional, into)] actions: Option<ViewFn>,
    #[prop(optional)] flush: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="card">
            {title
                .map(|title| {
                    view! {
                        <header class="card-head">
                            <h2>{title}</h2>
                            {actions.map(|actions| actions.run())}
                        </header>
                    }
                })} <div class=if flush { "card-body-flush" } else { "card-body" }>{children()}</div>
        </section>
    }
    .into_any()
}
