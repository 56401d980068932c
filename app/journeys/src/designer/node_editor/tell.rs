//! Which tag or attribute of the person is changed.

use crate::designer::state::{Designer, Tile};
use kit::{Choice, Field, Select};
use leptos::prelude::*;
use shared::journeys::{NodeId, NodeKind, set_kind};
use shared::patients::Telling;

fn ways() -> Vec<Choice> {
    vec![
        Choice::new("tag", "Add a tag"),
        Choice::new("no-tag", "Remove a tag"),
        Choice::new("attribute", "Set an attribute"),
        Choice::new("no-attribute", "Clear an attribute"),
    ]
}

const fn way_of(telling: &Telling) -> &'static str {
    match telling {
        Telling::Tag(_) => "tag",
        Telling::NoTag(_) => "no-tag",
        Telling::Attribute { .. } => "attribute",
        Telling::NoAttribute(_) => "no-attribute",
    }
}

/// Its tag or the name of its attribute, and the value.
fn words_of(telling: &Telling) -> (String, String) {
    match telling {
        Telling::Tag(name) | Telling::NoTag(name) | Telling::NoAttribute(name) => (name.clone(), String::new()),
        Telling::Attribute { name, value } => (name.clone(), value.clone()),
    }
}

fn made(way: &str, name: String, value: String) -> Telling {
    match way {
        "no-tag" => Telling::NoTag(name),
        "attribute" => Telling::Attribute { name, value },
        "no-attribute" => Telling::NoAttribute(name),
        _ => Telling::Tag(name),
    }
}

#[component]
pub fn TellEditor(id: NodeId, cell: Tile) -> impl IntoView {
    let designer = Designer::use_context();
    let telling = Memo::new(move |_| {
        cell.node.with(|node| match &node.kind {
            NodeKind::Tell { telling } => telling.clone(),
            _ => Telling::Tag(String::new()),
        })
    });
    let set = move |telling: Telling| designer.edit(|definition| set_kind(definition, id, NodeKind::Tell { telling }));
    let locked = Signal::derive(move || !designer.editable());
    let way = RwSignal::new(String::new());
    Effect::new(move |_| way.set(telling.with(way_of).into()));
    let turn = move |chosen: String| {
        let (name, value) = telling.with_untracked(words_of);
        set(made(&chosen, name, value));
    };
    let about_tag = move || telling.with(|telling| matches!(telling, Telling::Tag(_) | Telling::NoTag(_)));
    let has_value = move || telling.with(|telling| matches!(telling, Telling::Attribute { .. }));
    view! {
        <Field name="telling" label="What changes">
            <Select name="telling" choices=ways() value=way disabled=locked on_change=turn />
        </Field>
        <div class="field">
            <label for="told">{move || if about_tag() { "Tag" } else { "Attribute" }}</label>
            <input
                class="input"
                id="told"
                name="told"
                maxlength="60"
                disabled=move || locked.get()
                prop:value=move || telling.with(words_of).0
                on:change=move |event| {
                    let (way, (_, value)) = telling.with_untracked(|telling| (way_of(telling), words_of(telling)));
                    set(made(way, event_target_value(&event).trim().to_owned(), value));
                }
            />
        </div>
        <Show when=has_value>
            <Field name="told_value" label="Value">
                <input
                    class="input"
                    id="told_value"
                    name="told_value"
                    maxlength="500"
                    disabled=move || locked.get()
                    aria-describedby="told_value-hint told_value-error"
                    prop:value=move || telling.with(words_of).1
                    on:change=move |event| {
                        let (way, (name, _)) = telling.with_untracked(|telling| (way_of(telling), words_of(telling)));
                        set(made(way, name, event_target_value(&event).trim().to_owned()));
                    }
                />
            </Field>
        </Show>
    }
    .into_any()
}
