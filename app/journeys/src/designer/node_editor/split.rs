//! The shares of a random split, in percent.

use super::arms::{ArmLine, ArmList, edit_arms};
use crate::designer::state::{Designer, Tile};
use kit::Field;
use leptos::prelude::*;
use shared::journeys::{NodeId, NodeKind, Port, Split, set_kind};

#[component]
pub fn SplitEditor(id: NodeId, cell: Tile) -> impl IntoView {
    let designer = Designer::use_context();
    let split = Memo::new(move |_| {
        cell.node.with(|node| if let NodeKind::Split(split) = &node.kind { split.clone() } else { Split::default() })
    });
    let set = move |change: &dyn Fn(&mut Split)| {
        let mut split = split.get_untracked();
        change(&mut split);
        designer.edit(|definition| set_kind(definition, id, NodeKind::Split(split)));
    };
    let lines = Memo::new(move |_| {
        split.with(|split| {
            let named = split.arms.iter().zip(split.ways());
            named
                .map(|(arm, way)| ArmLine { port: arm.port, name: arm.name.clone(), shown: way.label.into_owned() })
                .collect::<Vec<_>>()
        })
    });
    let on_edit = Callback::new(move |edit: super::arms::ArmEdit| {
        set(&|split| edit_arms(&mut split.arms, edit.clone(), || 0));
    });
    let percent = move |name: String, label: &'static str, now: Signal<u8>, put: Callback<u8>| {
        view! {
            <Field name=name.clone() label=label>
                <input
                    class="input"
                    type="number"
                    min="0"
                    max="100"
                    id=name.clone()
                    name=name.clone()
                    disabled=move || !designer.editable()
                    aria-describedby=format!("{name}-hint {name}-error")
                    prop:value=move || now.get().to_string()
                    on:change=move |event| put.run(event_target_value(&event).parse().unwrap_or(0))
                />
            </Field>
        }
        .into_any()
    };
    let inside = Callback::new(move |port: Port| {
        let now = Signal::derive(move || {
            split.with(|split| split.arms.iter().find(|arm| arm.port == port).map_or(0, |arm| arm.of))
        });
        let put = Callback::new(move |percent: u8| {
            set(&|split| {
                if let Some(arm) = split.arms.iter_mut().find(|arm| arm.port == port) {
                    arm.of = percent;
                }
            });
        });
        percent(format!("share-{port}"), "Percent", now, put)
    });
    let hold_out = Signal::derive(move || split.with(|split| split.hold_out));
    let hold = Callback::new(move |percent: u8| set(&|split| split.hold_out = percent));
    let total = move || split.with(Split::total);
    view! {
        <p class="hint">"Chance decides, and the same way each time a person comes by again."</p>
        <ArmList what="share" label="Shares" lines on_edit inside />
        {percent("hold_out".to_owned(), "Hold-out in percent, to compare with", hold_out, hold)}
        <p class="quiet" role="status">{move || format!("{} percent in total.", total())}</p>
    }
    .into_any()
}
