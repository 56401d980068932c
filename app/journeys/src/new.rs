//! The dialog that makes a journey: a name, and what to start from.

use super::{create_from_template, create_journey};
use base::AppError;
use kit::{Button, ButtonKind, Choice, Dialog, Field, FormErrors, RadioGroup, TextInput, Tone, toast};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::journeys::templates::JourneyTemplate;

#[component]
pub fn NewJourney(open: RwSignal<bool>) -> impl IntoView {
    let errors = FormErrors::provide();
    let name = RwSignal::new(String::new());
    let template = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let navigate = StoredValue::new(use_navigate());
    let create = move |event: SubmitEvent| {
        event.prevent_default();
        busy.set(true);
        spawn_local(async move {
            let name = name.get_untracked();
            let made = match JourneyTemplate::from_code(&template.get_untracked()) {
                Some(template) => create_from_template(name, template).await,
                None => create_journey(name).await,
            };
            match made {
                Ok(id) => navigate.with_value(|go| go(&format!("/staff/journeys/{id}"), Default::default())),
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
            busy.set(false);
        });
    };
    let gallery = || {
        let empty = Choice::new("", "Empty").with_detail("An audience and an exit.");
        let made = JourneyTemplate::ALL.map(|one| Choice::new(one.code(), one.label()).with_detail(one.about()));
        [vec![empty], made.into()].concat()
    };
    view! {
        <Dialog open title="New journey" wide=true>
            <form class="stack" on:submit=create>
                <Field name="name" label="Name" hint="For your colleagues; patients never see it.">
                    <TextInput name="name" value=name autofocus=true />
                </Field>
                <RadioGroup name="template" label="Start from" choices=gallery() value=template />
                <p class="muted">"A template makes its segment and its messages too, as drafts."</p>
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
