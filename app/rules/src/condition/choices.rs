//! Conditions that take any of a few codes: status, verification, class, disposition.

use super::RowState;
use crate::chips::{ChipToggles, ChosenChip};
use leptos::prelude::*;
use shared::segments::{Content, RecordConditionTest};

fn words(test: &RecordConditionTest) -> Vec<String> {
    if let Content::Words(_, any_of) = test.content() { any_of.to_vec() } else { Vec::new() }
}

/// `known` (code, words) as toggles; what else is chosen as chips that can be taken off. With `own`, its words, an input for
/// a code that is not in the list.
pub(super) fn choices(
    state: RowState,
    label: &'static str,
    known: Vec<(String, String)>,
    own: Option<&'static str>,
) -> AnyView {
    let chosen = Signal::derive(move || state.test.with(|test| test.as_ref().map_or_else(Vec::new, words)));
    let change = move |change: &dyn Fn(&mut Vec<String>)| {
        state.change(|test| {
            if let Some(any_of) = test.content_mut().texts() {
                change(any_of);
            }
        });
    };
    let listed: Vec<_> = known.iter().map(|(code, _)| code.clone()).collect();
    let others = move || {
        let others = chosen.get().into_iter().filter(|code| !listed.contains(code));
        others
            .map(|code| {
                let (name, label) = (code.clone(), format!("Remove {code}"));
                let remove = Callback::new(move |()| change(&|any_of| any_of.retain(|other| *other != code)));
                view! { <ChosenChip name label removable=!state.disabled() on_remove=remove /> }
            })
            .collect_view()
    };
    let add = Callback::new(move |code: String| {
        change(&|any_of| {
            if !any_of.contains(&code) {
                any_of.push(code.clone());
            }
        });
    });
    view! {
        <span class="row-word">"is any of"</span>
        <ChipToggles
            label
            choices=known
            chosen
            disabled=state.disabled()
            on_change=Callback::new(move |codes: Vec<String>| change(&|any_of| any_of.clone_from(&codes)))
        />
        {others}
        {own.filter(|_| !state.disabled()).map(|label| view! { <OwnCode label add /> })}
    }
    .into_any()
}

/// A code typed by hand: taken on Enter, or when the input is left.
#[component]
fn OwnCode(label: &'static str, add: Callback<String>) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let take = move |_| {
        let code = text.get_untracked().trim().to_owned();
        if !code.is_empty() {
            add.run(code);
            text.set(String::new());
        }
    };
    view! {
        <input
            class="chip-input"
            type="text"
            autocomplete="off"
            aria-label=label
            placeholder=label
            prop:value=move || text.get()
            on:input=move |event| text.set(event_target_value(&event))
            on:change=take
        />
    }
    .into_any()
}
