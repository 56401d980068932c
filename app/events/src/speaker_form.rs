//! A speaker, new or edited.

use super::doors::save_event_speaker;
use super::planning::{Planning, tell};
use base::AppError;
use kit::{Button, ButtonKind, Dialog, Field, FormErrors, TextArea, TextInput, open_while};
use leptos::prelude::*;
use shared::events::views::Speaker;

/// Open while `editing` holds somebody, or nobody yet.
#[component]
pub fn SpeakerForm(editing: RwSignal<Option<Option<Speaker>>>) -> impl IntoView {
    let planning = expect_context::<Planning>();
    let errors = FormErrors::provide();
    let (name, role, bio) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    Effect::watch(
        move || editing.get(),
        move |now, _, _| {
            if let Some(speaker) = now {
                let speaker = speaker.clone();
                errors.clear();
                name.set(speaker.as_ref().map(|s| s.name.clone()).unwrap_or_default());
                role.set(speaker.as_ref().map(|s| s.role.clone()).unwrap_or_default());
                bio.set(speaker.map(|s| s.bio).unwrap_or_default());
            }
        },
        false,
    );
    let open = open_while(editing);
    let save = move || {
        let id = editing.get_untracked().flatten().map(|speaker| speaker.id);
        let work =
            save_event_speaker(planning.id(), id, name.get_untracked(), role.get_untracked(), bio.get_untracked());
        planning.act(work, move |done| match done {
            Ok(()) => open.set(false),
            Err(AppError::Invalid(found)) => errors.set(found),
            Err(error) => tell(&error),
        });
    };
    let footer = move || {
        view! {
            <Button on_click=move |_| open.set(false)>"Cancel"</Button>
            <Button kind=ButtonKind::Primary on_click=move |_| save()>"Save"</Button>
        }
    };
    view! {
        <Dialog open title=Signal::stored("Speaker".to_owned()) footer=footer>
            <form
                class="form"
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <Field name="speaker-name" label="Name"><TextInput name="speaker-name" value=name autofocus=true /></Field>
                <Field name="speaker-role" label="Role" hint="Such as: ophthalmology" optional=true>
                    <TextInput name="speaker-role" value=role />
                </Field>
                <Field name="speaker-bio" label="About" optional=true><TextArea name="speaker-bio" value=bio /></Field>
            </form>
        </Dialog>
    }
    .into_any()
}
