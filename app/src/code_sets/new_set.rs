//! The dialog that makes a code set: its name, and the key that comes of it.

use super::doors::create_code_set;
use crate::AppError;
use crate::ui::{Button, ButtonKind, Dialog, Field, FormErrors, Notice, TextInput, Tone};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::code_sets::slug;

#[component]
pub fn NewCodeSet(open: RwSignal<bool>) -> impl IntoView {
    let errors = FormErrors::provide();
    let name = RwSignal::new(String::new());
    let failure = RwSignal::new(None::<AppError>);
    let busy = RwSignal::new(false);
    let navigate = StoredValue::new(use_navigate());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        errors.clear();
        failure.set(None);
        busy.set(true);
        spawn_local(async move {
            match create_code_set(name.get_untracked()).await {
                Ok(key) => {
                    let to = format!("/staff/code-sets/{key}");
                    navigate.with_value(|navigate| navigate(&to, NavigateOptions::default()));
                    open.try_set(false);
                }
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => failure.set(Some(error)),
            }
            busy.try_set(false);
        });
    };
    let key = move || match name.with(|name| slug(name)) {
        key if key.is_empty() => String::new(),
        key => format!("Its key: {key}. Rules as text and imports name it by that."),
    };
    view! {
        <Dialog open title="New code set">
            <form class="form" on:submit=send>
                <Field name="name" label="Name" hint="As your colleagues will find it.">
                    <TextInput name="name" value=name autofocus=true required=true />
                </Field>
                <p class="second" role="status">
                    {key}
                </p>
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
