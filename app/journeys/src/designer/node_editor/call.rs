//! Whose team calls, until when, how soon, and what the agent reads.

use super::length::LengthField;
use super::live_picker::LivePicker;
use crate::designer::state::{Designer, Tile};
use kit::{Choice, Field, Select};
use leptos::prelude::*;
use shared::journeys::{CallStep, NodeId, NodeKind, set_kind};
use shared::outreach::calls::Priority;

#[component]
pub fn CallEditor(id: NodeId, cell: Tile) -> impl IntoView {
    let designer = Designer::use_context();
    let programs = designer.page.with_value(|page| page.programs.clone());
    let call = Memo::new(move |_| {
        cell.node.with(|node| if let NodeKind::Call(call) = &node.kind { call.clone() } else { CallStep::default() })
    });
    let set = move |change: &dyn Fn(&mut CallStep)| {
        let mut call = call.get_untracked();
        change(&mut call);
        designer.edit(|definition| set_kind(definition, id, NodeKind::Call(call)));
    };
    let now = Signal::derive(move || call.with(|call| call.program.map(|id| id.to_string()).unwrap_or_default()));
    let choose = Callback::new(move |chosen: Option<String>| {
        let program = chosen.and_then(|id| id.parse().ok());
        set(&|call| call.program = program);
    });
    let length = Signal::derive(move || call.with(|call| (call.amount, call.unit)));
    let on_length = Callback::new(move |(amount, unit)| {
        set(&|call| {
            call.amount = amount;
            call.unit = unit;
        });
    });
    let priority = RwSignal::new(String::new());
    Effect::new(move |_| priority.set(call.with(|call| call.priority.code().to_owned())));
    let priorities: Vec<Choice> = Priority::ALL.into_iter().map(|one| Choice::new(one.code(), one.label())).collect();
    let rank = move |code: String| {
        let chosen = Priority::from_code(&code).unwrap_or_default();
        set(&|call| call.priority = chosen);
    };
    let locked = Signal::derive(move || !designer.editable());
    view! {
        <p class="hint">"An agent calls by the program's script. How the call ends says by which way they go on."</p>
        <LivePicker name="program" label="Program" hint="Only live programs can be chosen." choices=programs now on_choose=choose />
        <LengthField name="within" label="Call within" length on_change=on_length />
        <Field name="priority" label="Priority">
            <Select name="priority" choices=Signal::stored(priorities) value=priority disabled=locked on_change=rank />
        </Field>
        <Field name="about" label="What the agent reads" hint="Such as “No reply to the text”." optional=true>
            <input
                class="input"
                id="about"
                name="about"
                maxlength=CallStep::ABOUT_MAX.to_string()
                disabled=move || locked.get()
                aria-describedby="about-hint about-error"
                prop:value=move || call.with(|call| call.about.clone())
                on:change=move |event| {
                    let about = event_target_value(&event);
                    set(&|call| call.about = about.trim().to_owned());
                }
            />
        </Field>
    }
    .into_any()
}
