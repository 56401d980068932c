//! What a branch asks.

use super::node_editor::LivePicker;
use super::state::{Cell, Designer};
use super::words;
use kit::{Choice, Field, Select};
use leptos::prelude::*;
use shared::journeys::{Attribute, Comparison, Condition, Kind, NodeId, NodeKind, set_kind};

const fn code(condition: &Condition) -> &'static str {
    match condition {
        Condition::Unset => "",
        Condition::Attribute { .. } => "attribute",
        Condition::Opened { .. } => "opened",
        Condition::Clicked { .. } => "clicked",
        Condition::MemberOf { .. } => "member-of",
    }
}

#[component]
pub fn BranchEditor(id: NodeId, cell: Cell) -> impl IntoView {
    let designer = Designer::use_context();
    let condition = Memo::new(move |_| match cell.node.with(|node| node.kind.clone()) {
        NodeKind::Branch { condition } => condition,
        _ => Condition::Unset,
    });
    let set = move |condition: Condition| {
        designer.edit(|definition| set_kind(definition, id, NodeKind::Branch { condition }))
    };
    let locked = Signal::derive(move || !designer.editable());
    let asks = RwSignal::new(String::new());
    Effect::new(move |_| asks.set(condition.with(code).to_owned()));
    let kinds = vec![
        Choice::new("attribute", "Something about the patient"),
        Choice::new("opened", "Has opened an e-mail"),
        Choice::new("clicked", "Has clicked in an e-mail"),
        Choice::new("member-of", "Is in another segment"),
    ];
    let turn = move |chosen: String| {
        // The nearest earlier e-mail is what one usually means.
        let node = earlier_emails(designer, id).last().map(|(node, _)| *node);
        set(match chosen.as_str() {
            "attribute" => Condition::Attribute {
                attribute: Attribute::Language,
                comparison: Comparison::Is,
                value: String::new(),
            },
            "opened" => Condition::Opened { node },
            "clicked" => Condition::Clicked { node },
            "member-of" => Condition::MemberOf { segment: None },
            _ => Condition::Unset,
        });
    };
    let own = move || match condition.get() {
        Condition::Unset => ().into_any(),
        Condition::Attribute { attribute, comparison, value } => {
            attribute_editor(attribute, comparison, value, locked, Callback::new(set)).into_any()
        }
        Condition::Opened { node } => {
            email_picker(designer, id, node, locked, Callback::new(move |node| set(Condition::Opened { node })))
                .into_any()
        }
        Condition::Clicked { node } => {
            email_picker(designer, id, node, locked, Callback::new(move |node| set(Condition::Clicked { node })))
                .into_any()
        }
        Condition::MemberOf { segment } => {
            let choices = designer.page.with_value(|page| page.segments.clone());
            let now = segment.map(|segment| segment.to_string()).unwrap_or_default();
            let choose = Callback::new(move |chosen: Option<String>| {
                set(Condition::MemberOf { segment: chosen.and_then(|id| id.parse().ok()) });
            });
            view! {
                <LivePicker
                    name="in_segment"
                    label="Segment"
                    hint="Only live segments can be chosen."
                    choices
                    now=Signal::stored(now)
                    on_choose=choose
                />
            }
            .into_any()
        }
    };
    view! {
        <Field name="asks" label="Question" hint="Asked at the moment somebody arrives.">
            <Select name="asks" choices=kinds value=asks placeholder="Choose a question" disabled=locked on_change=turn />
        </Field>
        {own}
    }
    .into_any()
}

fn attribute_editor(
    attribute: Attribute,
    comparison: Comparison,
    value: String,
    locked: Signal<bool>,
    set: Callback<Condition>,
) -> impl IntoView {
    let attributes: Vec<Choice> =
        Attribute::ALL.into_iter().map(|attribute| Choice::new(attribute.code(), attribute.label())).collect();
    let comparisons: Vec<Choice> =
        Comparison::ALL.into_iter().map(|comparison| Choice::new(comparison.code(), comparison.label())).collect();
    let (kept, kept_too) = (value.clone(), value.clone());
    view! {
        <Field name="attribute" label="Attribute">
            <Select
                name="attribute"
                choices=attributes
                value=RwSignal::new(attribute.code().to_owned())
                disabled=locked
                on_change=move |chosen: String| {
                    if let Some(attribute) = Attribute::ALL.into_iter().find(|one| one.code() == chosen) {
                        set.run(Condition::Attribute { attribute, comparison, value: kept.clone() });
                    }
                }
            />
        </Field>
        <Field name="comparison" label="Comparison">
            <Select
                name="comparison"
                choices=comparisons
                value=RwSignal::new(comparison.code().to_owned())
                disabled=locked
                on_change=move |chosen: String| {
                    if let Some(comparison) = Comparison::ALL.into_iter().find(|one| one.code() == chosen) {
                        set.run(Condition::Attribute { attribute, comparison, value: kept_too.clone() });
                    }
                }
            />
        </Field>
        <Field name="value" label="Value">
            <input
                class="input"
                id="value"
                name="value"
                disabled=move || locked.get()
                aria-describedby="value-hint value-error"
                prop:value=value
                on:change=move |event| {
                    set.run(Condition::Attribute { attribute, comparison, value: event_target_value(&event) });
                }
            />
        </Field>
    }
}

fn email_picker(
    designer: Designer,
    id: NodeId,
    node: Option<NodeId>,
    locked: Signal<bool>,
    set: Callback<Option<NodeId>>,
) -> impl IntoView {
    let emails: Vec<Choice> =
        earlier_emails(designer, id).into_iter().map(|(node, title)| Choice::new(node.to_string(), title)).collect();
    view! {
        <Field name="earlier" label="E-mail" hint="One that comes before this branch.">
            <Select
                name="earlier"
                choices=emails
                value=RwSignal::new(node.map(|node| node.to_string()).unwrap_or_default())
                placeholder="Choose an e-mail"
                disabled=locked
                on_change=move |chosen: String| set.run(chosen.parse().ok().map(NodeId))
            />
        </Field>
    }
}

/// The e-mails from which this branch can be reached, in reading order.
fn earlier_emails(designer: Designer, id: NodeId) -> Vec<(NodeId, String)> {
    designer.read(|definition| {
        definition
            .reading_order()
            .into_iter()
            .filter(|node| {
                definition.node(*node).is_some_and(|node| node.kind.kind() == Kind::Email)
                    && definition.reachable(*node).contains(&id)
            })
            .map(|node| (node, words::node_title(designer, node)))
            .collect()
    })
}
