//! A condition that takes the codes of a code set.

use super::RowState;
use crate::segments::api::code_set_choices;
use crate::ui::{Choice, Combobox, Icon, answers};
use leptos::prelude::*;
use shared::segments::RecordConditionTest;

/// The chosen sets as chips, and a search for more.
#[component]
pub fn CodeSetPicker(state: RowState) -> impl IntoView {
    let chosen = Memo::new(move |_| match state.test.get() {
        Some(RecordConditionTest::CodeSet(keys)) => keys,
        _ => Vec::new(),
    });
    let set = move |keys: Vec<String>| state.set(RecordConditionTest::CodeSet(keys));
    let sets = answers(code_set_choices);
    let known = move || sets.get().and_then(Result::ok).unwrap_or_default();
    let search = RwSignal::new(String::new());
    let options = Signal::derive(move || {
        let wanted = search.get().to_lowercase();
        known()
            .into_iter()
            .filter(|choice| chosen.with(|chosen| !chosen.contains(&choice.key)))
            .filter(|choice| choice.name.to_lowercase().contains(&wanted))
            .map(|choice| Choice::new(choice.key, choice.name).with_detail(format!("{} codes", choice.codes)))
            .collect::<Vec<_>>()
    });
    let value = RwSignal::new(None::<Choice>);
    Effect::new(move |_| {
        let Some(choice) = value.get() else { return };
        let mut keys = chosen.get_untracked();
        keys.push(choice.value);
        set(keys);
        value.set(None);
        search.set(String::new());
    });
    let chips = move || {
        let known = known();
        let name = |key: &str| {
            known
                .iter()
                .find(|choice| choice.key == key)
                .map_or_else(|| key.replace('-', " "), |choice| choice.name.clone())
        };
        chosen
            .get()
            .into_iter()
            .map(|key| {
                let name = name(&key);
                let label = format!("Remove {name}");
                let remove = move |_| {
                    let mut keys = chosen.get_untracked();
                    keys.retain(|other| *other != key);
                    set(keys);
                };
                view! {
                    <span class="chip chip-value">
                        {name}
                        {state
                            .builder
                            .may_edit
                            .then(|| {
                                view! {
                                    <button type="button" aria-label=label on:click=remove>
                                        <Icon name="x" />
                                    </button>
                                }
                            })}
                    </span>
                }
            })
            .collect_view()
    };
    view! {
        <span class="row-word">"is any of"</span>
        {chips}
        {state
            .builder
            .may_edit
            .then(|| {
                view! {
                    <span class="code-search">
                        <Combobox
                            name=format!("code-set-{}", state.row.0)
                            label="Search code sets"
                            placeholder="Search code sets"
                            search
                            options
                            value
                            none="No such code set."
                        />
                    </span>
                }
            })}
    }
    .into_any()
}
