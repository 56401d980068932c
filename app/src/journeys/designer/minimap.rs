//! The whole journey in a corner, with a frame round what is seen; a click goes there.

use super::geometry::bounds;
use super::state::Designer;
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use shared::journeys::{TILE_HEIGHT, TILE_WIDTH};

const WIDTH: f64 = 160.0;
const HEIGHT: f64 = 100.0;

#[component]
pub fn Minimap() -> impl IntoView {
    let designer = Designer::use_context();
    // Follows finished edits; a tile in the hand catches up when it is let go.
    let map = Memo::new(move |_| {
        designer.changes.track();
        let (left, top, right, bottom) = bounds(&designer.places());
        let scale = (WIDTH / (right - left + 160.0)).min(HEIGHT / (bottom - top + 160.0));
        // In the middle of the map, whichever way it has room to spare.
        ((left + right - WIDTH / scale) / 2.0, (top + bottom - HEIGHT / scale) / 2.0, scale)
    });
    let tiles = move || {
        designer.changes.track();
        let (left, top, scale) = map.get();
        let mut shown = Vec::new();
        designer.each_cell(|id, cell| {
            let (x, y) = cell.at.get_untracked();
            let kind = cell.node.with_untracked(|node| node.kind.kind());
            let class = move || {
                let chosen = designer.chosen.with(|chosen| chosen.contains(&id));
                format!("{} {}", super::words::look(kind).class(), if chosen { "map-chosen" } else { "" })
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
        let view = designer.view.get();
        let (width, height, ..) = designer.surface_box();
        let (x, y) = view.point(0.0, 0.0);
        let (across, across_end) = inside((x - left) * scale, width / view.zoom * scale, WIDTH);
        let (down, down_end) = inside((y - top) * scale, height / view.zoom * scale, HEIGHT);
        (across, down, across_end - across, down_end - down)
    };
    let go = move |event: PointerEvent| {
        event.stop_propagation();
        let (left, top, scale) = map.get_untracked();
        let (x, y) = (f64::from(event.offset_x()) / scale + left, f64::from(event.offset_y()) / scale + top);
        let (width, height, ..) = designer.surface_box();
        designer.view.update(|view| {
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

/// Where the frame begins and ends along one side of the map: never beyond its edge, where its line would not be seen.
fn inside(from: f64, length: f64, side: f64) -> (f64, f64) {
    let clamp = |at: f64| at.clamp(1.0, side - 1.0);
    (clamp(from), clamp(from + length))
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn a_frame_larger_than_the_map_runs_along_its_edge() {
        assert_eq!(inside(-40.0, 400.0, 160.0), (1.0, 159.0));
        assert_eq!(inside(20.0, 50.0, 160.0), (20.0, 70.0));
        assert_eq!(inside(150.0, 50.0, 160.0), (150.0, 159.0));
    }
}
