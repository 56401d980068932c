//! Lines between tiles: one path each, which follows the two tiles it joins and nothing else.

use super::drag::Drag;
use super::state::{Designer, Spot};
use kit::{Icon, grouped};
use leptos::prelude::*;
use shared::journeys::{Edge, Figures, JourneyStatus, TILE_HEIGHT, TILE_WIDTH, curve, port_offset};

/// Where the line starts and ends now; `None` while one of its tiles is going.
fn ends(designer: Designer, edge: Edge) -> Option<((f64, f64), (f64, f64))> {
    let (from, to) = (designer.cell(edge.from)?, designer.cell(edge.to)?);
    let (fx, fy) = from.at.get();
    let (tx, ty) = to.at.get();
    let offset = from.node.with_untracked(|node| port_offset(&node.kind, edge.port));
    Some(((f64::from(fx + offset), f64::from(fy + TILE_HEIGHT)), (f64::from(tx + TILE_WIDTH / 2), f64::from(ty))))
}

/// All lines, under the tiles.
#[component]
pub fn Lines() -> impl IntoView {
    let designer = Designer::use_context();
    let drag = Drag::use_context();
    view! {
        <svg class="lines" aria-hidden="true">
            <For each=move || designer.edges.get() key=|edge| *edge let:edge>
                <path class="line" d=move || ends(designer, edge).map(|(from, to)| curve(from, to).0).unwrap_or_default()></path>
            </For>
            <path class="line line-new" d=move || drag.rubber().map(|(from, to)| curve(from, to).0).unwrap_or_default()></path>
        </svg>
    }
    .into_any()
}

/// The plus and the word on each line.
#[component]
pub fn LineSpots() -> impl IntoView {
    let designer = Designer::use_context();
    view! {
        <For each=move || designer.edges.get() key=|edge| *edge let:edge>
            <LineSpot edge />
        </For>
    }
    .into_any()
}

#[component]
fn LineSpot(edge: Edge) -> impl IntoView {
    let designer = Designer::use_context();
    let middle = move || {
        let (x, y) = ends(designer, edge).map(|(from, to)| curve(from, to).1).unwrap_or_default();
        format!("translate({x}px,{y}px)")
    };
    let name = move || {
        designer.changes.track();
        format!("Add after {}", super::words::node_title(designer, edge.from))
    };
    let word = move || {
        let label = designer.cell(edge.from)?.node.with(|node| node.way(edge.port))?.label;
        if label.is_empty() {
            return None;
        }
        let taken = |figures: &Figures| Some(*figures.nodes.get(&edge.from)?.ways.get(&edge.port)?);
        let count = designer.figures.with(taken).unwrap_or_default();
        let shown = if designer.status.get() == JourneyStatus::Draft {
            label.into_owned()
        } else {
            format!("{label} · {}", grouped(count))
        };
        Some(view! { <span class="edge-label">{shown}</span> })
    };
    view! {
        <div class="line-spot" style:transform=middle>
            {word}
            <button
                type="button"
                class="plus"
                hidden=move || !designer.editable()
                aria-label=name
                title="Add here"
                on:pointerdown=|event| event.stop_propagation()
                on:click=move |_| designer.adding.set(Some(Spot::Edge(edge)))
            >
                <Icon name="plus" />
            </button>
        </div>
    }
    .into_any()
}

/// Where on the surface a spot is now: beside its plus.
pub fn spot_on_screen(designer: Designer, spot: Spot) -> (f64, f64) {
    let view = designer.view.get();
    let (x, y) = match spot {
        Spot::Edge(edge) => ends(designer, edge).map(|(from, to)| curve(from, to).1).unwrap_or_default(),
        Spot::Port(id, port) => designer
            .cell(id)
            .map(|cell| {
                let (x, y) = cell.at.get();
                let offset = cell.node.with_untracked(|node| port_offset(&node.kind, port));
                (f64::from(x + offset), f64::from(y + TILE_HEIGHT + 40))
            })
            .unwrap_or_default(),
    };
    let (width, height, ..) = designer.surface_box();
    // The menu stays inside.
    (
        (x * view.zoom + view.dx + 18.0).clamp(8.0, (width - 220.0).max(8.0)),
        (y * view.zoom + view.dy - 20.0).clamp(8.0, (height - 250.0).max(8.0)),
    )
}
