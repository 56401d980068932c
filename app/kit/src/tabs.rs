//! Tabs within a page (ARIA tabs pattern: arrow keys move, one tab stop).

use super::focus;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The row of tabs. `tabs` are (key, label) pairs, `count` an optional figure beside a label; `selected` holds the key.
/// Each has its [`TabPanel`].
#[component]
pub fn Tabs(
    #[prop(into)] label: String,
    tabs: Vec<(&'static str, Signal<String>)>,
    selected: RwSignal<&'static str>,
) -> impl IntoView {
    let keys: Vec<&'static str> = tabs.iter().map(|(key, _)| *key).collect();
    let turn = move |event: KeyboardEvent| {
        let now = keys.iter().position(|key| *key == selected.get_untracked()).unwrap_or(0);
        let next = match event.key().as_str() {
            "ArrowRight" => (now + 1) % keys.len(),
            "ArrowLeft" => (now + keys.len() - 1) % keys.len(),
            "Home" => 0,
            "End" => keys.len() - 1,
            _ => return,
        };
        event.prevent_default();
        selected.set(keys[next]);
        focus(&format!("#tab-{}", keys[next]));
    };
    let buttons = tabs
        .into_iter()
        .map(|(key, label)| {
            let chosen = move || selected.get() == key;
            view! {
                <button
                    type="button"
                    class="tab"
                    role="tab"
                    id=format!("tab-{key}")
                    aria-controls=format!("panel-{key}")
                    aria-selected=move || if chosen() { "true" } else { "false" }
                    tabindex=move || if chosen() { "0" } else { "-1" }
                    on:click=move |_| selected.set(key)
                >
                    {move || label.get()}
                </button>
            }
        })
        .collect_view();
    view! { <div class="tabs" role="tablist" aria-label=label on:keydown=turn>{buttons}</div> }.into_any()
}

/// What the tab of the same `key` shows. Stays in the page while another is chosen, so nothing typed is lost.
#[component]
pub fn TabPanel(key: &'static str, selected: RwSignal<&'static str>, children: Children) -> impl IntoView {
    view! {
        <div
            class="tab-panel"
            role="tabpanel"
            id=format!("panel-{key}")
            aria-labelledby=format!("tab-{key}")
            tabindex="0"
            hidden=move || selected.get() != key
        >
            {children()}
        </div>
    }
    .into_any()
}
