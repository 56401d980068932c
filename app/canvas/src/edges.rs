//! Lines between tiles: one path each, which follows the two tiles it joins and nothing else.

use crate::{Board, Drag, Spot};
use kit::Icon;
use leptos::prelude::*;
use shared::graph::{Content, Edge, TILE_HEIGHT, TILE_WIDTH, curve, port_offset};

/// Where the line starts and ends now; `None` while one of its tiles is going.
fn ends<C: Content>(board: Board<C>, edge: Edge) -> Option<((f64, f64), (f64, f64))> {
    let (from, to) = (board.cell(edge.from)?, board.cell(edge.to)?);
    let (fx, fy) = from.at.get();
    let (tx, ty) = to.at.get();
    let offset = from.node.with(|node| port_offset(&node.kind, edge.port));
    Some(((f64::from(fx + offset), f64::from(fy + TILE_HEIGHT)), (f64::from(tx + TILE_WIDTH / 2), f64::from(ty))))
}

/// All lines, under the tiles.
#[component]
pub fn Lines<C: Content>(board: Board<C>, drag: Drag<C>) -> impl IntoView {
    view! {
        <svg class="lines" aria-hidden="true">
            <For each=move || board.edges.get() key=|edge| *edge let:edge>
                <path class="line" d=move || ends(board, edge).map(|(from, to)| curve(from, to).0).unwrap_or_default()></path>
            </For>
            <path class="line line-new" d=move || drag.rubber().map(|(from, to)| curve(from, to).0).unwrap_or_default()></path>
        </svg>
    }
    .into_any()
}

/// The plus and the word on each line.
#[component]
pub fn LineSpots<C: Content>(board: Board<C>) -> impl IntoView {
    view! {
        <For each=move || board.edges.get() key=|edge| *edge let:edge>
            <LineSpot board edge />
        </For>
    }
    .into_any()
}

#[component]
fn LineSpot<C: Content>(board: Board<C>, edge: Edge) -> impl IntoView {
    let middle = move || {
        let (x, y) = ends(board, edge).map(|(from, to)| curve(from, to).1).unwrap_or_default();
        format!("translate({x}px,{y}px)")
    };
    let name = move || {
        board.changes.track();
        format!("Add after {}", board.title(edge.from))
    };
    let word = move || {
        let label = board.cell(edge.from)?.node.with(|node| node.way(edge.port))?.label;
        if label.is_empty() {
            return None;
        }
        let shown = match board.words().and_then(|words| words.count(edge)) {
            Some(count) => format!("{label} · {count}"),
            None => label.into_owned(),
        };
        Some(view! { <span class="edge-label">{shown}</span> })
    };
    view! {
        <div
            class="line-spot"
            class:spot-aimed=move || board.aimed.get() == Some(Spot::Edge(edge))
            style:transform=middle
        >
            {word}
            <button
                type="button"
                class="plus"
                hidden=move || !board.editable.get()
                aria-label=name
                title="Add here"
                on:pointerdown=|event| event.stop_propagation()
                on:click=move |_| board.adding.set(Some(Spot::Edge(edge)))
            >
                <Icon name="plus" />
            </button>
        </div>
    }
    .into_any()
}

/// Where on the surface a spot is now: beside its plus.
pub fn spot_on_screen<C: Content>(board: Board<C>, spot: Spot) -> (f64, f64) {
    let view = board.view.get();
    let (x, y) = match spot {
        Spot::Edge(edge) => ends(board, edge).map(|(from, to)| curve(from, to).1).unwrap_or_default(),
        Spot::Port(id, port) => board
            .cell(id)
            .map(|cell| {
                let (x, y) = cell.at.get();
                let offset = cell.node.with_untracked(|node| port_offset(&node.kind, port));
                (f64::from(x + offset), f64::from(y + TILE_HEIGHT + 40))
            })
            .unwrap_or_default(),
    };
    let (width, height, ..) = board.surface_box();
    // The menu stays inside.
    (
        (x * view.zoom + view.dx + 18.0).clamp(8.0, (width - 220.0).max(8.0)),
        (y * view.zoom + view.dy - 20.0).clamp(8.0, (height - 250.0).max(8.0)),
    )
}
