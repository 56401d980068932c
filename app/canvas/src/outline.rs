//! The graph as a list in reading order, with the same edits: for the keyboard, screen readers and small screens.

use crate::adding::add_at;
use crate::{Board, Cell, Spot};
use kit::{Button, ButtonKind, ButtonSize, Icon, KindIcon};
use leptos::prelude::*;
use shared::graph::{Content, Graph, Look, NodeId, Port, Way, delete};
use std::collections::{BTreeMap, BTreeSet};

/// A line: the tile, how deep it stands, and the way that leads to it.
type Line = (NodeId, usize, Option<(NodeId, Port)>);

fn lines<C: Content>(graph: &Graph<C>) -> Vec<Line> {
    let mut depth = BTreeMap::<NodeId, usize>::new();
    let line = |id: NodeId| {
        // After one of several ways one step further in.
        let from = graph.ways_in(id).into_iter().find(|edge| depth.contains_key(&edge.from));
        let deep = from.map_or(0, |edge| {
            let several = graph.node(edge.from).is_some_and(|node| node.kind.ways().len() > 1);
            depth[&edge.from] + usize::from(several)
        });
        depth.insert(id, deep);
        (id, deep.min(8), from.map(|edge| (edge.from, edge.port)))
    };
    graph.reading_order().into_iter().map(line).collect()
}

#[component]
pub fn Outline<C: Content>(board: Board<C>) -> impl IntoView {
    let order = Memo::new(move |_| board.follow(lines));
    view! {
        <div class="outline">
            <div class="outline-head">
                <h2>"Outline"</h2>
                <Button size=ButtonSize::Small icon="workflow" on_click=move |_| board.outline.set(false)>
                    "Canvas"
                </Button>
            </div>
            <ol role="list">
                <For each=move || order.get() key=|line| *line let:line>
                    {board.cell(line.0).map(|cell| view! { <OutlineLine board cell line /> })}
                </For>
            </ol>
        </div>
    }
    .into_any()
}

#[component]
fn OutlineLine<C: Content>(board: Board<C>, cell: Cell<C>, line: Line) -> impl IntoView {
    let (id, depth, from) = line;
    let (Look { icon, hue }, label) = cell.node.with_untracked(|node| (node.kind.look(), node.kind.label()));
    let start = cell.node.with_untracked(|node| node.kind.is_start());
    let words = StoredValue::new(board.words());
    let title = move || words.with_value(|words| cell.node.with(|node| Some(words.as_ref()?.title(board, node))));
    let detail = move || words.with_value(|words| cell.node.with(|node| Some(words.as_ref()?.detail(board, node))));
    let figures = move || {
        let line = words.with_value(|words| cell.node.with(|node| words.as_ref()?.line(board, node)))?;
        Some(view! { <span class="outline-figures">{line}</span> })
    };
    let faulty = Memo::new(move |_| words.with_value(|words| words.as_ref().is_some_and(|words| words.is_faulty(id))));
    let chosen = move || board.chosen.with(|chosen| chosen.contains(&id));
    let problem = move || {
        faulty.get().then(|| {
            view! {
                <Icon name="triangle-alert" class="icon tile-fault" />
                <span class="sr-only">"Has a problem"</span>
            }
        })
    };
    let way = move || {
        let (from, port) = from?;
        let label = board.cell(from)?.node.with(|node| node.way(port))?.label;
        (!label.is_empty()).then(|| view! { <span class="edge-label">{label}</span> })
    };
    let ways = Memo::new(move |_| cell.node.with(|node| node.kind.ways()));
    let adders = move || ways.get().into_iter().map(|way| view! { <AddAfter board id way /> }).collect_view();
    view! {
        <li class=format!("outline-line outline-depth-{depth}")>
            {way}
            <button
                type="button"
                class=move || if chosen() { "outline-tile outline-chosen" } else { "outline-tile" }
                aria-pressed=move || if chosen() { "true" } else { "false" }
                id=format!("tile-{id}")
                on:click=move |_| board.choose(id)
            >
                <KindIcon kind=hue icon />
                <span class="tile-words">
                    <strong>{title}</strong>
                    <span>{detail}</span>
                </span>
                {figures}
                {problem}
            </button>
            <Show when=move || board.editable.get()>
                <span class="outline-acts">{adders()}</span>
                <Show when=move || !start>
                    <Button
                        kind=ButtonKind::Quiet
                        size=ButtonSize::Small
                        icon="trash-2"
                        label=format!("Delete {label}")
                        on_click=move |_| board.edit(|graph| delete(graph, &BTreeSet::from([id])))
                    />
                </Show>
            </Show>
        </li>
    }
    .into_any()
}

/// A choice of what to add after one way out.
#[component]
fn AddAfter<C: Content>(board: Board<C>, id: NodeId, way: Way) -> impl IntoView {
    let Way { port, label: words } = way;
    let add = move |code: String| {
        let Some(content) = C::palette().into_iter().find(|content| content.code() == code) else { return };
        let next = board.read(|graph| graph.ways_out(id).into_iter().find(|edge| edge.port == port));
        let spot = next.map_or(Spot::Port(id, port), Spot::Edge);
        board.edit(|graph| add_at(graph, spot, content));
    };
    let label = match &*words {
        "" => "Add after this".to_owned(),
        label => format!("Add after {label}"),
    };
    let offered = C::palette().into_iter().map(|content| {
        view! { <option value=content.code()>{content.label()}</option> }
    });
    view! {
        <label class="outline-add">
            <Icon name="plus" />
            <span class="sr-only">{label.clone()}</span>
            <select
                class="input"
                title=label
                on:change=move |event| {
                    add(event_target_value(&event));
                    event_target::<web_sys::HtmlSelectElement>(&event).set_value("");
                }
            >
                <option value="">{if words.is_empty() { "Add…".to_owned() } else { format!("{words}: add…") }}</option>
                {offered.collect_view()}
            </select>
        </label>
    }
}
