//! The form that asks for a name and makes or changes what bears it.

use crate::AppError;
use kit::{Button, ButtonKind, Field, FormErrors, Notice, TextInput, Tone};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::future::Future;

/// Stands in the dialog that is `open`, closes it when `make` is through, and goes to the page it answers, if any.
/// `children` come after the name.
#[component]
pub fn NameForm<F>(
    open: RwSignal<bool>,
    name: RwSignal<String>,
    confirm: &'static str,
    make: impl Fn(String) -> F + Copy + 'static,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView
where
    F: Future<Output = Result<Option<String>, AppError>> + 'static,
{
    let errors = FormErrors::provide();
    let failure = RwSignal::new(None::<AppError>);
    let busy = RwSignal::new(false);
    let navigate = StoredValue::new(use_navigate());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        errors.clear();
        failure.set(None);
        busy.set(true);
        let making = make(name.get_untracked());
        spawn_local(async move {
            match making.await {
                Ok(made) => {
                    if let Some(to) = made {
                        navigate.with_value(|navigate| navigate(&to, NavigateOptions::default()));
                    }
                    // Last: with the dialog goes everything in it. The page may be gone already.
                    open.try_set(false);
                }
                Err(error) => {
                    match error {
                        AppError::Invalid(found) => errors.set(found),
                        error => failure.set(Some(error)),
                    }
                    busy.set(false);
                }
            }
        });
    };
    view! {
        <form class="form" on:submit=send>
            <Field name="name" label="Name" hint="As your colleagues will find it.">
                <TextInput name="name" value=name autofocus=true required=true />
            </Field>
            {children.map(|children| children())}
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
                    {confirm}
                </Button>
                <Button on_click=move |_| open.set(false)>"Cancel"</Button>
            </div>
        </form>
    }
    .into_any()
}
