//! The frame of an input: label, hint, complaint.

use super::form_errors::FormErrors;
use leptos::prelude::*;

/// Label, hint and complaint around the input of the same `name` (which is also its id, so unique on the page).
/// The complaint is `error`, else what [`FormErrors`] holds for `name`.
#[component]
pub fn Field(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    /// Says "optional" beside the label.
    #[prop(optional)]
    optional: bool,
    children: Children,
) -> impl IntoView {
    let from_form = FormErrors::message(&name);
    let complaint = move || error.get().or_else(|| from_form.get()).unwrap_or_default();
    view! {
        <div class="field">
            <label for=name.clone()>
                {label} {optional.then(|| view! { <span class="optional">" (optional)"</span> })}
            </label>
            {children()}
            <p class="field-hint" id=format!("{name}-hint")>
                {hint}
            </p>
            <p class="field-error" id=format!("{name}-error") aria-live="polite">
                {complaint}
            </p>
        </div>
    }
    .into_any()
}
