//! Zoom, fit, tidy up, undo, and the switch to the outline.

use crate::Board;
use kit::Icon;
use leptos::prelude::*;
use shared::graph::{Content, tidy};

#[component]
pub fn ZoomBar<C: Content>(board: Board<C>) -> impl IntoView {
    let percent = move || board.view.with(|view| format!("{:.0}%", view.zoom * 100.0));
    view! {
        <div class="zoom-bar" role="toolbar" aria-label="View" on:pointerdown=|event| event.stop_propagation()>
            <button type="button" aria-label="Zoom out" title="Zoom out (−)" on:click=move |_| board.zoom_by(1.0 / 1.2)>
                <Icon name="minus" />
            </button>
            <button
                type="button"
                title="Back to 100% (0)"
                on:click=move |_| board.zoom_by(1.0 / board.view.with_untracked(|view| view.zoom))
            >
                {percent}
            </button>
            <button type="button" aria-label="Zoom in" title="Zoom in (+)" on:click=move |_| board.zoom_by(1.2)>
                <Icon name="plus" />
            </button>
            <button type="button" title="Show everything (1)" on:click=move |_| board.fit()>
                "Fit"
            </button>
            <button
                type="button"
                title="Arrange the tiles (T)"
                hidden=move || !board.editable.get()
                on:click=move |_| {
                    board.edit(|graph| Ok(tidy(graph)));
                    request_animation_frame(move || board.fit());
                }
            >
                "Tidy up"
            </button>
            <button type="button" title="The same as a list" on:click=move |_| board.outline.set(true)>
                "Outline"
            </button>
        </div>
    }
    .into_any()
}
