//! The dialog that renames a segment or names what is made from it.

use super::api::{duplicate_segment, freeze_segment, rename_segment};
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
    /// Its members of this moment as a static segment.
    Freeze,
}

/// Asks for a name and gives it, to the segment or to what is made from it.
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
        name.set(match naming {
            Naming::Rename => now,
            Naming::Duplicate => format!("{now} (copy)"),
            Naming::Freeze => format!("{now} (as of today)"),
        });
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
        let asked = naming.get_untracked();
        spawn_local(async move {
            let name = name.get_untracked();
            let outcome = match asked {
                Some(Naming::Duplicate) => duplicate_segment(id, name).await.map(Some),
                Some(Naming::Freeze) => freeze_segment(id, name).await.map(Some),
                Some(Naming::Rename) | None => rename_segment(id, name).await.map(|()| None),
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
        let title = match naming.get() {
            Some(Naming::Duplicate) => "Duplicate segment",
            Some(Naming::Freeze) => "Keep these members",
            Some(Naming::Rename) | None => "Rename segment",
        };
        title.to_owned()
    });
    view! {
        <Dialog open title>
            <form class="form" on:submit=send>
                {move || {
                    (naming.get() == Some(Naming::Freeze))
                        .then(|| {
                            view! {
                                <p>"A static segment with those who are members now. The rule no longer changes it."</p>
                            }
                        })
                }}
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
