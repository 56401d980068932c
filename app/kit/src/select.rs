//! One choice of a short, known list: the browser's own select.

use super::form_errors::Complaint;
use leptos::prelude::*;

/// One thing to choose: the value that is kept, its name on the screen, and a short remark.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub detail: Option<String>,
    /// Shown but can't be chosen; `detail` says why.
    pub disabled: bool,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), ..Self::default() }
    }

    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}

/// A select inside a [`Field`](super::Field) of the same `name`. For long lists use [`Combobox`](super::Combobox).
#[component]
pub fn Select(
    #[prop(into)] name: String,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    value: RwSignal<String>,
    /// The first, empty option.
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// For a select without a visible label.
    #[prop(optional, into)]
    label: Option<String>,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
    /// What its `Field` was given as `error`.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let complaint = Complaint::about(&name, error);
    let options = move || {
        let chosen = value.get();
        choices
            .get()
            .into_iter()
            .map(|choice| {
                let selected = choice.value == chosen;
                view! {
                    <option value=choice.value selected=selected prop:selected=selected disabled=choice.disabled>
                        {choice.label}
                    </option>
                }
            })
            .collect_view()
    };
    view! {
        <select
            class="input"
            id=name.clone()
            aria-describedby=format!("{name}-hint {name}-error")
            aria-invalid=move || complaint.invalid()
            aria-label=label
            name=name
            disabled=move || disabled.get()
            on:change=move |event| {
                let chosen = event_target_value(&event);
                complaint.settle();
                value.set(chosen.clone());
                if let Some(callback) = on_change {
                    callback.run(chosen);
                }
            }
        >
            {placeholder.map(|text| view! { <option value="">{text}</option> })}
            {options}
        </select>
    }
    .into_any()
}
