//! The right side: problems, and the fields of what is selected.

use super::block::block_dom_id;
use super::block_fields::BlockFields;
use super::header_fields::HeaderFields;
use super::problems::Problems;
use super::state::{Selected, editor};
use kit::{Button, ButtonSize};
use leptos::prelude::*;
use shared::messages::BlockId;

#[component]
pub fn Panel() -> impl IntoView {
    let editor = editor();
    Effect::new(move |_| {
        if let (Selected::Block(id), true) = (editor.selected.get(), editor.sheet.get()) {
            request_animation_frame(move || show_above_sheet(id));
        }
    });
    view! {
        <aside class="editor-panel" class:is-sheet=move || editor.sheet.get() aria-label="Settings">
            <div class="editor-sheet-head">
                <Button size=ButtonSize::Small icon="check" on_click=move |_| editor.sheet.set(false)>
                    "Done"
                </Button>
            </div>
            <Problems />
            {move || match editor.selected.get() {
                Selected::Header => view! { <HeaderFields /> }.into_any(),
                Selected::Block(id) => view! { <BlockFields id /> }.into_any(),
            }}
        </aside>
    }
    .into_any()
}

/// Brings a block out from under the sheet; on a wide screen nothing lies over it.
fn show_above_sheet(id: BlockId) {
    let narrow = window().match_media("(width < 48rem)").ok().flatten().is_some_and(|media| media.matches());
    if let Some(block) = document().get_element_by_id(&block_dom_id(id)).filter(|_| narrow) {
        let nearest = web_sys::ScrollIntoViewOptions::new();
        nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
        block.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}
