//! Checkboxes, switches and radio buttons.

use super::form_errors::Complaint;
use super::select::Choice;
use leptos::prelude::*;

/// A box to tick. `name` posts it with a plain form.
#[component]
pub fn Checkbox(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    checked: RwSignal<bool>,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional)] class: &'static str,
    /// What is said about it in the element `{name}-error`.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let complaint = Complaint::about(&name, error);
    let described = format!("{name}-error");
    view! {
        <label class=format!("choice {class}")>
            <input
                type="checkbox"
                name=name
                value="true"
                prop:checked=move || checked.get()
                checked=checked.get_untracked()
                disabled=move || disabled.get()
                aria-invalid=move || complaint.invalid()
                aria-describedby=move || complaint.invalid().map(|_| described.clone())
                on:change=move |event| {
                    complaint.settle();
                    checked.set(event_target_checked(&event));
                }
            />
            <span>{label} {hint.map(|hint| view! { <span class="choice-hint">{hint}</span> })}</span>
        </label>
    }
    .into_any()
}

/// A checkbox that acts at once, drawn as a switch.
#[component]
pub fn Switch(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    checked: RwSignal<bool>,
    #[prop(optional, into)] disabled: Signal<bool>,
    /// What is said about it in the element `{name}-error`.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    match hint {
        Some(hint) => view! { <Checkbox name label hint checked disabled error class="switch" /> }.into_any(),
        None => view! { <Checkbox name label checked disabled error class="switch" /> }.into_any(),
    }
}

/// One of a few choices, all visible.
#[component]
pub fn RadioGroup(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    value: RwSignal<String>,
    /// Beside each other instead of below.
    #[prop(optional)]
    row: bool,
) -> impl IntoView {
    let inputs = choices
        .into_iter()
        .map(|choice| {
            let own = choice.value.clone();
            let is_chosen = move || value.with(|value| *value == own);
            let (key, checked) = (choice.value.clone(), is_chosen.clone());
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name=name.clone()
                        value=choice.value.clone()
                        checked=untrack(is_chosen)
                        prop:checked=checked
                        on:change=move |_| value.set(key.clone())
                    />
                    <span>
                        {choice.label} {choice.detail.map(|text| view! { <span class="choice-hint">{text}</span> })}
                    </span>
                </label>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <fieldset class="field">
            <legend class="field-label">{label}</legend>
            <div class=if row { "choices choices-row" } else { "choices" }>{inputs}</div>
        </fieldset>
    }
    .into_any()
}
