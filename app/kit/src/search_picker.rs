//! A search whose every choice is taken at once: it empties itself for the next.

use crate::{Choice, Combobox};
use leptos::prelude::*;

#[component]
pub fn SearchPicker(
    name: String,
    label: &'static str,
    /// What is typed.
    search: RwSignal<String>,
    options: Signal<Vec<Choice>>,
    /// Said where nothing is found.
    none: &'static str,
    #[prop(into)] on_choose: Callback<Choice>,
) -> impl IntoView {
    let value = RwSignal::new(None::<Choice>);
    Effect::new(move |_| {
        let Some(choice) = value.get() else { return };
        on_choose.run(choice);
        value.set(None);
        search.set(String::new());
    });
    view! {
        <span class="code-search">
            <Combobox name label placeholder=label search options value none />
        </span>
    }
    .into_any()
}

/// What is typed, once nothing was typed for a moment: what to ask the server for.
pub fn settled(search: RwSignal<String>) -> RwSignal<String> {
    let asked = RwSignal::new(String::new());
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let text = search.get();
        waiting.update_value(|waiting| {
            if let Some(earlier) = waiting.take() {
                earlier.clear();
            }
            *waiting = set_timeout_with_handle(move || asked.set(text), std::time::Duration::from_millis(200)).ok();
        });
    });
    asked
}
