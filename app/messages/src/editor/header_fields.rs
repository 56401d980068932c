//! The fields of the message as a whole: subject, sender, purpose.

use super::purpose_field::PurposeField;
use super::state::editor;
use super::text_field::{Offers, TextField};
use leptos::prelude::*;
use shared::messages::{HeaderField, Place};

#[component]
pub fn HeaderFields() -> impl IntoView {
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
        <PurposeField />
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
