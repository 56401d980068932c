//! Small parts of a rule's rows: the count of a block, a native select drawn as a chip, several of a few choices.

use super::builder::Builder;
use kit::{Bar, DateInput, Icon, grouped};
use leptos::prelude::*;
use shared::segments::BlockId;

/// How many patients the block lets through by itself, with the share of all.
#[component]
pub fn CountMark(builder: Builder, block: BlockId, #[prop(optional)] bar: bool) -> impl IntoView {
    let count = builder.count_of(block);
    let share = Signal::derive(move || count.get().unwrap_or_default() as f64);
    let all =
        Signal::derive(move || builder.count.with(|count| count.as_ref().map_or(1.0, |count| count.patients as f64)));
    view! {
        <span class="block-count">
            {move || {
                count
                    .get()
                    .map(|count| {
                        view! {
                            <span title="Patients this lets through by itself">
                                {grouped(count as i64)}
                                <span class="sr-only">" patients"</span>
                            </span>
                        }
                    })
            }}
            {move || {
                let counted = bar && builder.count.with(Option::is_some);
                counted.then(|| view! { <Bar label="Share of all patients" value=share max=all /> })
            }}
        </span>
    }
    .into_any()
}

/// A short list as a chip. `choices` are (value, words).
#[component]
pub fn ChipSelect(
    #[prop(into)] label: String,
    choices: Vec<(&'static str, &'static str)>,
    #[prop(into)] value: Signal<&'static str>,
    disabled: bool,
    on_change: Callback<&'static str>,
    /// Drawn as a value instead of as a word of the row.
    #[prop(optional)]
    strong: bool,
) -> impl IntoView {
    let options = choices
        .iter()
        .map(|(key, words)| {
            let key = *key;
            let chosen = move || value.get() == key;
            view! {
                <option value=key selected=value.get_untracked() == key prop:selected=chosen>
                    {*words}
                </option>
            }
        })
        .collect_view();
    let chosen = move |event| {
        let text = event_target_value(&event);
        if let Some((key, _)) = choices.iter().find(|(key, _)| *key == text) {
            on_change.run(key);
        }
    };
    view! {
        <select
            class=if strong { "chip-select chip-value" } else { "chip-select" }
            aria-label=label
            disabled=disabled
            on:change=chosen
        >
            {options}
        </select>
    }
    .into_any()
}

/// Any of a few values, each a toggle.
#[component]
pub fn ChipToggles(
    #[prop(into)] label: String,
    /// (value, words)
    choices: Vec<(String, String)>,
    #[prop(into)] chosen: Signal<Vec<String>>,
    disabled: bool,
    on_change: Callback<Vec<String>>,
) -> impl IntoView {
    let buttons = choices
        .into_iter()
        .map(|(value, words)| {
            let own = value.clone();
            let pressed = Memo::new(move |_| chosen.with(|chosen| chosen.contains(&own)));
            let turn = move |_| {
                let mut next = chosen.get_untracked();
                if pressed.get_untracked() {
                    next.retain(|other| *other != value);
                } else {
                    next.push(value.clone());
                }
                on_change.run(next);
            };
            view! {
                <button
                    type="button"
                    class="chip-toggle"
                    aria-pressed=move || if pressed.get() { "true" } else { "false" }
                    disabled=disabled
                    on:click=turn
                >
                    {words}
                </button>
            }
        })
        .collect_view();
    view! { <span class="chip-toggles" role="group" aria-label=label>{buttons}</span> }.into_any()
}

/// A chosen value as a chip that can be taken off. `label` names the button that does it.
#[component]
pub fn ChosenChip(
    name: String,
    label: String,
    #[prop(optional, into)] title: Option<String>,
    removable: bool,
    on_remove: Callback<()>,
) -> impl IntoView {
    view! {
        <span class="chip chip-value" title=title>
            {name}
            {removable
                .then(|| {
                    view! {
                        <button type="button" aria-label=label on:click=move |_| on_remove.run(())>
                            <Icon name="x" />
                        </button>
                    }
                })}
        </span>
    }
    .into_any()
}

/// Text as a chip. Its width follows what is typed where the browser can.
#[component]
pub fn ChipText(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<String>,
    disabled: bool,
    on_input: Callback<String>,
    #[prop(optional, into)] placeholder: Option<String>,
    /// The id of the complaint about it.
    #[prop(optional, into)]
    described_by: Option<String>,
    #[prop(optional, into)] invalid: Signal<bool>,
    /// The id of a `datalist` to choose from.
    #[prop(optional, into)]
    list: Option<String>,
) -> impl IntoView {
    view! {
        <input
            class="chip-input chip-value"
            list=list
            type="text"
            autocomplete="off"
            aria-label=label
            aria-describedby=described_by
            aria-invalid=move || invalid.get().then_some("true")
            placeholder=placeholder
            disabled=disabled
            value=value.get_untracked()
            prop:value=move || value.get()
            on:input=move |event| on_input.run(event_target_value(&event))
        />
    }
    .into_any()
}

/// A date in a chip.
#[component]
pub fn ChipDate(
    label: &'static str,
    #[prop(into)] value: Signal<String>,
    disabled: bool,
    on_change: Callback<String>,
    /// The id of the complaint about it.
    #[prop(optional)]
    described_by: String,
) -> impl IntoView {
    view! { <DateInput label value on_change class="chip-input chip-value" described_by disabled /> }.into_any()
}
