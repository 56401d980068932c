//! One thing that is waited for.

use super::live_picker::LivePicker;
use super::rule::{RuleField, earlier_messages};
use crate::designer::state::Designer;
use kit::{Choice, Field, Select};
use leptos::prelude::*;
use shared::journeys::{Awaited, AwaitedKind, EventDeed, NodeId, Port};
use shared::segments::{MessageDeed, Rule};

#[component]
pub fn AwaitedEditor(
    id: NodeId,
    port: Port,
    awaited: Memo<Awaited>,
    /// What is waited for now, and whether only typing in a rule changed it.
    on_change: Callback<(Awaited, bool)>,
) -> impl IntoView {
    let designer = Designer::use_context();
    let locked = Signal::derive(move || !designer.editable());
    let kind = RwSignal::new(awaited.get_untracked().kind().code().to_owned());
    Effect::new(move |_| kind.set(awaited.get().kind().code().into()));
    let kinds: Vec<Choice> = AwaitedKind::ALL.into_iter().map(|kind| Choice::new(kind.code(), kind.label())).collect();
    let name = format!("what-{port}");
    let shown = Memo::new(move |_| awaited.with(Awaited::kind));
    let own = move || match shown.get() {
        AwaitedKind::Message => message(id, port, awaited, on_change),
        AwaitedKind::Event => event(port, awaited, on_change),
        AwaitedKind::Segment => segment(awaited, on_change),
        AwaitedKind::Fits => {
            let rule = Memo::new(move |_| awaited.with(|awaited| awaited.rule().cloned()).unwrap_or_else(Rule::empty));
            let on_change = Callback::new(move |(rule, typing)| on_change.run((Awaited::Fits { rule }, typing)));
            view! { <RuleField id=Some(id) hint="They go this way as soon as they match." rule on_change /> }.into_any()
        }
        AwaitedKind::Custom => custom(port, awaited, on_change),
    };
    view! {
        <Field name=name.clone() label="What happens">
            <Select
                name
                choices=kinds
                value=kind
                disabled=locked
                on_change=move |chosen: String| {
                    if let Some(kind) = AwaitedKind::from_code(&chosen) {
                        on_change.run((kind.fresh(), false));
                    }
                }
            />
        </Field>
        {own}
    }
    .into_any()
}

/// A select of codes that follows the journey.
fn select(
    name: String,
    label: &'static str,
    choices: Signal<Vec<Choice>>,
    now: Signal<String>,
    placeholder: Option<&'static str>,
    on_change: Callback<String>,
) -> AnyView {
    let designer = Designer::use_context();
    let value = RwSignal::new(now.get_untracked());
    Effect::new(move |_| value.set(now.get()));
    let locked = Signal::derive(move || !designer.editable());
    let select = match placeholder {
        Some(placeholder) => {
            view! { <Select name=name.clone() choices value placeholder disabled=locked on_change /> }.into_any()
        }
        None => view! { <Select name=name.clone() choices value disabled=locked on_change /> }.into_any(),
    };
    view! { <Field name=name label>{select}</Field> }.into_any()
}

fn message(id: NodeId, port: Port, awaited: Memo<Awaited>, on_change: Callback<(Awaited, bool)>) -> AnyView {
    let designer = Designer::use_context();
    let now = move || {
        awaited.with(|awaited| match awaited {
            Awaited::Message { step, did, link } => (*step, *did, link.clone()),
            _ => (None, MessageDeed::Opened, String::new()),
        })
    };
    let steps = Signal::derive(move || {
        let steps = earlier_messages(designer, Some(id));
        steps.into_iter().map(|step| Choice::new(step.node.to_string(), step.name)).collect::<Vec<_>>()
    });
    let step = Signal::derive(move || now().0.map(|step| step.to_string()).unwrap_or_default());
    let did = Signal::derive(move || now().1.code().to_owned());
    let deeds = vec![Choice::new("opened", "They open it"), Choice::new("clicked", "They click a link in it")];
    let set = move |(step, did, link)| on_change.run((Awaited::Message { step, did, link }, false));
    let choose = Callback::new(move |chosen: String| {
        let (_, did, link) = now();
        set((chosen.parse().ok().map(NodeId), did, link));
    });
    let turn = Callback::new(move |chosen: String| {
        let (step, did, link) = now();
        set((step, MessageDeed::from_code(&chosen).unwrap_or(did), link));
    });
    let name = StoredValue::new(format!("link-{port}"));
    view! {
        {select(format!("step-{port}"), "Message", steps, step, Some("Choose a message"), choose)}
        {select(format!("did-{port}"), "They do", Signal::stored(deeds), did, None, turn)}
        <Show when=move || now().1 == MessageDeed::Clicked>
            <Field name=name.get_value() label="Link" hint="Part of its address. Empty: any link." optional=true>
                <input
                    class="input"
                    id=name.get_value()
                    name=name.get_value()
                    maxlength="200"
                    disabled=move || !designer.editable()
                    aria-describedby=name.with_value(|name| format!("{name}-hint {name}-error"))
                    prop:value=move || now().2
                    on:change=move |event| {
                        let (step, did, _) = now();
                        set((step, did, event_target_value(&event).trim().to_owned()));
                    }
                />
            </Field>
        </Show>
    }
    .into_any()
}

fn event(port: Port, awaited: Memo<Awaited>, on_change: Callback<(Awaited, bool)>) -> AnyView {
    let designer = Designer::use_context();
    let now = move || {
        awaited.with(|awaited| match awaited {
            Awaited::Event { did, event } => (*did, *event),
            _ => (EventDeed::Registered, None),
        })
    };
    let deeds: Vec<Choice> =
        EventDeed::ALL.into_iter().map(|did| Choice::new(did.code(), format!("Somebody {}", did.label()))).collect();
    let events: Vec<Choice> = designer
        .page
        .with_value(|page| page.events.iter().map(|event| Choice::new(event.id.clone(), event.name.clone())).collect());
    let did = Signal::derive(move || now().0.code().to_owned());
    let which = Signal::derive(move || now().1.map(|event| event.to_string()).unwrap_or_default());
    let turn = Callback::new(move |chosen: String| {
        let (did, event) = now();
        on_change.run((Awaited::Event { did: EventDeed::from_code(&chosen).unwrap_or(did), event }, false));
    });
    let choose = Callback::new(move |chosen: String| {
        on_change.run((Awaited::Event { did: now().0, event: chosen.parse().ok() }, false));
    });
    view! {
        {select(format!("deed-{port}"), "They do", Signal::stored(deeds), did, None, turn)}
        {select(format!("event-{port}"), "Event", Signal::stored(events), which, Some("Any event"), choose)}
    }
    .into_any()
}

fn segment(awaited: Memo<Awaited>, on_change: Callback<(Awaited, bool)>) -> AnyView {
    let designer = Designer::use_context();
    let now = move || {
        awaited.with(|awaited| match awaited {
            Awaited::Segment { segment, joined } => (*segment, *joined),
            _ => (None, true),
        })
    };
    let choices = designer.page.with_value(|page| page.segments.clone());
    let which = Signal::derive(move || now().0.map(|segment| segment.to_string()).unwrap_or_default());
    let way = Signal::derive(move || if now().1 { "joined" } else { "left" }.to_owned());
    let ways = vec![Choice::new("joined", "They are a member"), Choice::new("left", "They are not a member")];
    let turn = Callback::new(move |chosen: String| {
        on_change.run((Awaited::Segment { segment: now().0, joined: chosen == "joined" }, false));
    });
    let choose = Callback::new(move |chosen: Option<String>| {
        let segment = chosen.and_then(|id| id.parse().ok());
        on_change.run((Awaited::Segment { segment, joined: now().1 }, false));
    });
    view! {
        {select("membership".to_owned(), "When", Signal::stored(ways), way, None, turn)}
        <LivePicker name="segment" label="Segment" hint="Only live segments can be chosen." choices now=which on_choose=choose />
    }
    .into_any()
}

fn custom(port: Port, awaited: Memo<Awaited>, on_change: Callback<(Awaited, bool)>) -> AnyView {
    let designer = Designer::use_context();
    let now = move || {
        awaited.with(|awaited| if let Awaited::Custom { name } = awaited { name.clone() } else { String::new() })
    };
    let name = format!("custom-{port}");
    view! {
        <Field name=name.clone() label="Name of the event" hint="The name under which another system sends it.">
            <input
                class="input"
                id=name.clone()
                name=name.clone()
                maxlength="100"
                disabled=move || !designer.editable()
                aria-describedby=format!("{name}-hint {name}-error")
                prop:value=now
                on:change=move |event| {
                    on_change.run((Awaited::Custom { name: event_target_value(&event).trim().to_owned() }, false));
                }
            />
        </Field>
    }
    .into_any()
}
