//! Blocks that several messages show: sharing one, and changing one.

use super::super::doors::save_shared_block;
use super::state::editor;
use base::AppError;
use kit::{Button, ButtonKind, ButtonSize, ConfirmDialog, Tone, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::SharedBlockId;
use shared::messages::{BlockId, Content};

/// What is shown of a shared block: its name, and the way to change it.
#[component]
pub fn SharedFields(id: BlockId, block: SharedBlockId) -> impl IntoView {
    let editor = editor();
    let found = editor.shared_blocks.with_untracked(|all| all.iter().find(|one| one.id == block).cloned());
    let name = found.as_ref().map_or_else(|| "This block is gone.".to_owned(), |found| found.name.clone());
    let open = StoredValue::new(found);
    let change = move |_| {
        if let Some(found) = open.get_value() {
            editor.unsharing.set(found.name.clone());
            editor.edit_block(id, "", |content| *content = found.content);
        }
    };
    view! {
        <p>
            <strong>{name}</strong>
        </p>
        <p class="panel-note">"Every message that shows it says the same. To change it, open it here and share it again under its name."</p>
        <p class="form-actions">
            <Button icon="pencil" disabled=Signal::derive(move || !editor.editable.get()) on_click=change>
                "Open it here"
            </Button>
        </p>
    }
    .into_any()
}

/// Makes the selected block one that other messages can show, or the new state of one that they do.
#[component]
pub fn ShareField(id: BlockId) -> impl IntoView {
    let editor = editor();
    let name = RwSignal::new(editor.unsharing.get_untracked());
    let error = RwSignal::new(String::new());
    let (asking, busy) = (RwSignal::new(false), RwSignal::new(false));
    let known = move || {
        let wanted = name.with_untracked(|name| name.trim().to_lowercase());
        editor
            .shared_blocks
            .with_untracked(|all| all.iter().find(|one| one.name.to_lowercase() == wanted).map(|one| one.id))
    };
    let save = move || {
        let Some(content) =
            editor.document.with_untracked(|document| document.block(id).map(|block| block.content.clone()))
        else {
            return;
        };
        busy.set(true);
        let saving = save_shared_block(known(), name.get_untracked(), content);
        spawn_local(async move {
            match saving.await {
                Ok(block) => {
                    editor.unsharing.set(String::new());
                    editor.share(&block);
                    editor.edit_block(id, "", |content| *content = Content::Shared { block: block.id });
                    toast(
                        Tone::Good,
                        format!("“{}” is shared. Messages that show it say this from now on.", block.name),
                    );
                }
                Err(AppError::Invalid(found)) => {
                    error.set(found.into_iter().map(|one| one.message).collect::<Vec<_>>().join(" "));
                }
                Err(other) => toast(Tone::Danger, other.to_string()),
            }
            busy.set(false);
        });
    };
    let press = move |_| {
        error.set(String::new());
        if known().is_some() { asking.set(true) } else { save() }
    };
    view! {
        <div class="field share-field">
            <label for="shared-name">"Share it under the name"</label>
            <input
                class="input"
                id="shared-name"
                name="shared-name"
                autocomplete="off"
                aria-describedby="shared-name-error"
                prop:value=move || name.get()
                on:input=move |event| name.set(event_target_value(&event))
            />
            <p class="field-error" id="shared-name-error" aria-live="polite">{move || error.get()}</p>
            <Button
                kind=ButtonKind::Quiet
                size=ButtonSize::Small
                icon="copy"
                busy
                disabled=Signal::derive(move || !editor.editable.get())
                on_click=press
            >
                "Share with other messages"
            </Button>
        </div>
        <ConfirmDialog
            open=asking
            title="Change it in all messages?"
            text="A shared block of this name is shown by other messages. They say this from now on, also those that are live."
            confirm="Change it everywhere"
            kind=ButtonKind::Danger
            on_confirm=move |()| save()
        />
    }
    .into_any()
}
