//! The canvas: a surface one looks through, and the world of tiles and lines that moves under it.

use super::add_menu::AddMenu;
use super::drag::Drag;
use super::edges::{LineSpots, Lines};
use super::keys::keys;
use super::minimap::Minimap;
use super::palette::Palette;
use super::state::Designer;
use super::tile::Tile;
use super::zoom_bar::ZoomBar;
use kit::KindIcon;
use leptos::ev::WheelEvent;
use leptos::prelude::*;
use shared::journeys::Described;

#[component]
pub fn Canvas() -> impl IntoView {
    let designer = Designer::use_context();
    let drag = Drag::use_context();
    let wheel = move |event: WheelEvent| {
        event.prevent_default();
        let (_, _, left, top) = designer.surface_box();
        let (x, y) = (f64::from(event.client_x()) - left, f64::from(event.client_y()) - top);
        // Lines and pages instead of pixels, as some mice count.
        let unit = if event.delta_mode() == 0 { 1.0 } else { 24.0 };
        designer.view.update(|view| {
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
        width.set_value(designer.surface_box().0);
        designer.fit();
    };
    Effect::new(move |_| {
        if designer.surface.get().is_some() {
            request_animation_frame(fit);
        }
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| {
        if (designer.surface_box().0 - width.get_value()).abs() > 0.5 {
            fit();
        }
    });
    on_cleanup(move || resized.remove());
    let world = move || {
        let view = designer.view.get();
        format!("translate({}px,{}px) scale({})", view.dx, view.dy, view.zoom)
    };
    let dots = move || {
        let view = designer.view.get();
        format!("{}px {}px", view.dx, view.dy)
    };
    let dot_size = move || designer.view.with(|view| format!("{0}px {0}px", (22.0 * view.zoom).max(11.0)));
    let carried = move || {
        drag.carried.get().map(|(kind, x, y)| {
            let Described { icon, hue, title, .. } = super::words::fresh(kind);
            view! {
                <div class=format!("carried {}", hue.class()) style:transform=format!("translate({x}px,{y}px)")>
                    <KindIcon kind=hue icon />
                    {title}
                </div>
            }
        })
    };
    view! {
        <div
            class=move || if drag.panning.get() { "surface surface-panning" } else { "surface" }
            node_ref=designer.surface
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
            on:keydown=move |event| keys(designer, drag, &event)
        >
            <div class="world" style:transform=world>
                <Lines />
                <LineSpots />
                <For each=move || designer.ids.get() key=|id| *id let:id>
                    {designer.cell(id).map(|cell| view! { <Tile id cell /> })}
                </For>
            </div>
            {carried}
            <AddMenu />
            <Show when=move || designer.editable()>
                <Palette />
            </Show>
            <ZoomBar />
            <Minimap />
        </div>
    }
    .into_any()
}
