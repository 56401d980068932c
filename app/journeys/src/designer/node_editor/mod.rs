//! The settings of one tile, by its kind: a file each.

mod arms;
mod awaited;
mod branch;
mod call;
mod entry;
mod length;
mod live_picker;
mod message;
mod rule;
mod split;
mod tell;
mod wait;
mod wait_for;

pub use rule::RuleField;

use super::state::{Designer, Tile};
use branch::BranchEditor;
use call::CallEditor;
use entry::EntryEditor;
use kit::Field;
use leptos::prelude::*;
use message::MessageEditor;
use shared::journeys::{Kind, NodeId, relabel};
use split::SplitEditor;
use tell::TellEditor;
use wait::WaitEditor;
use wait_for::WaitForEditor;

#[component]
pub fn NodeEditor(id: NodeId, cell: Tile) -> impl IntoView {
    let kind = cell.node.with_untracked(|node| node.kind.kind());
    let own = match kind {
        Kind::Entry => view! { <EntryEditor id cell /> }.into_any(),
        Kind::Message => view! { <MessageEditor id cell /> }.into_any(),
        Kind::Tell => view! { <TellEditor id cell /> }.into_any(),
        Kind::Wait => view! { <WaitEditor id cell /> }.into_any(),
        Kind::WaitFor => view! { <WaitForEditor id cell /> }.into_any(),
        Kind::Call => view! { <CallEditor id cell /> }.into_any(),
        Kind::Branch => view! { <BranchEditor id cell /> }.into_any(),
        Kind::Split => view! { <SplitEditor id cell /> }.into_any(),
        Kind::Exit => view! { <p class="quiet">"Whoever arrives here has finished the journey."</p> }.into_any(),
    };
    view! {
        {own}
        <LabelField id cell />
    }
    .into_any()
}

/// A name of one's own for the tile.
#[component]
fn LabelField(id: NodeId, cell: Tile) -> impl IntoView {
    let designer = Designer::use_context();
    view! {
        <Field name="label" label="Name on the tile" optional=true>
            <input
                class="input"
                id="label"
                name="label"
                maxlength="80"
                disabled=move || !designer.editable()
                aria-describedby="label-hint label-error"
                placeholder=cell.node.with_untracked(|node| node.kind.kind().label())
                prop:value=move || cell.node.with(|node| node.label.clone())
                on:change=move |event| {
                    let label = event_target_value(&event);
                    designer.edit(|definition| relabel(definition, id, label.trim()));
                }
            />
        </Field>
    }
}
