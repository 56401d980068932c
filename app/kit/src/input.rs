//! Text inputs bound to a signal.

use super::Icon;
use super::form_errors::Complaint;
use leptos::prelude::*;
use std::time::Duration;

/// The pause after the last key that is taken for the end of typing.
pub const TYPING_ENDS: Duration = Duration::from_millis(200);

/// One line of text inside a [`Field`](super::Field) of the same `name`.
#[component]
pub fn TextInput(
    #[prop(into)] name: String,
    value: RwSignal<String>,
    /// text, email, password, tel, url, number, date, time, datetime-local …
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional, into)] autocomplete: Option<&'static str>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional, into)] min: Option<String>,
    #[prop(optional, into)] max: Option<String>,
    /// For an input without a visible label.
    #[prop(optional, into)]
    label: Option<String>,
    #[prop(optional)] autofocus: bool,
    /// What its `Field` was given as `error`.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let complaint = Complaint::about(&name, error);
    view! {
        <input
            class="input"
            id=name.clone()
            aria-describedby=format!("{name}-hint {name}-error")
            aria-invalid=move || complaint.invalid()
            aria-label=label
            name=name
            type=kind
            placeholder=placeholder
            autocomplete=autocomplete
            required=required
            disabled=move || disabled.get()
            min=min
            max=max
            autofocus=autofocus
            value=value.get_untracked()
            prop:value=move || value.get()
            on:input=move |event| {
                complaint.settle();
                value.set(event_target_value(&event));
            }
        />
    }
    .into_any()
}

/// Several lines of text; grows with what is typed.
#[component]
pub fn TextArea(
    #[prop(into)] name: String,
    value: RwSignal<String>,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(default = 3)] rows: u32,
    #[prop(optional, into)] disabled: Signal<bool>,
    /// For one without a visible label.
    #[prop(optional, into)]
    label: Option<String>,
    /// What its `Field` was given as `error`.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let complaint = Complaint::about(&name, error);
    view! {
        <textarea
            class="input"
            id=name.clone()
            aria-describedby=format!("{name}-hint {name}-error")
            aria-invalid=move || complaint.invalid()
            aria-label=label
            name=name
            placeholder=placeholder
            rows=rows.to_string()
            disabled=move || disabled.get()
            prop:value=move || value.get()
            on:input=move |event| {
                complaint.settle();
                value.set(event_target_value(&event));
            }
        >
            {inside(value.get_untracked())}
        </textarea>
    }
    .into_any()
}

/// What stands in a text area at first. The server writes it as it is given, so it is made harmless there: a text that ends the area
/// must not go on as HTML.
fn inside(text: String) -> String {
    if cfg!(target_arch = "wasm32") { text } else { shared::messages::escape(&text) }
}

/// A search box that sets `value` once typing ends, so that the server is not asked at each key.
#[component]
pub fn SearchInput(
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional, into)] placeholder: Option<String>,
) -> impl IntoView {
    let mut typed = debounce(TYPING_ENDS, move |text: String| value.set(text));
    view! {
        <div class="input-with-icon table-search">
            <Icon name="search" />
            <input
                class="input"
                type="search"
                aria-label=label.clone()
                placeholder=placeholder.unwrap_or(label)
                autocomplete="off"
                value=value.get_untracked()
                prop:value=move || value.get()
                on:input=move |event| typed(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}
