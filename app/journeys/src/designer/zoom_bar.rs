//! Zoom, fit, tidy up, undo, and the switch to the outline.

use super::state::Designer;
use kit::Icon;
use leptos::prelude::*;
use shared::journeys::tidy;

#[component]
pub fn ZoomBar() -> impl IntoView {
    let designer = Designer::use_context();
    let percent = move || designer.view.with(|view| format!("{:.0} %", view.zoom * 100.0));
    view! {
        <div class="zoom-bar" role="toolbar" aria-label="View" on:pointerdown=|event| event.stop_propagation()>
            <button type="button" aria-label="Zoom out" title="Zoom out (−)" on:click=move |_| designer.zoom_by(1.0 / 1.2)>
                <Icon name="minus" />
            </button>
            <button
                type="button"
                title="Back to 100 % (0)"
                on:click=move |_| designer.zoom_by(1.0 / designer.view.with_untracked(|view| view.zoom))
            >
                {percent}
            </button>
            <button type="button" aria-label="Zoom in" title="Zoom in (+)" on:click=move |_| designer.zoom_by(1.2)>
                <Icon name="plus" />
            </button>
            <button type="button" title="Show everything (1)" on:click=move |_| designer.fit()>
                "Fit"
            </button>
            <button
                type="button"
                title="Arrange the tiles (T)"
                hidden=move || !designer.editable()
                on:click=move |_| {
                    designer.edit(|definition| Ok(tidy(definition)));
                    request_animation_frame(move || designer.fit());
                }
            >
                "Tidy up"
            </button>
            <button type="button" title="The same as a list" on:click=move |_| designer.outline.set(true)>
                "Outline"
            </button>
        </div>
    }
    .into_any()
}
