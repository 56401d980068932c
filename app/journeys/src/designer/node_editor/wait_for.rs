//! What a step waits for: several things, each a way of its own, and how long at most.

use super::arms::{ArmEdit, ArmLine, ArmList, edit_arms};
use super::awaited::AwaitedEditor;
use super::length::LengthField;
use crate::designer::state::{Designer, Tile};
use leptos::prelude::*;
use shared::journeys::{AwaitedKind, NodeId, NodeKind, Port, WaitFor, set_kind};

#[component]
pub fn WaitForEditor(id: NodeId, cell: Tile) -> impl IntoView {
    let designer = Designer::use_context();
    let wait = Memo::new(move |_| {
        cell.node.with(|node| if let NodeKind::WaitFor(wait) = &node.kind { wait.clone() } else { WaitFor::default() })
    });
    let set = move |wait: WaitFor, typing: bool| {
        designer.board.edit_settings(id, typing, |definition| set_kind(definition, id, NodeKind::WaitFor(wait)));
    };
    let lines = Memo::new(move |_| {
        wait.with(|wait| {
            let named = wait.arms.iter().zip(wait.ways());
            named
                .map(|(arm, way)| ArmLine { port: arm.port, name: arm.name.clone(), shown: way.label.into_owned() })
                .collect::<Vec<_>>()
        })
    });
    let on_edit = Callback::new(move |edit: ArmEdit| {
        let mut wait = wait.get_untracked();
        edit_arms(&mut wait.arms, edit, || AwaitedKind::Message.fresh());
        set(wait, false);
    });
    let inside = Callback::new(move |port: Port| {
        let awaited = Memo::new(move |_| {
            wait.with(|wait| wait.arms.iter().find(|arm| arm.port == port).map(|arm| arm.of.clone()))
                .unwrap_or_else(|| AwaitedKind::Message.fresh())
        });
        let on_change = Callback::new(move |(awaited, typing)| {
            let mut wait = wait.get_untracked();
            if let Some(arm) = wait.arms.iter_mut().find(|arm| arm.port == port) {
                arm.of = awaited;
            }
            set(wait, typing);
        });
        view! { <AwaitedEditor id port awaited on_change /> }.into_any()
    });
    let length = Signal::derive(move || wait.with(|wait| (wait.amount, wait.unit)));
    let on_length = Callback::new(move |(amount, unit)| {
        set(WaitFor { amount, unit, ..wait.get_untracked() }, false);
    });
    view! {
        <p class="hint">"Goes on at once when one of these happens. What happened since they entered counts, too."</p>
        <ArmList what="way" label="Waits for" lines on_edit inside />
        <LengthField name="timeout" label="At most" length on_change=on_length />
    }
    .into_any()
}
