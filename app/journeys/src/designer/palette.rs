//! What can be added: dragged onto the canvas or a line, clicked, or chosen with the keyboard.

use super::drag::Drag;
use super::state::Designer;
use super::words;
use kit::KindIcon;
use leptos::prelude::*;
use shared::journeys::{Content, Definition, Described, Edge, Kind, NodeId, append, insert_on_edge, place};

#[component]
pub fn Palette() -> impl IntoView {
    let designer = Designer::use_context();
    let drag = Drag::use_context();
    let items = Kind::addable()
        .into_iter()
        .map(|kind| {
            let Described { icon, hue, title, .. } = words::fresh(kind);
            view! {
                <li>
                    <button
                        type="button"
                        class="palette-item"
                        on:pointerdown=move |event| drag.press_palette(&event, kind)
                        // A click from the keyboard; those of the pointer end as a drag that did not move.
                        on:click=move |event| {
                            if event.detail() == 0 {
                                add(designer, kind);
                            }
                        }
                    >
                        <KindIcon kind=hue icon />
                        {title}
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

/// Adds a tile where it makes most sense: after the chosen tile, else at the end of the first path.
pub fn add(designer: Designer, kind: Kind) {
    let chosen = untrack(|| designer.only_chosen());
    designer.edit(|definition| {
        let order = definition.reading_order();
        let after = chosen.into_iter().chain(order.iter().rev().copied());
        for id in after {
            let Some(node) = definition.node(id) else { continue };
            if let Some(open) = node.kind.ports().into_iter().find(|port| definition.next(id, *port).is_none()) {
                return append(definition, id, open, kind);
            }
            // An exit ends its path: the tile goes before it.
            let line = if node.kind.ways().is_empty() {
                line_to(definition, id)
            } else {
                definition.ways_out(id).first().copied()
            };
            if let Some(line) = line.filter(|_| !kind.fresh().ways().is_empty()) {
                return insert_on_edge(definition, line, kind);
            }
        }
        let below = definition.nodes.iter().map(|node| node.y).max().unwrap_or(0) + shared::journeys::ROW;
        place(definition, kind, 0, below)
    });
}

fn line_to(definition: &Definition, id: NodeId) -> Option<Edge> {
    definition.ways_in(id).first().copied()
}
