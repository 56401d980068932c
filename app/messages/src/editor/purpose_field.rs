//! Why a template's messages are sent: what consent is needed and what they must contain follow from it.

use super::state::editor;
use kit::{Choice, Select};
use leptos::prelude::*;
use shared::consent::Purpose;

#[component]
pub fn PurposeField() -> impl IntoView {
    let editor = editor();
    let now = Memo::new(move |_| editor.body.with(shared::messages::Body::purpose));
    let purpose = RwSignal::new(now.get_untracked().code().to_owned());
    Effect::new(move |_| purpose.set(now.get().code().to_owned()));
    let choose = move |code: String| {
        if let Ok(purpose) = code.parse::<Purpose>() {
            editor.edit_body("purpose", |body| body.set_purpose(purpose));
        }
    };
    let choices: Vec<Choice> =
        Purpose::CHOICES.iter().map(|purpose| Choice::new(purpose.code(), purpose.label())).collect();
    view! {
        <div class="field">
            <label for="purpose">"Purpose"</label>
            <Select
                name="purpose"
                choices
                value=purpose
                disabled=Signal::derive(move || !editor.editable.get())
                on_change=choose
            />
            <p class="field-hint" id="purpose-hint">
                {move || now.get().explanation()}
                " Consent is asked for by purpose."
            </p>
            <p class="field-error" id="purpose-error"></p>
        </div>
    }
    .into_any()
}
