//! "Add next": the menu that a plus opens, beside it.

use crate::adding::add_at;
use crate::edges::spot_on_screen;
use crate::focus::focus_chosen;
use crate::{Board, Spot};
use kit::KindIcon;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use shared::graph::{Content, Edge, Look, disconnect};
use wasm_bindgen::JsCast;

#[component]
pub fn AddMenu<C: Content>(board: Board<C>) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    // What had the focus when it opened: its plus.
    let opener = StoredValue::new_local(None::<web_sys::HtmlElement>);
    Effect::new(move |_| {
        if board.adding.get().is_some() {
            opener.set_value(document().active_element().and_then(|plus| plus.dyn_into().ok()));
            request_animation_frame(move || focus_item(list, 0));
        }
    });
    let choose = move |content: C| {
        let Some(spot) = board.adding.get_untracked() else { return };
        board.adding.set(None);
        board.edit(|graph| add_at(graph, spot, content));
    };
    let keys = move |event: KeyboardEvent| {
        event.stop_propagation();
        let step = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            "Escape" => {
                if !opener.with_value(|plus| plus.as_ref().is_some_and(|plus| plus.focus().is_ok())) {
                    focus_chosen(board);
                }
                board.adding.set(None);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        focus_item(list, step);
    };
    let menu = move || {
        let spot = board.adding.get()?;
        let (x, y) = spot_on_screen(board, spot);
        let line = match spot {
            Spot::Edge(edge) => Some(edge),
            Spot::Port(..) => None,
        };
        let offered = C::palette().into_iter().filter(|content| line.is_none() || !content.ways().is_empty());
        Some(view! {
            <div
                class="add-menu"
                role="menu"
                aria-label="Add next"
                node_ref=list
                style:transform=format!("translate({x}px,{y}px)")
                on:keydown=keys
                on:pointerdown=|event| event.stop_propagation()
            >
                <p>"Add next"</p>
                {offered
                    .map(|content| {
                        let (Look { icon, hue }, label) = (content.look(), content.label());
                        let content = StoredValue::new(content);
                        view! {
                            <button
                                type="button"
                                role="menuitem"
                                class="palette-item"
                                on:click=move |_| choose(content.get_value())
                            >
                                <KindIcon kind=hue icon />
                                {label}
                            </button>
                        }
                    })
                    .collect_view()}
                {line.map(|edge| view! { <RemoveLine board edge /> })}
            </div>
        })
    };
    view! { {menu} }.into_any()
}

#[component]
fn RemoveLine<C: Content>(board: Board<C>, edge: Edge) -> impl IntoView {
    let remove = move |_| {
        board.adding.set(None);
        board.edit(|graph| disconnect(graph, edge));
    };
    view! {
        <button type="button" role="menuitem" class="palette-item palette-remove" on:click=remove>
            <KindIcon kind=kit::Kind::Exit icon="x" />
            "Remove this line"
        </button>
    }
}

/// Moves the focus among the items by `by`, round.
fn focus_item(list: NodeRef<html::Div>, by: i32) {
    let Some(items) = list.get_untracked().and_then(|list| list.query_selector_all("[role=menuitem]").ok()) else {
        return;
    };
    let focused = document().active_element();
    let count = items.length() as i32;
    let at = (0..count)
        .find(|index| items.item(*index as u32).and_then(|item| item.dyn_into::<web_sys::Element>().ok()) == focused);
    let next = at.map_or(0, |at| (at + by).rem_euclid(count.max(1)));
    if let Some(item) = items.item(next as u32).and_then(|item| item.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Fails only on an element that has left the page.
        let _ = item.focus();
    }
}
