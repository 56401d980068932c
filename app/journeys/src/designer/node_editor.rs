//! The settings of one tile, by its kind.

use super::branch_editor::BranchEditor;
use super::live_picker::LivePicker;
use super::state::{Designer, Tile};
use kit::{Choice, Field, Notice, RadioGroup, Select, Tone};
use leptos::prelude::*;
use shared::journeys::{Audience, Kind, LocalDateTime, NodeId, NodeKind, Unit, Wait, relabel, set_kind};

#[component]
pub fn NodeEditor(id: NodeId, cell: Tile) -> impl IntoView {
    let kind = cell.node.with_untracked(|node| node.kind.kind());
    let own = match kind {
        Kind::Entry => view! { <EntryEditor id cell /> }.into_any(),
        Kind::Message => view! { <MessageEditor id cell /> }.into_any(),
        Kind::Wait => view! { <WaitEditor id cell /> }.into_any(),
        Kind::Branch => view! { <BranchEditor id cell /> }.into_any(),
        Kind::Exit => view! { <p class="quiet">"Whoever arrives here has finished the journey."</p> }.into_any(),
    };
    view! {
        {own}
        <LabelField id cell />
    }
    .into_any()
}

/// A name of one's own for the tile.
#[component]
fn LabelField(id: NodeId, cell: Tile) -> impl IntoView {
    let designer = Designer::use_context();
    view! {
        <Field name="label" label="Name on the tile" optional=true>
            <input
                class="input"
                id="label"
                name="label"
                maxlength="80"
                disabled=move || !designer.editable()
                aria-describedby="label-hint label-error"
                placeholder=cell.node.with_untracked(|node| node.kind.kind().label())
                prop:value=move || cell.node.with(|node| node.label.clone())
                on:change=move |event| {
                    let label = event_target_value(&event);
                    designer.edit(|definition| relabel(definition, id, label.trim()));
                }
            />
        </Field>
    }
}

/// Who starts: a live segment or a live trigger.
#[component]
fn EntryEditor(id: NodeId, cell: Tile) -> impl IntoView {
    let designer = Designer::use_context();
    let audience = move || match cell.node.with_untracked(|node| node.kind.clone()) {
        NodeKind::Entry { audience } => audience,
        _ => None,
    };
    let by_trigger = matches!(audience(), Some(Audience::Trigger(_)));
    let by = RwSignal::new(if by_trigger { "trigger" } else { "segment" }.to_owned());
    let ways = vec![Choice::new("segment", "Members of a segment"), Choice::new("trigger", "A record trigger")];
    let segments = designer.page.with_value(|page| page.segments.clone());
    let triggers = designer.page.with_value(|page| page.triggers.clone());
    let segment = move |chosen: Option<String>| chosen.and_then(|id| id.parse().ok()).map(Audience::Segment);
    let trigger = move |chosen: Option<String>| chosen.and_then(|id| id.parse().ok()).map(Audience::Trigger);
    let set = move |audience: Option<Audience>| {
        designer.edit(|definition| set_kind(definition, id, NodeKind::Entry { audience }));
    };
    let key = move |audience: Option<Audience>| match audience {
        Some(Audience::Segment(segment)) => segment.to_string(),
        Some(Audience::Trigger(trigger)) => trigger.to_string(),
        None => String::new(),
    };
    let now = Signal::derive(move || match cell.node.with(|node| node.kind.clone()) {
        NodeKind::Entry { audience } => key(audience),
        _ => String::new(),
    });
    let picker = move || {
        if by.get() == "trigger" {
            let choices = triggers.clone();
            view! {
                <LivePicker name="trigger" label="Trigger" hint="Only live triggers can be chosen." choices now on_choose=Callback::new(move |id| set(trigger(id))) />
            }
            .into_any()
        } else {
            let choices = segments.clone();
            view! {
                <LivePicker name="segment" label="Segment" hint="Only live segments can be chosen." choices now on_choose=Callback::new(move |id| set(segment(id))) />
            }
            .into_any()
        }
    };
    view! {
        <RadioGroup name="starts" label="Who starts" choices=ways value=by />
        {picker}
    }
}

/// Which template is sent.
#[component]
fn MessageEditor(id: NodeId, cell: Tile) -> impl IntoView {
    let designer = Designer::use_context();
    let templates = designer.page.with_value(|page| page.templates.clone());
    let subjects = StoredValue::new(templates.clone());
    let now = Signal::derive(move || match cell.node.with(|node| node.kind.clone()) {
        NodeKind::Message { template: Some(template) } => template.to_string(),
        _ => String::new(),
    });
    let choose = Callback::new(move |chosen: Option<String>| {
        let template = chosen.and_then(|id| id.parse().ok());
        designer.edit(|definition| set_kind(definition, id, NodeKind::Message { template }));
    });
    let preview = move || {
        let chosen = subjects.with_value(|all| all.iter().find(|choice| choice.id == now.get()).cloned())?;
        Some(view! {
            <div class="letter-preview">
                <p class="quiet">"Subject"</p>
                <p>{chosen.detail}</p>
                <a href=format!("/staff/messages/{}", chosen.id)>"Open the template"</a>
            </div>
        })
    };
    view! {
        <LivePicker name="template" label="Template" hint="Only live templates can be chosen." choices=templates now on_choose=choose />
        {preview}
    }
}

fn ways() -> Vec<Choice> {
    vec![Choice::new("for", "For a length of time"), Choice::new("until", "Until a date and time")]
}

fn units() -> Vec<Choice> {
    Unit::ALL.into_iter().map(|unit| Choice::new(unit.code(), unit.code())).collect()
}

/// A length of time, or a date.
#[component]
fn WaitEditor(id: NodeId, cell: Tile) -> impl IntoView {
    let designer = Designer::use_context();
    let wait = Memo::new(move |_| match cell.node.with(|node| node.kind.clone()) {
        NodeKind::Wait { wait } => wait,
        _ => Wait::default(),
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
            <Field name="until" label="Until" hint=format!("On the clock of {zone}.")>
                <input
                    class="input"
                    type="datetime-local"
                    id="until"
                    name="until"
                    disabled=move || locked.get()
                    aria-describedby="until-hint until-error"
                    prop:value=at.map(|at| at.to_string()).unwrap_or_default()
                    on:change=move |event| set(Wait::Until { at: LocalDateTime::parse(&event_target_value(&event)) })
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
