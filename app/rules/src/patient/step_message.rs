//! What a traveller did with the message of an earlier step: offered where a journey's step holds the rule.

use super::Row;
use crate::chips::ChipSelect;
use leptos::prelude::*;
use shared::journeys::NodeId;
use shared::segments::{MessageDeed, PatientTest, StepMessageTest, TravelStep};

/// The steps before the one that holds the rule whose messages can be asked about, in reading order. A journey provides it
/// as context.
#[derive(Clone, Copy)]
pub struct EarlierSteps(pub Signal<Vec<TravelStep>>);

pub(super) fn step_message(row: Row) -> AnyView {
    let test = Memo::new(move |_| match row.test.get() {
        Some(PatientTest::StepMessage(test)) => test,
        _ => StepMessageTest { step: None, did: MessageDeed::Opened },
    });
    let set = move |test| row.set(PatientTest::StepMessage(test));
    let did = Signal::derive(move || test.with(|test| test.did.code()));
    let turn = Callback::new(move |chosen: &'static str| {
        if let Some(did) = MessageDeed::from_code(chosen) {
            set(StepMessageTest { did, ..test.get_untracked() });
        }
    });
    let earlier = use_context::<EarlierSteps>();
    // One that does not come before the branch any more is shown too, since it is what the rule asks.
    let steps = Memo::new(move |_| {
        let mut steps = earlier.map(|earlier| earlier.0.get()).unwrap_or_default();
        let chosen = test.with(|test| test.step.clone());
        steps.extend(chosen.filter(|chosen| !steps.iter().any(|step| step.node == chosen.node)));
        steps
    });
    let choose = move |event| {
        let chosen = event_target_value(&event);
        let step = steps.with_untracked(|steps| steps.iter().find(|step| step.node.to_string() == chosen).cloned());
        set(StepMessageTest { step, ..test.get_untracked() });
    };
    let is = move |node: Option<NodeId>| test.with(|test| test.step.as_ref().map(|step| step.node) == node);
    let options = move || {
        let option = |step: TravelStep| {
            let node = step.node;
            view! { <option value=node.to_string() prop:selected=move || is(Some(node))>{step.name}</option> }
        };
        steps.get().into_iter().map(option).collect_view()
    };
    view! {
        <ChipSelect
            label="What they did"
            choices=MessageDeed::ALL.map(|did| (did.code(), did.label())).to_vec()
            value=did
            disabled=row.disabled()
            on_change=turn
        />
        <select class="chip-select chip-value" aria-label="Message" disabled=row.disabled() on:change=choose>
            <option value="" prop:selected=move || is(None)>
                "Choose a message"
            </option>
            {options}
        </select>
    }
    .into_any()
}
