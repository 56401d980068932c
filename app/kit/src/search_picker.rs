//! A search whose every choice is taken at once: it empties itself for the next.

use crate::{Choice, Combobox, TYPING_ENDS};
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
    let mut later = debounce(TYPING_ENDS, move |text| asked.set(text));
    Effect::new(move |_| later(search.get()));
    asked
}
