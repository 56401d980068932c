//! How long to wait: a length of time, or until a date.

use crate::designer::state::{Designer, Tile};
use kit::{Choice, DateInput, Field, Notice, Select, Tone};
use leptos::prelude::*;
use shared::journeys::{LocalDateTime, NodeId, NodeKind, Unit, Wait, set_kind};

fn ways() -> Vec<Choice> {
    vec![Choice::new("for", "For a length of time"), Choice::new("until", "Until a date and time")]
}

fn units() -> Vec<Choice> {
    Unit::ALL.into_iter().map(|unit| Choice::new(unit.code(), unit.code())).collect()
}

/// A length of time, or a date.
#[component]
pub fn WaitEditor(id: NodeId, cell: Tile) -> impl IntoView {
    let designer = Designer::use_context();
    let wait = Memo::new(move |_| {
        cell.node.with(|node| if let NodeKind::Wait { wait } = node.kind { wait } else { Wait::default() })
    });
    let locked = Signal::derive(move || !designer.editable());
    let set = move |wait: Wait| designer.edit(|definition| set_kind(definition, id, NodeKind::Wait { wait }));
    let way = RwSignal::new(String::new());
    let unit = RwSignal::new(String::new());
    Effect::new(move |_| match wait.get() {
        Wait::For { unit: is, .. } => {
            way.set("for".into());
            unit.set(is.code().into());
        }
        Wait::Until { .. } => way.set("until".into()),
    });
    let turn = move |chosen: String| {
        set(if chosen == "until" { Wait::Until { at: None } } else { Wait::default() });
    };
    let for_length = move || {
        let Wait::For { amount, unit: is } = wait.get() else { return None };
        Some(view! {
            <div class="wait-row">
                <input
                    class="input"
                    type="number"
                    min="1"
                    id="amount"
                    name="amount"
                    aria-label="How long"
                    disabled=move || locked.get()
                    prop:value=amount.to_string()
                    on:change=move |event| {
                        let amount = event_target_value(&event).parse().unwrap_or(0);
                        set(Wait::For { amount, unit: is });
                    }
                />
                <Select
                    name="unit"
                    label="Unit"
                    choices=units()
                    value=unit
                    disabled=locked
                    on_change=move |chosen: String| {
                        if let Some(unit) = Unit::ALL.into_iter().find(|unit| unit.code() == chosen) {
                            set(Wait::For { amount, unit });
                        }
                    }
                />
            </div>
        })
    };
    let until = move || {
        let Wait::Until { at } = wait.get() else { return None };
        let zone = designer.board.follow(|definition| definition.settings.zone.clone());
        Some(view! {
            <Field name="until" label="Until" hint=format!("In {zone} time.")>
                <DateInput
                    name="until"
                    time=true
                    disabled=locked
                    value=Signal::stored(at.map(|at| at.to_string()).unwrap_or_default())
                    on_change=move |typed: String| set(Wait::Until { at: LocalDateTime::parse(&typed) })
                />
            </Field>
        })
    };
    view! {
        <Field name="way" label="How to wait">
            <Select
                name="way"
                choices=ways()
                value=way
                disabled=locked
                on_change=turn
            />
        </Field>
        {for_length}
        {until}
        <Show when=move || matches!(wait.get(), Wait::For { unit: Unit::Days | Unit::Weeks, .. })>
            <Notice tone=Tone::Info>"A day is 24 hours from the moment of arrival."</Notice>
        </Show>
    }
}
