//! A condition on a related record: what it is about, and the chips that set it.

use self::code_sets::CodeSetPicker;
use crate::chips::ChipSelect;
use aspects::{aspect, aspects, fresh};
use choices::{CLASSES, DISPOSITIONS, choices};
use codes::CodePicker;
use date::DateEditor;
use leptos::prelude::*;
use number::NumberEditor;
use shared::segments::wire::CodedPart;
use shared::segments::{Comparison, DateTest, NumberTest, RecordConditionTest, RecordType};

mod about;
mod age;
mod aspects;
mod body_site;
mod choices;
mod code_sets;
mod codes;
mod component;
pub mod date;
mod defaults;
mod near;
mod number;
mod site;
mod state;
mod text;

pub use aspects::{starting, stays};
pub use state::{Place, RowState};

/// The chips after the aspect.
fn editor(state: RowState, aspect: &'static str, records: &[RecordType]) -> AnyView {
    let record = records.first().copied().unwrap_or(RecordType::Condition);
    let word = |text: &'static str| view! { <span class="row-word">{text}</span> };
    let codes = move |part| view! { <CodePicker state record part /> }.into_any();
    match aspect {
        "code" => codes(CodedPart::Concept),
        "value" => codes(CodedPart::Value),
        "body-site" => body_site::body_site(state, record),
        "code-set" | "value-set" => view! { <CodeSetPicker state /> }.into_any(),
        "status" => choices(state, "Status", named(records, RecordType::statuses), None),
        "verification" => choices(state, "Verification", named(records, RecordType::verifications), None),
        "class" => choices(state, "Class", worded(&CLASSES), None),
        "disposition" => choices(state, "Discharged to", worded(&DISPOSITIONS), Some("Another code")),
        "done" => word("and stands: final, completed or finished").into_any(),
        "date" => view! { {word(record.date_label())} {dated(state, RecordConditionTest::Date)} }.into_any(),
        "ended" => view! { {word("ended")} {dated(state, RecordConditionTest::Ended)} }.into_any(),
        "overlaps" => view! { {word("at some time")} {dated(state, RecordConditionTest::Overlaps)} }.into_any(),
        "within" => view! { {word("from start to end")} {dated(state, RecordConditionTest::Within)} }.into_any(),
        "number" => number(state),
        "component" => component::component(state, record),
        "site" => site::site(state),
        "about" => about::about(state),
        "age" => age::age(state),
        "near" if state.place.near.is_none() => near::near(state),
        "near" => word("can’t be asked of a record that is near another one: remove this").into_any(),
        _ => text::text(state),
    }
}

/// The codes that any of these record types has, once each, as they read.
fn named(records: &[RecordType], of: fn(RecordType) -> &'static [&'static str]) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for code in records.iter().flat_map(|record| of(*record)) {
        if !all.iter().any(|(known, _)| known == code) {
            all.push(((*code).to_owned(), code.replace('-', " ")));
        }
    }
    all
}

fn worded(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(code, words)| ((*code).to_owned(), (*words).to_owned())).collect()
}

/// A window of dates, whatever is made of it.
fn dated(state: RowState, made: fn(DateTest) -> RecordConditionTest) -> AnyView {
    let set = Callback::new(move |date| state.set(made(date)));
    view! { <DateEditor value=state.window() set disabled=state.disabled() described_by=state.error() /> }.into_any()
}

fn number(state: RowState) -> AnyView {
    let value = Signal::derive(move || match state.test.get() {
        Some(RecordConditionTest::Number(number)) => number,
        _ => NumberTest { compare: Comparison::Above, value: 0.0, unit: None },
    });
    let set = Callback::new(move |number| state.set(RecordConditionTest::Number(number)));
    view! { <NumberEditor value set disabled=state.disabled() described_by=state.error() /> }.into_any()
}

/// The choice of what the condition is about, and its chips.
#[component]
pub fn ConditionBody(
    state: RowState,
    records: Memo<Vec<RecordType>>,
    /// What the choice is called to those who can't see where it stands.
    label: &'static str,
) -> impl IntoView {
    let now = Memo::new(move |_| state.test.with(|test| test.as_ref().map_or("text", aspect)));
    let choose = Callback::new(move |aspect| {
        let fresh = fresh(aspect, &records.get_untracked());
        state.edit("Condition changed", |test| *test = fresh);
    });
    let nested = state.place.near.is_some();
    view! {
        {move || {
            view! {
                <ChipSelect
                    label
                    choices=aspects(&records.get(), now.get(), nested)
                    value=now
                    disabled=state.disabled()
                    on_change=choose
                />
            }
        }}
        {move || editor(state, now.get(), &records.get())}
    }
    .into_any()
}
