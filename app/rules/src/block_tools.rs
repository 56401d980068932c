//! What one can do with a block: drag it, move it by button, copy it, take it out.

use super::builder::Builder;
use kit::{Button, ButtonKind, ButtonSize, Icon, Menu, MenuItem, MenuLine};
use leptos::ev::DragEvent;
use leptos::prelude::*;
use shared::segments::BlockId;
use shared::segments::build::Direction;

/// The handle at the start of a block.
#[component]
pub fn Handle(builder: Builder, block: BlockId) -> impl IntoView {
    if !builder.may_edit {
        return ().into_any();
    }
    let start = move |event: DragEvent| {
        event.stop_propagation();
        if let Some(transfer) = event.data_transfer() {
            transfer.set_effect_allowed("move");
            // Without data some browsers start no drag. Fails only outside a drag.
            let _ = transfer.set_data("text/plain", &block.0.to_string());
        }
        builder.dragged.set(Some(block));
    };
    view! {
        <span
            class="drag-handle"
            draggable="true"
            title="Drag to move"
            aria-hidden="true"
            on:dragstart=start
            on:dragend=move |_| builder.dragged.set(None)
        >
            <Icon name="grip-vertical" />
        </span>
    }
    .into_any()
}

/// The buttons at the end of a block. `name` says which block to those who can't see it.
#[component]
pub fn BlockTools(builder: Builder, block: BlockId, name: &'static str) -> impl IntoView {
    if !builder.may_edit {
        return ().into_any();
    }
    let step = move |direction| {
        let said = if direction == Direction::Up { "Moved up" } else { "Moved down" };
        builder.edit(said, |rule| {
            rule.step(block, direction);
        });
    };
    let copy = move || {
        builder.edit("Duplicated", |rule| {
            rule.duplicate(block);
        });
    };
    let off = Memo::new(move |_| builder.rule.with(|rule| rule.block(block).is_some_and(|block| block.off)));
    let turn = move || {
        builder.edit(if off.get_untracked() { "Switched on" } else { "Switched off" }, |rule| {
            if let Some(block) = rule.block_mut(block) {
                block.off = !block.off;
            }
        });
    };
    let remove = move || builder.edit("Removed", |rule| rule.remove(block));
    view! {
        <div class="rule-tools">
            {move || off.get().then(|| view! { <span class="row-hint">"switched off"</span> })}
            <Menu label=format!("Change {name}") size=ButtonSize::Small>
                <MenuItem label="Move up" icon="arrow-up" on_select=move |()| step(Direction::Up) />
                <MenuItem label="Move down" icon="arrow-down" on_select=move |()| step(Direction::Down) />
                <MenuItem label="Duplicate" icon="copy" on_select=move |()| copy() />
                {move || {
                    if off.get() {
                        view! { <MenuItem label="Switch on" icon="eye" on_select=move |()| turn() /> }.into_any()
                    } else {
                        view! { <MenuItem label="Switch off" icon="eye-off" on_select=move |()| turn() /> }.into_any()
                    }
                }}
                <MenuLine />
                <MenuItem label="Remove" icon="trash-2" danger=true on_select=move |()| remove() />
            </Menu>
            <Button
                kind=ButtonKind::Quiet
                size=ButtonSize::Small
                icon="x"
                label=format!("Remove {name}")
                on_click=move |_| remove()
            />
        </div>
    }
    .into_any()
}
