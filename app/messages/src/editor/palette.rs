//! The blocks one can add: by click, by keyboard, by dragging.

use super::state::{Drag, editor};
use kit::Icon;
use leptos::ev::DragEvent;
use leptos::prelude::*;
use shared::messages::Content;

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
            <p class="palette-hint">"Click to add below the selected block, or drag it to its place."</p>
        </aside>
    }
    .into_any()
}
