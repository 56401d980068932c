//! A condition that takes the codes of code sets: what the record is, or what an observation found.

use super::RowState;
use crate::chips::ChosenChip;
use crate::doors::code_set_choices;
use kit::{Choice, SearchPicker, answers};
use leptos::prelude::*;

/// The chosen sets as chips, and a search for more.
#[component]
pub fn CodeSetPicker(state: RowState) -> impl IntoView {
    let chosen = Memo::new(move |_| {
        state.test.with(|test| test.as_ref().map_or_else(Vec::new, |test| test.content().sets().to_vec()))
    });
    let change = move |change: &dyn Fn(&mut Vec<String>)| {
        state.change(|test| {
            if let Some(keys) = test.content_mut().texts() {
                change(keys);
            }
        });
    };
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
    let choose = move |choice: Choice| change(&|keys| keys.push(choice.value.clone()));
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
                let remove = Callback::new(move |()| change(&|keys| keys.retain(|other| *other != key)));
                view! { <ChosenChip name label removable=!state.disabled() on_remove=remove /> }
            })
            .collect_view()
    };
    view! {
        <span class="row-word">"is any of"</span>
        {chips}
        {(!state.disabled())
            .then(|| {
                view! {
                    <SearchPicker
                        name=format!("code-set-{}", state.place.name())
                        label="Search code sets"
                        search
                        options
                        none="No such code set."
                        on_choose=choose
                    />
                }
            })}
    }
    .into_any()
}
