//! Conditions that take any of a few codes: status, verification, class.

use super::RowState;
use crate::segments::chips::ChipToggles;
use leptos::prelude::*;
use shared::segments::RecordConditionTest;

pub(super) fn choices(
    state: RowState,
    label: &'static str,
    all: Vec<(String, String)>,
    made: fn(Vec<String>) -> RecordConditionTest,
) -> AnyView {
    let chosen = Signal::derive(move || match state.test.get() {
        Some(
            RecordConditionTest::Status(any_of)
            | RecordConditionTest::Verification(any_of)
            | RecordConditionTest::Class(any_of)
            | RecordConditionTest::CodeSet(any_of)
            | RecordConditionTest::Disposition(any_of),
        ) => any_of,
        _ => Vec::new(),
    });
    let change = Callback::new(move |any_of| state.set(made(any_of)));
    view! {
        <span class="row-word">"is any of"</span>
        <ChipToggles label choices=all chosen disabled=!state.builder.may_edit on_change=change />
    }
    .into_any()
}
