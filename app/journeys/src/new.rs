//! The dialog that makes a journey: a name is all it takes.

use super::create_journey;
use base::AppError;
use kit::{Button, ButtonKind, Dialog, Field, FormErrors, TextInput, Tone, toast};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

#[component]
pub fn NewJourney(open: RwSignal<bool>) -> impl IntoView {
    let errors = FormErrors::provide();
    let name = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let navigate = StoredValue::new(use_navigate());
    let create = move |event: SubmitEvent| {
        event.prevent_default();
        busy.set(true);
        spawn_local(async move {
            match create_journey(name.get_untracked()).await {
                Ok(id) => navigate.with_value(|go| go(&format!("/staff/journeys/{id}"), Default::default())),
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
            busy.set(false);
        });
    };
    view! {
        <Dialog open title="New journey">
            <form class="stack" on:submit=create>
                <Field name="name" label="Name" hint="For your colleagues; patients never see it.">
                    <TextInput name="name" value=name autofocus=true />
                </Field>
                <div class="dialog-actions">
                    <Button on_click=move |_| open.set(false)>"Cancel"</Button>
                    <Button kind=ButtonKind::Primary submit=true busy>
                        "Create"
                    </Button>
                </div>
            </form>
        </Dialog>
    }
}
