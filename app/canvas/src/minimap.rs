//! The whole graph in a corner, with a frame round what is seen; a click goes there.

use crate::Board;
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use shared::graph::{Content, TILE_HEIGHT, TILE_WIDTH, bounds, framed};

const WIDTH: f64 = 160.0;
const HEIGHT: f64 = 100.0;

#[component]
pub fn Minimap<C: Content>(board: Board<C>) -> impl IntoView {
    // Follows finished edits; a tile in the hand catches up when it is let go.
    let map = Memo::new(move |_| {
        board.changes.track();
        let (left, top, right, bottom) = bounds(&board.places());
        let scale = (WIDTH / (right - left + 160.0)).min(HEIGHT / (bottom - top + 160.0));
        // In the middle of the map, whichever way it has room to spare.
        ((left + right - WIDTH / scale) / 2.0, (top + bottom - HEIGHT / scale) / 2.0, scale)
    });
    let tiles = move || {
        board.changes.track();
        let (left, top, scale) = map.get();
        let mut shown = Vec::new();
        board.each_cell(|id, cell| {
            let (x, y) = cell.at.get_untracked();
            let hue = cell.node.with_untracked(|node| node.kind.look()).hue;
            let class = move || {
                let chosen = board.chosen.with(|chosen| chosen.contains(&id));
                format!("{} {}", hue.class(), if chosen { "map-chosen" } else { "" })
            };
            shown.push(view! {
                <rect
                    class=class
                    x=(f64::from(x) - left) * scale
                    y=(f64::from(y) - top) * scale
                    width=f64::from(TILE_WIDTH) * scale
                    height=f64::from(TILE_HEIGHT) * scale
                    rx="1.5"
                ></rect>
            });
        });
        shown
    };
    let frame = move || {
        let (left, top, scale) = map.get();
        let view = board.view.get();
        let (width, height, ..) = board.surface_box();
        let (x, y) = view.point(0.0, 0.0);
        let (across, across_end) = framed((x - left) * scale, width / view.zoom * scale, WIDTH);
        let (down, down_end) = framed((y - top) * scale, height / view.zoom * scale, HEIGHT);
        (across, down, across_end - across, down_end - down)
    };
    let go = move |event: PointerEvent| {
        event.stop_propagation();
        let (left, top, scale) = map.get_untracked();
        let (x, y) = (f64::from(event.offset_x()) / scale + left, f64::from(event.offset_y()) / scale + top);
        let (width, height, ..) = board.surface_box();
        board.view.update(|view| {
            view.dx = width / 2.0 - x * view.zoom;
            view.dy = height / 2.0 - y * view.zoom;
        });
    };
    view! {
        <svg class="minimap" viewBox=format!("0 0 {WIDTH} {HEIGHT}") aria-hidden="true" on:pointerdown=go>
            {tiles}
            <rect
                class="map-frame"
                x=move || frame().0
                y=move || frame().1
                width=move || frame().2
                height=move || frame().3
            ></rect>
        </svg>
    }
    .into_any()
}
