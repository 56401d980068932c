//! One tile: kind, title, settings in words, figures, and its ports.

use crate::{Board, Cell, Drag, Spot};
use kit::{Icon, KindIcon};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use shared::graph::{Content, Look, NodeId, Way, port_offset};

#[component]
pub fn Tile<C: Content>(board: Board<C>, drag: Drag<C>, id: NodeId, cell: Cell<C>) -> impl IntoView {
    let (Look { icon, hue }, label) = cell.node.with_untracked(|node| (node.kind.look(), node.kind.label()));
    let words = StoredValue::new(board.words());
    let said = move |say: fn(&dyn crate::Words<C>, Board<C>, &shared::graph::Node<C>) -> String| {
        words.with_value(|words| {
            words.as_ref().map_or_else(String::new, |words| cell.node.with(|node| say(&**words, board, node)))
        })
    };
    let title = Memo::new(move |_| said(|words, board, node| words.title(board, node)));
    let detail = Memo::new(move |_| said(|words, board, node| words.detail(board, node)));
    let chosen = Memo::new(move |_| board.chosen.with(|chosen| chosen.contains(&id)));
    let faulty = Memo::new(move |_| words.with_value(|words| words.as_ref().is_some_and(|words| words.is_faulty(id))));
    let line = move || {
        let line = words.with_value(|words| cell.node.with(|node| words.as_ref()?.line(board, node)))?;
        Some(view! { <div class="tile-figures">{line}</div> })
    };
    let ways = Memo::new(move |_| cell.node.with(|node| node.kind.ways()));
    let open_ways = Memo::new(move |_| {
        let taken = |way: &Way| board.edges.with(|all| all.iter().any(|edge| edge.from == id && edge.port == way.port));
        ways.get().into_iter().filter(|way| !taken(way)).collect::<Vec<_>>()
    });
    let class = move || {
        let chosen = if chosen.get() { " tile-chosen" } else { "" };
        let faulty = if faulty.get() { " tile-faulty" } else { "" };
        format!("tile {}{chosen}{faulty}", hue.class())
    };
    let spoken = move || {
        let problem = if faulty.get() { ". Has a problem" } else { "" };
        format!("{label}: {}. {}{problem}", title.get(), detail.get())
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
            board.choose(id);
            if let Some(words) = words.get_value() {
                words.open();
            }
        }
    };
    let ports = move || {
        let port = |way: Way| {
            let offset = cell.node.with_untracked(|node| port_offset(&node.kind, way.port));
            view! {
                <span
                    class="port"
                    hidden=move || !board.editable.get()
                    title="Drag to connect"
                    style:left=format!("{offset}px")
                    on:pointerdown=move |event| drag.press_port(&event, id, way.port)
                ></span>
            }
        };
        ways.get().into_iter().map(port).collect_view()
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
                    if !board.chosen.with_untracked(|chosen| chosen.contains(&id)) {
                        board.choose(id);
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
            {move || open_ways.get().into_iter().map(|way| view! { <OpenPort board id cell way /> }).collect_view()}
            {ports}
        </div>
    }
    .into_any()
}

/// The plus under a way out that leads nowhere yet.
#[component]
fn OpenPort<C: Content>(board: Board<C>, id: NodeId, cell: Cell<C>, way: Way) -> impl IntoView {
    let Way { port, label } = way;
    let offset = cell.node.with_untracked(|node| port_offset(&node.kind, port));
    let name = match &*label {
        "" => "Add what comes next".to_owned(),
        label => format!("Add what comes next on “{label}”"),
    };
    view! {
        <div
            class="open-port"
            class:spot-aimed=move || board.aimed.get() == Some(Spot::Port(id, port))
            hidden=move || !board.editable.get()
            style:left=format!("{offset}px")
        >
            <span class="open-line"></span>
            {(!label.is_empty()).then(|| view! { <span class="edge-label">{label}</span> })}
            <button
                type="button"
                class="plus plus-open"
                aria-label=name.clone()
                title=name
                on:pointerdown=|event| event.stop_propagation()
                on:click=move |_| board.adding.set(Some(Spot::Port(id, port)))
            >
                <Icon name="plus" />
            </button>
        </div>
    }
}
