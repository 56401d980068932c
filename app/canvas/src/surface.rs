//! The canvas: a surface one looks through, and the world of tiles and lines that moves under it.

use crate::add_menu::AddMenu;
use crate::edges::{LineSpots, Lines};
use crate::keys::keys;
use crate::minimap::Minimap;
use crate::palette::Palette;
use crate::tile::Tile;
use crate::zoom_bar::ZoomBar;
use crate::{Board, Drag};
use kit::KindIcon;
use leptos::ev::WheelEvent;
use leptos::prelude::*;
use shared::graph::{Content, Look};

#[component]
pub fn Surface<C: Content>(board: Board<C>) -> impl IntoView {
    let drag = Drag::new(board);
    let wheel = move |event: WheelEvent| {
        event.prevent_default();
        let (_, _, left, top) = board.surface_box();
        let (x, y) = (f64::from(event.client_x()) - left, f64::from(event.client_y()) - top);
        // Lines and pages instead of pixels, as some mice count.
        let unit = if event.delta_mode() == 0 { 1.0 } else { 24.0 };
        board.view.update(|view| {
            if event.ctrl_key() || event.meta_key() {
                *view = view.zoomed((-event.delta_y() * unit * 0.002).exp(), x, y);
            } else if event.shift_key() && event.delta_x() == 0.0 {
                view.dx -= event.delta_y() * unit;
            } else {
                view.dx -= event.delta_x() * unit;
                view.dy -= event.delta_y() * unit;
            }
        });
    };
    // Everything is seen at first; and again when the window gets another width.
    let width = StoredValue::new(0.0);
    let fit = move || {
        width.set_value(board.surface_box().0);
        board.fit();
    };
    Effect::new(move |_| {
        if board.surface.get().is_some() {
            request_animation_frame(fit);
        }
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| {
        if (board.surface_box().0 - width.get_value()).abs() > 0.5 {
            fit();
        }
    });
    on_cleanup(move || resized.remove());
    let world = move || {
        let view = board.view.get();
        format!("translate({}px,{}px) scale({})", view.dx, view.dy, view.zoom)
    };
    let dots = move || {
        let view = board.view.get();
        format!("{}px {}px", view.dx, view.dy)
    };
    let dot_size = move || board.view.with(|view| format!("{0}px {0}px", (22.0 * view.zoom).max(11.0)));
    let carried = move || {
        drag.carried.get().map(|(content, x, y)| {
            let (Look { icon, hue }, label) = (content.look(), content.label());
            view! {
                <div class=format!("carried {}", hue.class()) style:transform=format!("translate({x}px,{y}px)")>
                    <KindIcon kind=hue icon />
                    {label}
                </div>
            }
        })
    };
    view! {
        <div
            class="surface"
            class:surface-panning=move || drag.panning.get()
            class:surface-carrying=move || drag.carried.with(Option::is_some)
            node_ref=board.surface
            tabindex="0"
            role="application"
            aria-label="Canvas. Tab reaches the tiles, arrow keys move between them, Enter opens the settings. The outline shows the same as a list."
            style:background-position=dots
            style:background-size=dot_size
            on:pointerdown=move |event| drag.press_surface(&event)
            on:pointermove=move |event| drag.moved(&event)
            on:pointerup=move |event| drag.released(&event)
            on:pointercancel=move |_| drag.cancel()
            on:wheel=wheel
            on:keydown=move |event| keys(board, drag, &event)
        >
            <div class="world" style:transform=world>
                <Lines board drag />
                <LineSpots board />
                <For each=move || board.ids.get() key=|id| *id let:id>
                    {board.cell(id).map(|cell| view! { <Tile board drag id cell /> })}
                </For>
            </div>
            {carried}
            <AddMenu board />
            <Show when=move || board.editable.get()>
                <Palette board drag />
            </Show>
            <ZoomBar board />
            <Minimap board />
        </div>
    }
    .into_any()
}
