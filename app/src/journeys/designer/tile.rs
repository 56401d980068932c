//! One tile: kind, title, settings in words, live figures, and its ports.

use super::drag::Drag;
use super::geometry::port_offset;
use super::state::{Cell, Designer, Spot};
use super::words;
use crate::ui::{Icon, KindIcon, grouped};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use shared::journeys::{JourneyStatus, Kind, NodeFigures, NodeId, Port, ProblemPlace};

#[component]
pub fn Tile(id: NodeId, cell: Cell) -> impl IntoView {
    let designer = Designer::use_context();
    let drag = Drag::use_context();
    let kind = cell.node.with_untracked(|node| node.kind.kind());
    let title = Memo::new(move |_| cell.node.with(|node| words::title(designer, node)));
    let detail = Memo::new(move |_| cell.node.with(|node| words::detail(designer, node)));
    let chosen = Memo::new(move |_| designer.chosen.with(|chosen| chosen.contains(&id)));
    let faulty = Memo::new(move |_| {
        designer.editable()
            && designer.problems.with(|all| all.iter().any(|problem| problem.place == ProblemPlace::Node(id)))
    });
    let figures =
        Memo::new(move |_| designer.figures.with(|figures| figures.nodes.get(&id).copied().unwrap_or_default()));
    let open_ports = Memo::new(move |_| {
        let ports = cell.node.with(|node| node.kind.ports());
        designer.edges.with(|edges| {
            ports
                .iter()
                .copied()
                .filter(|port| !edges.iter().any(|edge| edge.from == id && edge.port == *port))
                .collect::<Vec<_>>()
        })
    });
    let class = move || {
        let chosen = if chosen.get() { " tile-chosen" } else { "" };
        let faulty = if faulty.get() { " tile-faulty" } else { "" };
        format!("tile {}{chosen}{faulty}", words::look(kind).class())
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
                    <KindIcon kind=words::look(kind) icon=words::icon(kind) />
                    <div class="tile-words">
                        <strong>{move || title.get()}</strong>
                        <span>{move || detail.get()}</span>
                    </div>
                    {move || faulty.get().then(|| view! { <Icon name="triangle-alert" class="icon tile-fault" /> })}
                </div>
                <div class="tile-figures">{move || figure_line(designer, kind, figures.get())}</div>
            </div>
            {move || {
                open_ports
                    .get()
                    .into_iter()
                    .map(|port| view! { <OpenPort id cell port /> })
                    .collect_view()
            }}
            {move || {
                cell.node
                    .with(|node| {
                        node.kind
                            .ports()
                            .iter()
                            .map(|port| {
                                let (port, offset) = (*port, port_offset(&node.kind, *port));
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
fn OpenPort(id: NodeId, cell: Cell, port: Port) -> impl IntoView {
    let designer = Designer::use_context();
    let offset = cell.node.with_untracked(|node| port_offset(&node.kind, port));
    let name = match port.label() {
        "" => "Add what comes next".to_owned(),
        label => format!("Add what comes next on “{label}”"),
    };
    view! {
        <div class="open-port" hidden=move || !designer.editable() style:left=format!("{offset}px")>
            <span class="open-line"></span>
            {(!port.label().is_empty()).then(|| view! { <span class="edge-label">{port.label()}</span> })}
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

/// Figures first; before the first person, a word instead.
fn figure_line(designer: Designer, kind: Kind, figures: NodeFigures) -> AnyView {
    if designer.status.get() == JourneyStatus::Draft {
        return view! { <span class="tile-quiet">{kind.label()}</span> }.into_any();
    }
    let pair = |count: i64, word: &'static str| {
        view! {
            <span>
                <b>{grouped(count)}</b>
                " "
                {word}
            </span>
        }
        .into_any()
    };
    let mail = figures.messages;
    let shown = match kind {
        Kind::Entry => vec![pair(figures.came, "in"), pair(figures.went, "out")],
        Kind::Email => {
            vec![pair(figures.came, "in"), pair(figures.went, "out"), pair(mail.opened, "opened")]
        }
        Kind::Wait => vec![pair(figures.waiting, "waiting"), pair(figures.went, "out")],
        Kind::Branch => vec![pair(figures.yes, "yes"), pair(figures.went - figures.yes, "no")],
        Kind::Exit => vec![pair(figures.went, "done")],
    };
    shown.into_any()
}

fn focus_panel() {
    request_animation_frame(|| {
        let field =
            document().query_selector(".designer-panel input, .designer-panel select, .designer-panel textarea");
        if let Some(field) =
            field.ok().flatten().and_then(|field| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(field).ok())
        {
            // Fails only on an element that has left the page.
            let _ = field.focus();
        }
    });
}
