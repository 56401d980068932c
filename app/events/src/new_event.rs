//! Making an event: its name and its zone; everything else follows on its page.

use super::doors::create_event;
use super::planning::tell;
use base::{AppError, ZonePicker};
use kit::time::organization_zone;
use kit::{Button, ButtonKind, Choice, Dialog, Field, FormErrors, TextInput};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::field::FieldError;

#[component]
pub fn NewEvent(open: RwSignal<bool>) -> impl IntoView {
    let errors = FormErrors::provide();
    let name = RwSignal::new(String::new());
    let zone = RwSignal::new(None::<Choice>);
    let busy = RwSignal::new(false);
    let navigate = StoredValue::new(use_navigate());
    // The reader's own zone, until another is chosen.
    Effect::watch(
        move || open.get(),
        move |_, _, _| zone.set(Some(Choice::new(organization_zone(), organization_zone()))),
        false,
    );
    let make = move || {
        errors.clear();
        let Some(chosen) = zone.get_untracked() else {
            errors.set(vec![FieldError::new("time_zone", "Choose a time zone from the list.")]);
            return;
        };
        busy.set(true);
        spawn_local(async move {
            match create_event(name.get_untracked(), chosen.value).await {
                Ok(id) => {
                    open.set(false);
                    name.set(String::new());
                    navigate
                        .with_value(|go| go(&format!("/staff/events/{id}"), leptos_router::NavigateOptions::default()));
                }
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => tell(&error),
            }
            busy.set(false);
        });
    };
    let footer = move || {
        view! {
            <Button on_click=move |_| open.set(false)>"Cancel"</Button>
            <Button kind=ButtonKind::Primary busy=busy on_click=move |_| make()>"Create"</Button>
        }
    };
    view! {
        <Dialog open title=Signal::stored("New event".to_owned()) footer=footer>
            <form
                class="form"
                on:submit=move |event| {
                    event.prevent_default();
                    make();
                }
            >
                <Field name="name" label="Name" hint="What people read first. You can change it later.">
                    <TextInput name="name" value=name required=true autofocus=true />
                </Field>
                <Field name="time_zone" label="Time zone" hint="All times of the event are in this zone.">
                    <ZonePicker initial=organization_zone() value=zone />
                </Field>
            </form>
        </Dialog>
    }
    .into_any()
}
