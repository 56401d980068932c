//! One block on the canvas: as it will look, selectable, movable by mouse and keyboard.

use super::state::{Drag, Selected, editor};
use kit::{Button, ButtonKind, ButtonSize, focus};
use leptos::ev::{DragEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use shared::messages::{BlockId, Content, Direction, Place, UntouchedLinks, render_block};
use wasm_bindgen::JsCast;

/// The wrapper's DOM id, to put the focus on.
pub fn block_dom_id(id: BlockId) -> String {
    format!("block-{}", id.0)
}

#[component]
pub fn BlockView(id: BlockId) -> impl IntoView {
    let editor = editor();
    let document = editor.document;
    let position = Memo::new(move |_| document.with(|document| document.position(id)).unwrap_or(0));
    let html = Memo::new(move |_| {
        document.with(|document| {
            let block = document.block(id)?;
            let first = document.position(id) == Some(0);
            Some(editor.shown.with(|values| render_block(block, first, values, &mut UntouchedLinks::default())))
        })
    });
    let name = move || {
        document.with(|document| {
            let label = document.block(id).map_or("Block", |block| block.content.label());
            let words = document.block(id).map(|block| words(&block.content)).unwrap_or_default();
            format!("{label}, {} of {}{words}", position.get() + 1, document.blocks.len())
        })
    };
    let paper = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let (Some(html), Some(paper)) = (html.get(), paper.get()) else { return };
        paper.set_inner_html(&html);
        dress(&paper);
    });
    let is_selected = Signal::derive(move || editor.selected.get() == Selected::Block(id));
    let around = Signal::derive(move || match editor.selected.get() {
        Selected::Block(inner) => document.with(|document| document.section_of(inner)) == Some(id),
        Selected::Header => false,
    });
    let troubled = Signal::derive(move || {
        document.with(|document| {
            let here = |at: BlockId| at == id || document.section_of(at) == Some(id);
            editor.problems.with(|problems| {
                problems.iter().any(|problem| matches!(problem.place, Place::Block(at, _) if here(at)))
            })
        })
    });
    let class = move || {
        let mut class = "block".to_owned();
        if is_selected.get() {
            class.push_str(" is-selected");
        }
        if around.get() {
            class.push_str(" is-around");
        }
        if troubled.get() {
            class.push_str(" is-troubled");
        }
        match editor.drop_at.get() {
            Some(at) if at == position.get() => class.push_str(" drop-before"),
            Some(at) if at == position.get() + 1 => class.push_str(" drop-after"),
            _ => {}
        }
        class
    };
    let keys = move |event: KeyboardEvent| {
        let command = event.ctrl_key() || event.meta_key();
        match event.key().as_str() {
            "ArrowUp" if event.alt_key() => editor.move_by(id, Direction::Up),
            "ArrowDown" if event.alt_key() => editor.move_by(id, Direction::Down),
            "ArrowUp" => focus_at(
                editor
                    .document
                    .with_untracked(|d| d.blocks.get(position.get_untracked().wrapping_sub(1)).map(|b| b.id)),
            ),
            "ArrowDown" => {
                focus_at(editor.document.with_untracked(|d| d.blocks.get(position.get_untracked() + 1).map(|b| b.id)))
            }
            "Delete" | "Backspace" => editor.remove(id),
            "d" if command => editor.repeat(id),
            _ => return,
        }
        event.prevent_default();
    };
    let over = move |event: DragEvent| {
        if editor.drag.with_untracked(Option::is_none) {
            return;
        }
        event.prevent_default();
        let Some(target) = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else {
            return;
        };
        let area = target.get_bounding_client_rect();
        let below = f64::from(event.client_y()) > area.top() + area.height() / 2.0;
        let at = Some(position.get_untracked() + usize::from(below));
        if editor.drop_at.get_untracked() != at {
            editor.drop_at.set(at);
        }
    };
    view! {
        <div
            class=class
            id=block_dom_id(id)
            role="listitem"
            draggable=move || if editor.editable.get() { "true" } else { "false" }
            on:dragstart=move |event: DragEvent| {
                if let Some(data) = event.data_transfer() {
                    let _ = data.set_data("text/plain", "block");
                }
                editor.drag.set(Some(Drag::Block(id)));
            }
            on:dragend=move |_| {
                editor.drag.set(None);
                editor.drop_at.set(None);
            }
            on:dragover=over
            on:drop=move |event: DragEvent| {
                event.prevent_default();
                editor.drop_here();
            }
        >
            <button
                type="button"
                class="block-select"
                aria-label=name
                aria-pressed=move || if is_selected.get() { "true" } else { "false" }
                on:click=move |_| editor.select(Selected::Block(id))
                on:keydown=keys
            ></button>
            <div class="block-paper" node_ref=paper inert=true></div>
            <Show when=move || is_selected.get() && editor.editable.get()>
                <div class="block-tools" role="group" aria-label="This block">
                    <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="arrow-up" label="Move up" on_click=move |_| editor.move_by(id, Direction::Up) />
                    <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="arrow-down" label="Move down" on_click=move |_| editor.move_by(id, Direction::Down) />
                    <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="copy" label="Duplicate" on_click=move |_| editor.repeat(id) />
                    <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="trash-2" label="Delete" on_click=move |_| editor.remove(id) />
                </div>
            </Show>
        </div>
    }
    .into_any()
}

/// The first words of a block, so that its name tells it from others of its kind.
fn words(content: &Content) -> String {
    let texts = content.texts();
    let Some((_, text)) = texts.first() else { return String::new() };
    let start: String = text.chars().take(40).collect();
    if start.is_empty() { start } else { format!(": {start}") }
}

fn focus_at(id: Option<BlockId>) {
    let Some(id) = id else { return };
    focus(&format!("#{} > :first-child", block_dom_id(id)));
}

/// Applies what the renderer wrote into `data-style`: the page's security policy ignores `style` attributes.
fn dress(paper: &web_sys::Element) {
    let Ok(found) = paper.query_selector_all("[data-style]") else { return };
    for index in 0..found.length() {
        if let Some(element) = found.get(index).and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok())
            && let Some(style) = element.get_attribute("data-style")
        {
            element.style().set_css_text(&style);
        }
    }
}
