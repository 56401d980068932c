//! The blocks one can add: by click, by keyboard, by dragging.

use super::state::{Drag, editor};
use kit::Icon;
use leptos::ev::DragEvent;
use leptos::prelude::*;
use shared::messages::{Content, SharedBlock};

#[component]
pub fn Palette() -> impl IntoView {
    let editor = editor();
    let items = Content::palette()
        .into_iter()
        .map(|content| {
            let (name, label) = (content.icon(), content.label());
            let (dragged, added) = (content.clone(), content);
            view! {
                <li>
                    <button
                        type="button"
                        class="palette-item"
                        disabled=move || !editor.editable.get()
                        draggable="true"
                        on:click=move |_| editor.add(added.clone())
                        on:dragstart=move |event: DragEvent| {
                            if let Some(data) = event.data_transfer() {
                                let _ = data.set_data("text/plain", "new block");
                            }
                            editor.drag.set(Some(Drag::New(dragged.clone())));
                        }
                        on:dragend=move |_| {
                            editor.drag.set(None);
                            editor.drop_at.set(None);
                        }
                    >
                        <Icon name />
                        {label}
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        <aside class="block-palette" aria-label="Blocks to add">
            <h2>"Add a block"</h2>
            <ul role="list">{items}</ul>
            <SharedBlocks />
            <p class="palette-hint">"Click to add below the selected block, or drag it to its place."</p>
        </aside>
    }
    .into_any()
}

/// The blocks that several messages show.
#[component]
fn SharedBlocks() -> impl IntoView {
    let editor = editor();
    let items = move || {
        let line = |block: SharedBlock| {
            let id = block.id;
            view! {
                <li>
                    <button
                        type="button"
                        class="palette-item"
                        disabled=move || !editor.editable.get()
                        on:click=move |_| editor.add(Content::Shared { block: id })
                    >
                        <Icon name="copy" />
                        {block.name}
                    </button>
                </li>
            }
        };
        editor.shared_blocks.get().into_iter().map(line).collect_view()
    };
    view! {
        {move || {
            (!editor.shared_blocks.with(Vec::is_empty))
                .then(|| {
                    view! {
                        <h2>"Shared blocks"</h2>
                        <ul role="list">{items}</ul>
                    }
                })
        }}
    }
    .into_any()
}
