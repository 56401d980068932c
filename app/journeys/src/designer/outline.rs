//! The journey as a list in reading order, with the same edits: for the keyboard, screen readers and small screens.

use super::figure_line::{figure_line, figures_of, is_faulty};
use super::state::{Designer, Spot};
use super::words;
use kit::{Button, ButtonKind, ButtonSize, Icon, KindIcon};
use leptos::prelude::*;
use shared::journeys::{Content, Kind, NodeId, Port, Way, append, delete, insert_on_edge};
use std::collections::BTreeSet;

#[component]
pub fn Outline() -> impl IntoView {
    let designer = Designer::use_context();
    let order = Memo::new(move |_| {
        designer.follow(|definition| {
            let mut depth = std::collections::BTreeMap::<NodeId, usize>::new();
            definition
                .reading_order()
                .into_iter()
                .map(|id| {
                    // After one of several ways one step further in.
                    let from = definition.ways_in(id).into_iter().find(|edge| depth.contains_key(&edge.from));
                    let chosen = |from| definition.node(from).is_some_and(|node| node.kind.ways().len() > 1);
                    let deep = from.map_or(0, |edge| depth[&edge.from] + usize::from(chosen(edge.from)));
                    depth.insert(id, deep);
                    (id, deep.min(8), from.map(|edge| (edge.from, edge.port)))
                })
                .collect::<Vec<_>>()
        })
    });
    view! {
        <div class="outline">
            <div class="outline-head">
                <h2>"Outline"</h2>
                <Button size=ButtonSize::Small icon="workflow" on_click=move |_| designer.outline.set(false)>
                    "Canvas"
                </Button>
            </div>
            <ol role="list">
                <For each=move || order.get() key=|line| *line let:line>
                    <OutlineLine id=line.0 depth=line.1 from=line.2 />
                </For>
            </ol>
        </div>
    }
    .into_any()
}

#[component]
fn OutlineLine(id: NodeId, depth: usize, from: Option<(NodeId, Port)>) -> impl IntoView {
    let designer = Designer::use_context();
    let cell = designer.cell(id)?;
    let kind = cell.node.with_untracked(|node| node.kind.kind());
    let ways = Memo::new(move |_| cell.node.with(|node| node.kind.ways()));
    let shared::journeys::Described { icon, hue, .. } = words::fresh(kind);
    let title = move || cell.node.with(|node| words::title(designer, node));
    let detail = move || cell.node.with(|node| words::detail(designer, node));
    let chosen = move || designer.chosen.with(|chosen| chosen.contains(&id));
    let (figures, faulty) = (figures_of(designer, id), is_faulty(designer, id));
    let line = move || {
        let line = cell.node.with(|node| figures.with(|figures| figure_line(designer, node, figures)))?;
        Some(view! { <span class="outline-figures">{line}</span> })
    };
    let problem = move || {
        faulty.get().then(|| {
            view! {
                <Icon name="triangle-alert" class="icon tile-fault" />
                <span class="sr-only">"Has a problem"</span>
            }
        })
    };
    let way = from
        .and_then(|(from, port)| designer.read(|definition| definition.node(from)?.way(port)))
        .map(|way| way.label)
        .filter(|label| !label.is_empty());
    let adders = move || ways.get().into_iter().map(|way| view! { <AddAfter id way /> }).collect_view();
    Some(view! {
        <li class=format!("outline-line outline-depth-{depth}")>
            {way.map(|way| view! { <span class="edge-label">{way}</span> })}
            <button
                type="button"
                class=move || if chosen() { "outline-tile outline-chosen" } else { "outline-tile" }
                aria-pressed=move || if chosen() { "true" } else { "false" }
                id=format!("tile-{id}")
                on:click=move |_| designer.choose(id)
            >
                <KindIcon kind=hue icon />
                <span class="tile-words">
                    <strong>{title}</strong>
                    <span>{detail}</span>
                </span>
                {line}
                {problem}
            </button>
            <Show when=move || designer.editable()>
                <span class="outline-acts">{adders()}</span>
                <Show when=move || kind != Kind::Entry>
                    <Button
                        kind=ButtonKind::Quiet
                        size=ButtonSize::Small
                        icon="trash-2"
                        label=format!("Delete {}", kind.label())
                        on_click=move |_| designer.edit(|definition| delete(definition, &BTreeSet::from([id])))
                    />
                </Show>
            </Show>
        </li>
    })
}

/// A choice of what to add after one way out.
#[component]
fn AddAfter(id: NodeId, way: Way) -> impl IntoView {
    let designer = Designer::use_context();
    let Way { port, label: words } = way;
    let add = move |code: String| {
        let Some(kind) = Kind::addable().into_iter().find(|kind| kind.code() == code) else { return };
        let next = designer.read(|definition| definition.ways_out(id).into_iter().find(|edge| edge.port == port));
        let spot = next.map_or(Spot::Port(id, port), Spot::Edge);
        designer.edit(|definition| match spot {
            Spot::Edge(edge) => insert_on_edge(definition, edge, kind),
            Spot::Port(id, port) => append(definition, id, port, kind),
        });
    };
    let label = match &*words {
        "" => "Add after this".to_owned(),
        label => format!("Add after {label}"),
    };
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
                {Kind::addable().into_iter().map(|kind| view! { <option value=kind.code()>{kind.label()}</option> }).collect_view()}
            </select>
        </label>
    }
}
