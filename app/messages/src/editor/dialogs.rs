//! The editor's small dialogs: another name, a copy, a test.

use super::super::doors::{rename_template, save_template_as, send_test};
use super::state::{OwnAddress, editor};
use base::AppError;
use kit::{Button, ButtonKind, Dialog, Field, FormErrors, Notice, TextInput, Tone, toast, toast_offering};
use leptos::context::Provider;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::consent::Channel;
use shared::messages::{Body, TestSent};

/// A dialog with one field, whose button runs `act`. It closes unless something has to be put right.
#[component]
fn AskFor(
    open: RwSignal<bool>,
    title: &'static str,
    name: &'static str,
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    button: &'static str,
    value: RwSignal<String>,
    errors: FormErrors,
    busy: RwSignal<bool>,
    #[prop(into)] act: Callback<()>,
) -> impl IntoView {
    // Complaints about what is not in the dialog, such as the template's subject.
    let elsewhere = move || {
        let others = errors.others(&[name]);
        (!others.is_empty()).then(|| {
            let lines = others.into_iter().map(|why| view! { <li>{why}</li> }).collect_view();
            view! {
                <Notice tone=Tone::Danger title="Fix this first" alert=true>
                    <ul class="notice-list">{lines}</ul>
                </Notice>
            }
        })
    };
    view! {
        <Provider value=errors>
            <Dialog open title>
                {elsewhere}
                <form
                    class="form"
                    on:submit=move |event| {
                        event.prevent_default();
                        errors.clear();
                        act.run(());
                    }
                >
                    <Field name label hint>
                        <TextInput name value autofocus=true />
                    </Field>
                    <div class="form-actions">
                        <Button kind=ButtonKind::Primary submit=true busy>
                            {button}
                        </Button>
                        <Button on_click=move |_| open.set(false)>"Cancel"</Button>
                    </div>
                </form>
            </Dialog>
        </Provider>
    }
    .into_any()
}

/// Shows what went wrong: at the field, or as a toast.
fn show(errors: FormErrors, error: AppError) {
    match error {
        AppError::Invalid(found) => errors.set(found),
        other => toast(Tone::Danger, other.to_string()),
    }
}

/// An independent copy; the original stays as it is. Opens the copy.
#[component]
pub fn SaveAsDialog(open: RwSignal<bool>) -> impl IntoView {
    let editor = editor();
    let errors = FormErrors::provide();
    let (value, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    Effect::watch(
        move || open.get(),
        move |open, _, _| {
            if *open {
                value.set(format!("{} (copy)", editor.name.get_untracked()))
            }
        },
        false,
    );
    let navigate = StoredValue::new(use_navigate());
    let act = move |()| {
        busy.set(true);
        spawn_local(async move {
            let saved = match editor.autosave.save().await {
                Ok(()) => save_template_as(editor.id, value.get_untracked()).await,
                Err(error) => Err(error),
            };
            match saved {
                Ok(id) => {
                    open.set(false);
                    toast(Tone::Good, "Saved. You are editing the copy; the original stays as it was.");
                    navigate.with_value(|navigate| navigate(&format!("/staff/messages/{id}"), Default::default()));
                }
                Err(error) => show(errors, error),
            }
            busy.set(false);
        });
    };
    view! { <AskFor open title="Save as" name="name" label="Name of the copy" button="Save" value errors busy act /> }
}

#[component]
pub fn RenameDialog(open: RwSignal<bool>) -> impl IntoView {
    let editor = editor();
    let errors = FormErrors::provide();
    let (value, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    Effect::watch(
        move || open.get(),
        move |open, _, _| {
            if *open {
                value.set(editor.name.get_untracked())
            }
        },
        false,
    );
    let act = move |()| {
        busy.set(true);
        spawn_local(async move {
            let name = value.get_untracked();
            match rename_template(editor.id, name.clone()).await {
                Ok(()) => {
                    editor.name.set(name.trim().to_owned());
                    open.set(false);
                }
                Err(error) => show(errors, error),
            }
            busy.set(false);
        });
    };
    view! { <AskFor open title="Rename" name="name" label="Name" button="Rename" value errors busy act /> }
}

#[component]
pub fn TestDialog(open: RwSignal<bool>) -> impl IntoView {
    let editor = editor();
    let errors = FormErrors::provide();
    let navigate = StoredValue::new(use_navigate());
    let own = use_context::<OwnAddress>().map(|own| own.0).unwrap_or_default();
    let (value, busy) = (RwSignal::new(own), RwSignal::new(false));
    let act = move |()| {
        busy.set(true);
        spawn_local(async move {
            let sent = match editor.autosave.save().await {
                Ok(()) => send_test(editor.id, value.get_untracked()).await,
                Err(error) => Err(error),
            };
            match sent {
                Ok(TestSent::OnItsWay) => {
                    open.set(false);
                    toast(Tone::Good, format!("A test is on its way to {}.", value.get_untracked()));
                }
                Ok(TestSent::KeptInSandbox) => {
                    open.set(false);
                    let to = value.get_untracked();
                    toast_offering(
                        Tone::Look,
                        format!("Sandbox: nothing leaves. The test to {to} waits in the outbox."),
                        "Open the outbox",
                        move || {
                            navigate.try_with_value(|navigate| navigate("/staff/outbox", Default::default()));
                        },
                    );
                }
                Err(error) => show(errors, error),
            }
            busy.set(false);
        });
    };
    Effect::watch(
        move || open.get(),
        move |open, _, _| {
            if *open {
                errors.clear();
            }
        },
        false,
    );
    let hint = match editor.body.with_untracked(Body::channel) {
        Channel::Post => "An address such as 7 Elm Street, Springfield, IL 62704. It counts in no figure.",
        Channel::Email | Channel::Sms | Channel::Voice => "Filled in for Elizabeth Moore. It counts in no figure.",
    };
    view! {
        <AskFor open title="Send a test" name="address" label="To" hint button="Send" value errors busy act />
    }
}
