//! Small marks beside a name: its status, its kind, its initials.

use super::{Icon, Tone};
use leptos::prelude::*;

/// A status in one or two words.
#[component]
pub fn StatusBadge(#[prop(into)] tone: Signal<Tone>, #[prop(into)] text: Signal<String>) -> impl IntoView {
    view! { <span class=move || format!("badge badge-{}", tone.get().class())>{move || text.get()}</span> }.into_any()
}

pub use shared::hue::Hue as Kind;

/// An icon on a tinted square.
#[component]
pub fn KindIcon(kind: Kind, icon: &'static str) -> impl IntoView {
    view! {
        <span class=format!("kind-icon {}", kind.class())>
            <Icon name=icon />
        </span>
    }
}

/// Somebody's initials on a disc; the name stands beside it.
#[component]
pub fn Avatar(name: String, #[prop(optional)] large: bool) -> impl IntoView {
    let initials: String = name.split_whitespace().filter_map(|word| word.chars().next()).take(2).collect();
    view! { <span class=if large { "avatar avatar-l" } else { "avatar" } aria-hidden="true">{initials}</span> }
}
