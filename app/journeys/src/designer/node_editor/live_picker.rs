//! A search among live things by name: segments, triggers, templates.

use crate::designer::state::Designer;
use kit::{Choice, Combobox, Field};
use leptos::prelude::*;
use shared::journeys::Choice as Live;

/// Searches live things by name and shows the one that is chosen.
#[component]
pub fn LivePicker(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    choices: Vec<Live>,
    /// The id of what is chosen; empty for nothing.
    now: Signal<String>,
    on_choose: Callback<Option<String>>,
) -> impl IntoView {
    let designer = Designer::use_context();
    let choices = StoredValue::new(choices);
    let named = move |id: &str| {
        choices.with_value(|all| all.iter().find(|choice| choice.id == id).map(|choice| choice.name.clone()))
    };
    let search = RwSignal::new(named(&now.get_untracked()).unwrap_or_default());
    let value = RwSignal::new(None::<Choice>);
    // While nothing else is typed, the whole list is offered.
    let options = Signal::derive(move || {
        let text = search.get();
        let text = if named(&now.get()).is_some_and(|name| name == text) { String::new() } else { text };
        choices.with_value(|all| found(all, &text))
    });
    Effect::watch(
        move || value.get(),
        move |chosen, _, _| {
            if let Some(chosen) = chosen
                && chosen.value != now.get_untracked()
            {
                on_choose.run(Some(chosen.value.clone()));
            }
        },
        false,
    );
    Effect::watch(move || now.get(), move |id, _, _| search.set(named(id).unwrap_or_default()), false);
    view! {
        <Show
            when=move || designer.editable()
            fallback=move || view! { <p class="quiet">{move || named(&now.get()).unwrap_or_else(|| "Not live any more".into())}</p> }
        >
            <Field name label hint>
                <Combobox name search options value placeholder="Search by name" none="Nothing live found with this name." />
            </Field>
        </Show>
    }
}

/// Live things to choose from, as the combobox shows them.
fn found(all: &[Live], search: &str) -> Vec<Choice> {
    let search = search.trim().to_lowercase();
    let fits = |choice: &&Live| search.is_empty() || choice.name.to_lowercase().contains(&search);
    all.iter()
        .filter(fits)
        .take(50)
        .map(|choice| Choice::new(choice.id.clone(), choice.name.clone()).with_detail(choice.detail.clone()))
        .collect()
}
