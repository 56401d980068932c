//! Deleting a draft: asked first, then back to the list.

use super::state::Designer;
use crate::delete_journey;
use kit::{ButtonKind, ConfirmDialog, Tone, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

#[component]
pub fn DeleteDialog(open: RwSignal<bool>) -> impl IntoView {
    let designer = Designer::use_context();
    let navigate = StoredValue::new(use_navigate());
    let text = Signal::derive(move || {
        format!("“{}” and all its steps are deleted. It was never live, so nobody is in it.", designer.name.get())
    });
    let delete = move |()| {
        spawn_local(async move {
            match delete_journey(designer.id).await {
                Ok(()) => {
                    // A change that waits to be saved went with it.
                    designer.autosave.settled();
                    toast(Tone::Good, "The draft is deleted.");
                    navigate.with_value(|go| go("/staff/journeys", Default::default()));
                }
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    view! {
        <ConfirmDialog
            open
            title="Delete this draft?"
            text
            confirm="Delete"
            kind=ButtonKind::Danger
            on_confirm=delete
        />
    }
    .into_any()
}
