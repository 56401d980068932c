//! What a branch asks: the rule editor of segments, in the panel.

use crate::designer::state::{Designer, Tile};
use leptos::prelude::*;
use rules::{Builder, Change, EarlierSteps, RuleEditor};
use shared::journeys::{Kind, NodeId, NodeKind, set_kind};
use shared::segments::{Asker, Rule, TravelStep};

#[component]
pub fn BranchEditor(id: NodeId, cell: Tile) -> impl IntoView {
    let designer = Designer::use_context();
    let rule = Memo::new(move |_| cell.node.with(|node| node.kind.rules().next().cloned()).unwrap_or_else(Rule::empty));
    let builder = Builder::new(rule.get_untracked(), Asker::Journey, designer.board.editable_now());
    builder.on_change(move |change| {
        let rule = builder.rule.get_untracked();
        designer.board.edit_settings(id, change == Change::Typing, |definition| {
            set_kind(definition, id, NodeKind::Branch { rule })
        });
    });
    // Undo and redo belong to the whole journey.
    Effect::new(move |_| builder.show(rule.get()));
    provide_context(EarlierSteps(Signal::derive(move || earlier_messages(designer, id))));
    view! {
        <div class="rule-in-panel">
            <p class="hint">"Asked at the moment somebody arrives. Who fits goes on by “Yes”, everybody else by “No”."</p>
            <RuleEditor builder />
        </div>
    }
    .into_any()
}

/// The messages from which this branch can be reached, in reading order.
fn earlier_messages(designer: Designer, id: NodeId) -> Vec<TravelStep> {
    let nodes = designer.board.follow(|definition| {
        let sends = |node: &NodeId| {
            definition.node(*node).is_some_and(|node| node.kind.kind() == Kind::Message)
                && definition.reachable(*node).contains(&id)
        };
        definition.reading_order().into_iter().filter(sends).collect::<Vec<_>>()
    });
    nodes.into_iter().map(|node| TravelStep { node, name: designer.board.title(node) }).collect()
}
