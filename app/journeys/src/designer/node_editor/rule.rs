//! A rule in the panel: the rule editor of segments, whose changes are edits of the journey.

use crate::designer::state::Designer;
use leptos::prelude::*;
use rules::{Builder, Change, EarlierSteps, RuleEditor};
use shared::journeys::{Kind, NodeId};
use shared::segments::{Asker, Rule, TravelStep};

#[component]
pub fn RuleField(
    /// The step that asks; `None` where the journey itself does.
    id: Option<NodeId>,
    hint: &'static str,
    #[prop(into)] rule: Signal<Rule>,
    /// The rule as it is now, and whether only typing changed it.
    on_change: Callback<(Rule, bool)>,
) -> impl IntoView {
    let designer = Designer::use_context();
    let builder = Builder::new(rule.get_untracked(), Asker::Journey, designer.board.editable_now());
    builder.on_change(move |change| on_change.run((builder.rule.get_untracked(), change == Change::Typing)));
    // Undo and redo belong to the whole journey.
    Effect::new(move |_| builder.show(rule.get()));
    provide_context(EarlierSteps(Signal::derive(move || earlier_messages(designer, id))));
    view! {
        <div class="rule-in-panel">
            <p class="hint">{hint}</p>
            <RuleEditor builder />
        </div>
    }
    .into_any()
}

/// The messages from which this step can be reached, in reading order; for the journey itself all of them.
pub fn earlier_messages(designer: Designer, id: Option<NodeId>) -> Vec<TravelStep> {
    let nodes = designer.board.follow(|definition| {
        let sends = |node: &NodeId| {
            definition.node(*node).is_some_and(|node| node.kind.kind() == Kind::Message)
                && id.is_none_or(|id| definition.reachable(*node).contains(&id))
        };
        definition.reading_order().into_iter().filter(sends).collect::<Vec<_>>()
    });
    nodes.into_iter().map(|node| TravelStep { node, name: designer.board.title(node) }).collect()
}
