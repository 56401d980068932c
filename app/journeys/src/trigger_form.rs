//! The dialog in which a trigger is made or changed.

use super::save_trigger;
use base::AppError;
use kit::{Button, ButtonKind, Choice, Dialog, Field, FormErrors, Select, TextInput, Tone, toast};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::journeys::{Listens, TriggerDraft, TriggerRow, record_types};

/// `editing` is the trigger to change, `None` for a new one.
#[component]
pub fn TriggerForm(
    open: RwSignal<bool>,
    editing: RwSignal<Option<TriggerRow>>,
    #[prop(into)] on_saved: Callback<()>,
) -> impl IntoView {
    let errors = FormErrors::provide();
    let name = RwSignal::new(String::new());
    let record_type = RwSignal::new(String::new());
    let listens = RwSignal::new(String::new());
    let status_is = RwSignal::new(String::new());
    let text_contains = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    Effect::new(move |_| {
        if open.get() {
            let draft = editing.get_untracked().map_or_else(
                || TriggerDraft { record_type: "encounter".into(), ..TriggerDraft::default() },
                |row| row.draft,
            );
            errors.clear();
            name.set(draft.name);
            record_type.set(draft.record_type);
            listens.set(draft.listens.code().into());
            status_is.set(draft.status_is);
            text_contains.set(draft.text_contains);
        }
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let draft = TriggerDraft {
            name: name.get_untracked(),
            record_type: record_type.get_untracked(),
            listens: Listens::from_code(&listens.get_untracked()).unwrap_or_default(),
            status_is: status_is.get_untracked(),
            text_contains: text_contains.get_untracked(),
        };
        // The same check as the server's, before asking it.
        if let Err(found) = draft.clone().checked() {
            errors.set(found);
            return;
        }
        busy.set(true);
        let id = editing.get_untracked().map(|row| row.id);
        spawn_local(async move {
            match save_trigger(id, draft).await {
                Ok(_) => {
                    open.set(false);
                    on_saved.run(());
                }
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
            busy.set(false);
        });
    };
    let title =
        Signal::derive(move || if editing.with(Option::is_some) { "Change trigger" } else { "New trigger" }.to_owned());
    view! {
        <Dialog open title>
            <form class="stack" on:submit=save>
                <Field name="name" label="Name" hint="Such as “Encounter details updated”.">
                    <TextInput name="name" value=name />
                </Field>
                <Field name="record_type" label="When a related">
                    <Select name="record_type" choices=types() value=record_type />
                </Field>
                <Field name="listens" label="Change">
                    <Select name="listens" choices=changes() value=listens />
                </Field>
                <Field name="status_is" label="Its status is" hint="Such as finished. Empty for any." optional=true>
                    <TextInput name="status_is" value=status_is />
                </Field>
                <Field name="text_contains" label="Its code contains" hint="Part of the code's text. Empty for any." optional=true>
                    <TextInput name="text_contains" value=text_contains />
                </Field>
                <div class="dialog-actions">
                    <Button on_click=move |_| open.set(false)>"Cancel"</Button>
                    <Button kind=ButtonKind::Primary submit=true busy>
                        "Save"
                    </Button>
                </div>
            </form>
        </Dialog>
    }
}

fn types() -> Vec<Choice> {
    record_types().into_iter().map(|(code, label)| Choice::new(code, label)).collect()
}

fn changes() -> Vec<Choice> {
    Listens::ALL.into_iter().map(|listens| Choice::new(listens.code(), listens.label())).collect()
}
