//! What can be added: dragged onto the canvas or a line, clicked, or chosen with the keyboard.

use crate::adding::add;
use crate::{Board, Drag};
use kit::KindIcon;
use leptos::prelude::*;
use shared::graph::{Content, Look};

#[component]
pub fn Palette<C: Content>(board: Board<C>, drag: Drag<C>) -> impl IntoView {
    let items = C::palette()
        .into_iter()
        .map(|content| {
            let (Look { icon, hue }, label) = (content.look(), content.label());
            let content = StoredValue::new(content);
            view! {
                <li>
                    <button
                        type="button"
                        class="palette-item"
                        on:pointerdown=move |event| drag.press_palette(&event, content.get_value())
                        // A click from the keyboard; those of the pointer end as a drag that did not move.
                        on:click=move |event| {
                            if event.detail() == 0 {
                                add(board, content.get_value());
                            }
                        }
                    >
                        <KindIcon kind=hue icon />
                        {label}
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="palette" aria-label="Add a tile" on:pointerdown=|event| event.stop_propagation()>
            <h2>"Drag onto canvas"</h2>
            <ul role="list">{items}</ul>
        </section>
    }
    .into_any()
}
