//! Somebody calls: their number says who they are, or is noted.

use super::doors::somebody_calls;
use super::state::Desk;
use base::AppError;
use kit::{Button, ButtonKind, Field, FormErrors, TextInput};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::PatientId;
use shared::outreach::calls::Noted;
use shared::phi::Phi;

#[component]
pub fn InboundForm(desk: Desk) -> impl IntoView {
    let errors = FormErrors::provide();
    let (number, code) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let several = RwSignal::new(Vec::<(PatientId, Phi<String>)>::new());
    let busy = RwSignal::new(false);
    let note = move |who: Option<PatientId>| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        errors.clear();
        spawn_local(async move {
            let noted = somebody_calls(number.get_untracked(), code.get_untracked(), who).await;
            busy.try_set(false);
            match noted {
                Ok(Noted::Call(call)) => {
                    desk.front.try_set(None);
                    desk.open(call).await;
                }
                Ok(Noted::Choose(people)) => {
                    several.try_set(people);
                }
                Err(AppError::Invalid(wrong)) => errors.set(wrong),
                Err(error) => desk.say(&error),
            }
        });
    };
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        note(None);
    };
    let choices = move || {
        several.with(|people| {
            (!people.is_empty()).then(|| {
                let buttons = people
                    .iter()
                    .map(|(id, name)| {
                        let (id, name) = (*id, name.reveal().clone());
                        view! { <Button on_click=move |_| note(Some(id))>{name}</Button> }
                    })
                    .collect_view();
                view! {
                    <div class="field" role="group" aria-label="Who is it?">
                        <p>"Several people have this number. Who is it?"</p>
                        <div class="row">{buttons}</div>
                    </div>
                }
            })
        })
    };
    view! {
        <form class="form" novalidate on:submit=send>
            <Field name="number" label="Number they call from" hint="A known number opens the person; an unknown one is noted.">
                <TextInput name="number" kind="tel" value=number autocomplete="off" autofocus=true />
            </Field>
            <Field name="inbound-code" label="Code on the postcard" optional=true>
                <TextInput name="inbound-code" value=code autocomplete="off" />
            </Field>
            {choices}
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true busy>
                    "Open"
                </Button>
                <Button on_click=move |_| desk.front.set(None)>"Cancel"</Button>
            </div>
        </form>
    }
    .into_any()
}
