//! The dialog that renames a segment or names its copy.

use super::api::{duplicate_segment, rename_segment};
use super::builder::Builder;
use crate::AppError;
use crate::ui::{Button, ButtonKind, Dialog, Field, FormErrors, TextInput, Tone, toast};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::segments::wire::SegmentDetail;

/// What the name is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    Rename,
    Duplicate,
}

/// Asks for the new name and gives it, to the segment or to its copy.
#[component]
pub fn NameDialog(
    builder: Builder,
    naming: RwSignal<Option<Naming>>,
    version: RwSignal<u32>,
    detail: RwSignal<SegmentDetail>,
) -> impl IntoView {
    let errors = FormErrors::provide();
    let open = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    Effect::new(move |_| {
        let Some(naming) = naming.get() else { return };
        let now = detail.with_untracked(|detail| detail.row.name.clone());
        name.set(if naming == Naming::Duplicate { format!("{now} (copy)") } else { now });
        errors.clear();
        open.set(true);
    });
    Effect::watch(
        move || open.get(),
        move |open, _, _| {
            if !*open {
                naming.set(None);
            }
        },
        false,
    );
    let navigate = StoredValue::new(use_navigate());
    let id = builder.id;
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let duplicate = naming.get_untracked() == Some(Naming::Duplicate);
        spawn_local(async move {
            let outcome = if duplicate {
                duplicate_segment(id, name.get_untracked()).await.map(Some)
            } else {
                rename_segment(id, name.get_untracked()).await.map(|()| None)
            };
            match outcome {
                Ok(Some(copy)) => {
                    open.set(false);
                    navigate.with_value(|navigate| {
                        navigate(&format!("/staff/segments/{copy}"), NavigateOptions::default())
                    });
                }
                Ok(None) => {
                    open.set(false);
                    version.update(|version| *version += 1);
                }
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    let title = Signal::derive(move || {
        (if naming.get() == Some(Naming::Duplicate) { "Duplicate segment" } else { "Rename segment" }).to_owned()
    });
    view! {
        <Dialog open title>
            <form class="form" on:submit=send>
                <Field name="name" label="Name">
                    <TextInput name="name" value=name autofocus=true required=true />
                </Field>
                <div class="form-actions">
                    <Button kind=ButtonKind::Primary submit=true>
                        "Save"
                    </Button>
                    <Button on_click=move |_| open.set(false)>"Cancel"</Button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
