//! A condition on the words of a record.

use super::RowState;
use crate::chips::{ChipSelect, ChipText};
use leptos::prelude::*;
use shared::segments::{RecordConditionTest, TextTest};

pub(super) fn text(state: RowState) -> AnyView {
    let disabled = state.disabled();
    let now = move || match state.test.get() {
        Some(RecordConditionTest::Text(text)) => text,
        _ => TextTest::Contains(String::new()),
    };
    let how = Memo::new(move |_| if matches!(now(), TextTest::Begins(_)) { "begins" } else { "contains" });
    let value = Signal::derive(move || now().text().to_owned());
    let made = |how: &str, text: String| {
        RecordConditionTest::Text(if how == "begins" { TextTest::Begins(text) } else { TextTest::Contains(text) })
    };
    let choose = Callback::new(move |how: &'static str| state.set(made(how, value.get_untracked())));
    let change = Callback::new(move |text: String| state.set(made(how.get_untracked(), text)));
    view! {
        <ChipSelect
            label="Comparison"
            choices=vec![("contains", "contains"), ("begins", "begins with")]
            value=how
            disabled
            on_change=choose
        />
        <ChipText
            label="Text"
            value
            disabled
            placeholder="such as diabetes"
            described_by=state.error()
            on_input=change
        />
    }
    .into_any()
}
