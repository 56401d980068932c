//! What an administrator can change about a person, each behind its own question.

use super::add::role_choices;
use super::doors::{change_role, end_sessions, reset_password, set_disabled};
use base::AppError;
use kit::{Button, ButtonKind, Dialog, Field, FormErrors, Select, TextInput, Tone, open_while, toast};
use leptos::prelude::*;
use shared::people::{Role, StaffRow};

/// One change, asked for but not yet confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    Role(StaffRow),
    Password(StaffRow),
    Sessions(StaffRow),
    LockOut(StaffRow),
    LetIn(StaffRow),
}

impl Change {
    const fn person(&self) -> &StaffRow {
        match self {
            Self::Role(person)
            | Self::Password(person)
            | Self::Sessions(person)
            | Self::LockOut(person)
            | Self::LetIn(person) => person,
        }
    }

    fn title(&self) -> String {
        let name = &self.person().name;
        match self {
            Self::Role(_) => format!("Role of {name}"),
            Self::Password(_) => format!("New password for {name}"),
            Self::Sessions(_) => format!("End the sessions of {name}"),
            Self::LockOut(_) => format!("Lock {name} out"),
            Self::LetIn(_) => format!("Let {name} back in"),
        }
    }

    /// What happens to whom.
    fn effect(&self) -> String {
        let person = self.person();
        match self {
            Self::Role(_) => "The new role takes effect with their next click.".into(),
            Self::Password(_) => "Their open sessions end. Tell them the new password in person; they choose their own when they sign in.".into(),
            Self::Sessions(_) => match person.sessions {
                1 => "One open session ends; they sign in again to go on.".into(),
                count => format!("{count} open sessions end; they sign in again to go on."),
            },
            Self::LockOut(_) => "Their sessions end at once and they can't sign in. What they made stays.".into(),
            Self::LetIn(_) => "They can sign in again with the password they had.".into(),
        }
    }

    const fn button(&self) -> (&'static str, ButtonKind) {
        match self {
            Self::Role(_) => ("Change role", ButtonKind::Primary),
            Self::Password(_) => ("Set password", ButtonKind::Primary),
            Self::Sessions(_) => ("End sessions", ButtonKind::Danger),
            Self::LockOut(_) => ("Lock out", ButtonKind::Danger),
            Self::LetIn(_) => ("Let in", ButtonKind::Primary),
        }
    }

    async fn perform(self, role: Role, password: String) -> Result<(), AppError> {
        let id = self.person().id;
        match self {
            Self::Role(_) => change_role(id, role).await,
            Self::Password(_) => reset_password(id, password).await,
            Self::Sessions(_) => end_sessions(id).await,
            Self::LockOut(_) => set_disabled(id, true).await,
            Self::LetIn(_) => set_disabled(id, false).await,
        }
    }
}

/// The one dialog that asks about `change` and does it.
#[component]
pub(super) fn ChangeDialogs(change: RwSignal<Option<Change>>, on_changed: Callback<()>) -> impl IntoView {
    let open = open_while(change);
    let title = Signal::derive(move || change.with(|change| change.as_ref().map(Change::title).unwrap_or_default()));
    view! {
        <Dialog open title>
            {move || change.get().map(|change| view! { <ChangeForm change open on_changed /> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn ChangeForm(change: Change, open: RwSignal<bool>, on_changed: Callback<()>) -> impl IntoView {
    let errors = FormErrors::provide();
    let role = RwSignal::new(change.person().role.code().to_owned());
    let password = RwSignal::new(String::new());
    let (effect, (label, kind)) = (change.effect(), change.button());
    let (asks_role, asks_password) = (matches!(change, Change::Role(_)), matches!(change, Change::Password(_)));
    let perform = Action::new(move |(): &()| {
        let role = role.get_untracked().parse().unwrap_or(Role::Marketer);
        change.clone().perform(role, password.get_untracked())
    });
    Effect::watch(
        move || perform.value().get(),
        move |answer, _, _| match answer {
            Some(Ok(())) => {
                toast(Tone::Good, "Done.");
                open.set(false);
                on_changed.run(());
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
                perform.dispatch(());
            }
        >
            <p>{effect}</p>
            {asks_role
                .then(|| {
                    view! {
                        <Field name="new-role" label="Role">
                            <Select name="new-role" choices=Signal::stored(role_choices()) value=role />
                        </Field>
                    }
                })}
            {asks_password
                .then(|| {
                    view! {
                        <Field name="password" label="New password" hint="At least 12 characters.">
                            <TextInput name="password" value=password kind="password" autocomplete="new-password" />
                        </Field>
                    }
                })}
            <div class="form-actions">
                <Button kind submit=true busy=perform.pending()>
                    {label}
                </Button>
                <Button on_click=move |_| open.set(false)>"Cancel"</Button>
            </div>
        </form>
    }
    .into_any()
}
