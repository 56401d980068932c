//! One tile: kind, title, settings in words, live figures, and its ports.

use super::drag::Drag;
use super::figure_line::{figure_line, figures_of, is_faulty};
use super::focus::focus_panel;
use super::state::{Cell, Designer, Spot};
use super::words;
use kit::{Icon, KindIcon};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use shared::journeys::{Content, NodeId, Way, port_offset};

#[component]
pub fn Tile(id: NodeId, cell: Cell) -> impl IntoView {
    let designer = Designer::use_context();
    let drag = Drag::use_context();
    let kind = cell.node.with_untracked(|node| node.kind.kind());
    let shared::journeys::Described { icon, hue, .. } = words::fresh(kind);
    let title = Memo::new(move |_| cell.node.with(|node| words::title(designer, node)));
    let detail = Memo::new(move |_| cell.node.with(|node| words::detail(designer, node)));
    let chosen = Memo::new(move |_| designer.chosen.with(|chosen| chosen.contains(&id)));
    let faulty = is_faulty(designer, id);
    let figures = figures_of(designer, id);
    let line = move || {
        let line = cell.node.with(|node| figures.with(|figures| figure_line(designer, node, figures)))?;
        Some(view! { <div class="tile-figures">{line}</div> })
    };
    let open_ports = Memo::new(move |_| {
        let ways = cell.node.with(|node| node.kind.ways());
        designer.edges.with(|edges| {
            ways.into_iter()
                .filter(|way| !edges.iter().any(|edge| edge.from == id && edge.port == way.port))
                .collect::<Vec<_>>()
        })
    });
    let class = move || {
        let chosen = if chosen.get() { " tile-chosen" } else { "" };
        let faulty = if faulty.get() { " tile-faulty" } else { "" };
        format!("tile {}{chosen}{faulty}", hue.class())
    };
    let spoken = move || {
        let problem = if faulty.get() { ". Has a problem" } else { "" };
        format!("{}: {}. {}{problem}", kind.label(), title.get(), detail.get())
    };
    let press = move |event: PointerEvent| {
        if event.button() == 0 {
            event.stop_propagation();
            drag.press_tile(&event, id);
        }
    };
    let keys = move |event: KeyboardEvent| {
        if event.key() == "Enter" || event.key() == " " {
            event.prevent_default();
            designer.choose(id);
            focus_panel();
        }
    };
    view! {
        <div
            class="tile-place"
            style:transform=move || {
                let (x, y) = cell.at.get();
                format!("translate({x}px,{y}px)")
            }
        >
            <div
                class=class
                role="group"
                tabindex="0"
                id=format!("tile-{id}")
                data-node=id.to_string()
                aria-label=spoken
                aria-roledescription="tile"
                on:pointerdown=press
                on:focus=move |_| {
                    if !designer.chosen.with_untracked(|chosen| chosen.contains(&id)) {
                        designer.choose(id);
                    }
                }
                on:keydown=keys
            >
                <div class="tile-head">
                    <KindIcon kind=hue icon />
                    <div class="tile-words">
                        <strong>{move || title.get()}</strong>
                        <span>{move || detail.get()}</span>
                    </div>
                    {move || faulty.get().then(|| view! { <Icon name="triangle-alert" class="icon tile-fault" /> })}
                </div>
                {line}
            </div>
            {move || {
                open_ports
                    .get()
                    .into_iter()
                    .map(|way| view! { <OpenPort id cell way /> })
                    .collect_view()
            }}
            {move || {
                cell.node
                    .with(|node| {
                        node.kind
                            .ports()
                            .into_iter()
                            .map(|port| {
                                let offset = port_offset(&node.kind, port);
                                view! {
                                    <span
                                        class="port"
                                        hidden=move || !designer.editable()
                                        title="Drag to connect"
                                        style:left=format!("{offset}px")
                                        on:pointerdown=move |event| drag.press_port(&event, id, port)
                                    ></span>
                                }
                            })
                            .collect_view()
                    })
            }}
        </div>
    }
    .into_any()
}

/// The plus under a way out that leads nowhere yet.
#[component]
fn OpenPort(id: NodeId, cell: Cell, way: Way) -> impl IntoView {
    let designer = Designer::use_context();
    let Way { port, label } = way;
    let offset = cell.node.with_untracked(|node| port_offset(&node.kind, port));
    let name = match &*label {
        "" => "Add what comes next".to_owned(),
        label => format!("Add what comes next on “{label}”"),
    };
    view! {
        <div class="open-port" hidden=move || !designer.editable() style:left=format!("{offset}px")>
            <span class="open-line"></span>
            {(!label.is_empty()).then(|| view! { <span class="edge-label">{label}</span> })}
            <button
                type="button"
                class="plus plus-open"
                aria-label=name.clone()
                title=name
                on:pointerdown=|event| event.stop_propagation()
                on:click=move |_| designer.adding.set(Some(Spot::Port(id, port)))
            >
                <Icon name="plus" />
            </button>
        </div>
    }
}
