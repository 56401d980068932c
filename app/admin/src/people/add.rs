//! The dialog that adds a person.

use super::doors::add_person;
use base::AppError;
use kit::{Button, ButtonKind, Choice, Dialog, Field, FormErrors, Select, TextInput, Tone, toast};
use leptos::prelude::*;
use shared::people::Role;

/// Name, address, role and a first password.
#[component]
pub(super) fn AddPerson(open: RwSignal<bool>, on_added: Callback<()>) -> impl IntoView {
    view! {
        <Dialog open title=Signal::stored("Add a person".to_owned())>
            <AddForm open on_added />
        </Dialog>
    }
    .into_any()
}

/// The roles to choose from, with what each is for.
pub(super) fn role_choices() -> Vec<Choice> {
    Role::ALL.into_iter().map(|role| Choice::new(role.code(), role.label())).collect()
}

#[component]
fn AddForm(open: RwSignal<bool>, on_added: Callback<()>) -> impl IntoView {
    let errors = FormErrors::provide();
    let name = RwSignal::new(String::new());
    let email = RwSignal::new(String::new());
    let role = RwSignal::new(Role::Marketer.code().to_owned());
    let password = RwSignal::new(String::new());
    let add = Action::new(move |(): &()| {
        let (name, email, password) = (name.get_untracked(), email.get_untracked(), password.get_untracked());
        let role = role.get_untracked().parse().unwrap_or(Role::Marketer);
        async move { add_person(name, email, role, password).await }
    });
    Effect::watch(
        move || add.value().get(),
        move |answer, _, _| match answer {
            Some(Ok(())) => {
                toast(Tone::Good, format!("{} can sign in now.", name.get_untracked()));
                open.set(false);
                on_added.run(());
            }
            Some(Err(AppError::Invalid(wrong))) => errors.set(wrong.clone()),
            Some(Err(error)) => toast(Tone::Danger, error.to_string()),
            None => {}
        },
        false,
    );
    view! {
        <form
            class="form"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                errors.clear();
                add.dispatch(());
            }
        >
            <Field name="name" label="Name">
                <TextInput name="name" value=name autocomplete="off" autofocus=true />
            </Field>
            <Field name="email" label="E-mail" hint="They sign in with it.">
                <TextInput name="email" value=email kind="email" autocomplete="off" />
            </Field>
            <Field name="role" label="Role">
                <Select name="role" choices=Signal::stored(role_choices()) value=role />
            </Field>
            <Field name="password" label="First password" hint="At least 12 characters. They choose their own when they first sign in.">
                <TextInput name="password" value=password kind="password" autocomplete="new-password" />
            </Field>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true busy=add.pending()>"Add"</Button>
                <Button on_click=move |_| open.set(false)>"Cancel"</Button>
            </div>
        </form>
    }
    .into_any()
}
