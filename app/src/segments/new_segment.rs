//! The dialog that makes a segment: its name and its kind.

use super::api::create_segment;
use crate::AppError;
use crate::ui::{Button, ButtonKind, Choice, Dialog, Field, FormErrors, Notice, RadioGroup, TextInput, Tone};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::segments::SegmentKind;

#[component]
pub fn NewSegment(open: RwSignal<bool>) -> impl IntoView {
    let errors = FormErrors::provide();
    let failure = RwSignal::new(None::<AppError>);
    let busy = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let kind = RwSignal::new(SegmentKind::Dynamic.code().to_owned());
    let navigate = StoredValue::new(use_navigate());
    let make = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        errors.clear();
        failure.set(None);
        busy.set(true);
        let chosen = SegmentKind::from_code(&kind.get_untracked()).unwrap_or(SegmentKind::Dynamic);
        spawn_local(async move {
            match create_segment(name.get_untracked(), chosen).await {
                Ok(id) => {
                    open.set(false);
                    name.set(String::new());
                    navigate
                        .with_value(|navigate| navigate(&format!("/staff/segments/{id}"), NavigateOptions::default()));
                }
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => failure.set(Some(error)),
            }
            busy.set(false);
        });
    };
    view! {
        <Dialog open title="New segment">
            <form class="form" on:submit=make>
                <Field name="name" label="Name" hint="As your colleagues will find it.">
                    <TextInput name="name" value=name autofocus=true required=true />
                </Field>
                <RadioGroup
                    name="kind"
                    label="Kind"
                    value=kind
                    choices=vec![
                        Choice::new("dynamic", "Dynamic").with_detail("Members by rule, always current."),
                        Choice::new("static", "Static").with_detail("Members you choose by hand."),
                    ]
                />
                {move || {
                    failure
                        .get()
                        .map(|error| {
                            view! {
                                <Notice tone=Tone::Danger alert=true>
                                    {error.to_string()}
                                </Notice>
                            }
                        })
                }}
                <div class="form-actions">
                    <Button kind=ButtonKind::Primary submit=true busy>
                        "Create"
                    </Button>
                    <Button on_click=move |_| open.set(false)>"Cancel"</Button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
