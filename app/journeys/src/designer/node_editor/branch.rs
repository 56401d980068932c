//! What a branch asks: rules in order, each with the rule editor of segments.

use super::arms::{ArmLine, ArmList, edit_arms};
use super::rule::RuleField;
use crate::designer::state::{Designer, Tile};
use leptos::prelude::*;
use shared::journeys::{Branch, NodeId, NodeKind, Port, set_kind};
use shared::segments::Rule;

#[component]
pub fn BranchEditor(id: NodeId, cell: Tile) -> impl IntoView {
    let designer = Designer::use_context();
    let branch = Memo::new(move |_| {
        cell.node.with(|node| match &node.kind {
            NodeKind::Branch(branch) => branch.clone(),
            _ => Branch::of(Rule::empty()),
        })
    });
    let set = move |branch: Branch, typing: bool| {
        designer.board.edit_settings(id, typing, |definition| set_kind(definition, id, NodeKind::Branch(branch)));
    };
    let lines = Memo::new(move |_| {
        branch.with(|branch| {
            let named = branch.arms.iter().zip(branch.ways());
            named
                .map(|(arm, way)| ArmLine { port: arm.port, name: arm.name.clone(), shown: way.label.into_owned() })
                .collect::<Vec<_>>()
        })
    });
    let on_edit = Callback::new(move |edit| {
        let mut branch = branch.get_untracked();
        edit_arms(&mut branch.arms, edit, Rule::empty);
        set(branch, false);
    });
    let inside = Callback::new(move |port: Port| {
        let rule = Memo::new(move |_| {
            branch
                .with(|branch| branch.arms.iter().find(|arm| arm.port == port).map(|arm| arm.of.clone()))
                .unwrap_or_else(Rule::empty)
        });
        let on_change = Callback::new(move |(rule, typing)| {
            let mut branch = branch.get_untracked();
            if let Some(arm) = branch.arms.iter_mut().find(|arm| arm.port == port) {
                arm.of = rule;
            }
            set(branch, typing);
        });
        view! { <RuleField id=Some(id) hint="People who match go this way." rule on_change /> }.into_any()
    });
    view! {
        <p class="hint">"Checked when somebody arrives, from top to bottom: the first rule that matches decides. Everybody else takes the last path."</p>
        <ArmList what="rule" label="Rules" lines on_edit inside />
    }
    .into_any()
}
