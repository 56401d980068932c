//! Who starts: a live segment or a live trigger.

use super::live_picker::LivePicker;
use crate::designer::state::{Designer, Tile};
use kit::{Choice, RadioGroup};
use leptos::prelude::*;
use shared::journeys::{Audience, NodeId, NodeKind, set_kind};

#[component]
pub fn EntryEditor(id: NodeId, cell: Tile) -> impl IntoView {
    let designer = Designer::use_context();
    let audience = cell.node.with_untracked(|node| node.kind.audience());
    let by_trigger = matches!(audience, Some(Audience::Trigger(_)));
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
    let now = Signal::derive(move || key(cell.node.with(|node| node.kind.audience())));
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
