//! How much of something.

use leptos::prelude::*;

/// A bar from 0 to `max`, named by `label` for those who can't see it.
#[component]
pub fn Bar(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<f64>,
    #[prop(into)] max: Signal<f64>,
) -> impl IntoView {
    view! {
        <progress class="bar" aria-label=label value=move || value.get().to_string() max=move || max.get().max(1.0).to_string()></progress>
    }
    .into_any()
}
