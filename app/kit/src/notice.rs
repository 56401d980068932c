//! A message in the page.

use super::{Icon, Tone};
use leptos::prelude::*;

/// Says what happens to whom, with links to see. `title` is the bold first line.
#[component]
pub fn Notice(
    #[prop(default = Tone::Info)] tone: Tone,
    #[prop(optional, into)] title: Option<String>,
    /// Announced at once: for what appears after somebody pressed a button.
    #[prop(optional)]
    alert: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <div class=format!("notice notice-{}", tone.class()) role=alert.then_some("alert")>
            <Icon name=tone.icon() />
            <div>{title.map(|title| view! { <p class="notice-title">{title}</p> })} <div>{children()}</div></div>
        </div>
    }
    .into_any()
}
