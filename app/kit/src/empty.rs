//! Nothing here yet, or not yet here.

use super::{Kind, KindIcon};
use leptos::prelude::*;

/// Says what would be here and how to get it. `children` are the buttons.
#[component]
pub fn EmptyState(
    icon: &'static str,
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    #[prop(optional)] kind: Kind,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <KindIcon kind icon />
            <h2>{title}</h2>
            <p>{text}</p>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </div>
    }
    .into_any()
}

/// The shape of what is being fetched.
#[component]
pub fn Skeleton(#[prop(default = 6)] lines: usize) -> impl IntoView {
    view! {
        <div class="skeleton" role="status">
            <em class="sr-only">"Loading…"</em>
            {(0..lines).map(|_| view! { <span></span> }).collect_view()}
        </div>
    }
    .into_any()
}
