//! The fields of the message as a whole: subject, sender, purpose.

use super::state::editor;
use super::text_field::{Offers, TextField};
use kit::{Choice, Select};
use leptos::prelude::*;
use shared::consent::Purpose;
use shared::messages::{HeaderField, Place};

#[component]
pub fn HeaderFields() -> impl IntoView {
    let editor = editor();
    let purpose = RwSignal::new(editor.document.with_untracked(|document| document.header.purpose.code().to_owned()));
    Effect::new(move |_| purpose.set(editor.document.with(|document| document.header.purpose.code().to_owned())));
    let choose = move |code: String| {
        if let Ok(purpose) = code.parse::<Purpose>() {
            editor.edit("purpose", |document| document.header.purpose = purpose);
        }
    };
    let choices: Vec<Choice> =
        Purpose::ALL.iter().map(|purpose| Choice::new(purpose.code(), purpose.label())).collect();
    let explanation = move || editor.document.with(|document| document.header.purpose.explanation());
    view! {
        <h2>"Message"</h2>
        <HeaderText field=HeaderField::Subject label="Subject" offers=Offers::Fields />
        <HeaderText
            field=HeaderField::Preheader
            label="Preview line"
            hint="Shown after the subject in the inbox."
            offers=Offers::Fields
        />
        <HeaderText field=HeaderField::SenderName label="Sender's name" />
        <HeaderText field=HeaderField::SenderAddress label="Sender's address" kind="email" />
        <HeaderText field=HeaderField::ReplyTo label="Replies go to" hint="Empty: to the sender." kind="email" />
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
                {explanation}
                " Consent is asked for by purpose."
            </p>
            <p class="field-error" id="purpose-error"></p>
        </div>
    }
    .into_any()
}

/// One text of the header, with what is wrong with it.
#[component]
fn HeaderText(
    field: HeaderField,
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    #[prop(optional)] offers: Offers,
    #[prop(default = "text")] kind: &'static str,
) -> impl IntoView {
    let editor = editor();
    let value = Signal::derive(move || editor.document.with(|document| document.header.text(field).to_owned()));
    let write = Callback::new(move |text: String| {
        editor.edit(field.name(), |document| *document.header.text_mut(field) = text);
    });
    let problems = editor.complaints(Place::Header(field));
    view! { <TextField name=field.name() label hint offers kind value on_input=write problems /> }.into_any()
}
