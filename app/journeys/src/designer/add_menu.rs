//! "Add next": the menu that a plus opens, beside it.

use super::edges::spot_on_screen;
use super::state::{Designer, Spot};
use super::words;
use kit::KindIcon;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use shared::journeys::{Content, Described, Edge, Kind, append, disconnect, insert_on_edge};
use wasm_bindgen::JsCast;

#[component]
pub fn AddMenu() -> impl IntoView {
    let designer = Designer::use_context();
    let list = NodeRef::<html::Div>::new();
    // What had the focus when it opened: its plus.
    let opener = StoredValue::new_local(None::<web_sys::HtmlElement>);
    Effect::new(move |_| {
        if designer.adding.get().is_some() {
            opener.set_value(document().active_element().and_then(|plus| plus.dyn_into().ok()));
            request_animation_frame(move || focus_item(list, 0));
        }
    });
    let choose = move |kind: Kind| {
        let Some(spot) = designer.adding.get_untracked() else { return };
        designer.adding.set(None);
        designer.edit(|definition| match spot {
            Spot::Edge(edge) => insert_on_edge(definition, edge, kind),
            Spot::Port(id, port) => append(definition, id, port, kind),
        });
    };
    let keys = move |event: KeyboardEvent| {
        event.stop_propagation();
        let step = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            "Escape" => {
                if !opener.with_value(|plus| plus.as_ref().is_some_and(|plus| plus.focus().is_ok())) {
                    super::focus::focus_chosen(designer);
                }
                designer.adding.set(None);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        focus_item(list, step);
    };
    let menu = move || {
        let spot = designer.adding.get()?;
        let (x, y) = spot_on_screen(designer, spot);
        let line = match spot {
            Spot::Edge(edge) => Some(edge),
            Spot::Port(..) => None,
        };
        let kinds = Kind::addable().into_iter().filter(|kind| line.is_none() || !kind.fresh().ways().is_empty());
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
                {kinds
                    .map(|kind| {
                        let Described { icon, hue, title, .. } = words::fresh(kind);
                        view! {
                            <button type="button" role="menuitem" class="palette-item" on:click=move |_| choose(kind)>
                                <KindIcon kind=hue icon />
                                {title}
                            </button>
                        }
                    })
                    .collect_view()}
                {line.map(|edge| view! { <RemoveLine edge /> })}
            </div>
        })
    };
    view! { {menu} }.into_any()
}

#[component]
fn RemoveLine(edge: Edge) -> impl IntoView {
    let designer = Designer::use_context();
    let remove = move |_| {
        designer.adding.set(None);
        designer.edit(|definition| disconnect(definition, edge));
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
