//! A condition on a related record: what it is about, and the chips that set it.

use self::code_sets::CodeSetPicker;
use crate::chips::ChipSelect;
use aspects::aspects;
use choices::choices;
use codes::CodePicker;
use date::DateEditor;
use leptos::prelude::*;
use number::NumberEditor;
use shared::records::{CodedFact, WordFact};
use shared::segments::{Comparison, ConditionKind, Content, NumberTest, Part, RecordConditionTest, RecordType};

mod about;
mod age;
mod aspects;
mod body_site;
mod choices;
mod code_sets;
mod codes;
mod component;
pub mod date;
mod near;
mod number;
mod site;
mod state;
mod text;

pub use aspects::{starting, stays};
pub use state::{Place, RowState};

/// The chips after the kind: an editor for each form of condition.
fn editor(state: RowState, kind: ConditionKind, records: &[RecordType]) -> AnyView {
    let record = records.first().copied().unwrap_or(RecordType::Condition);
    let word = |text: &'static str| view! { <span class="row-word">{text}</span> }.into_any();
    match kind.start(records).content() {
        Content::Done => word("and stands: final, completed or finished"),
        Content::Words(fact, _) => {
            let own = (fact == WordFact::Disposition).then_some("Another code");
            choices(state, kind.label(), known_words(records, fact), own)
        }
        Content::Codes(CodedFact::BodySite, _) => body_site::body_site(state, record),
        Content::Codes(fact, _) => view! { <CodePicker state record part=fact.into() /> }.into_any(),
        Content::Sets(..) => view! { <CodeSetPicker state /> }.into_any(),
        Content::Text(_) => text::text(state),
        Content::Window(part, _) => {
            let of = match part {
                Part::Start => record.date_label(),
                Part::End => "ended",
                Part::Some => "at some time",
                Part::All => "from start to end",
            };
            view! { {word(of)} {window(state)} }.into_any()
        }
        Content::AgeThen(_) => age::age(state),
        Content::Number(_) => number(state),
        Content::Component(_) => component::component(state, record),
        Content::Sites(_) => site::site(state),
        Content::About(_) => about::about(state),
        Content::Near(_) if state.place.near.is_none() => near::near(state),
        Content::Near(_) => word("can’t be asked of a record that is near another one: remove this"),
    }
}

/// The codes that any of these record types has, once each, as they read.
fn known_words(records: &[RecordType], fact: WordFact) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for (code, words) in records.iter().flat_map(|record| fact.codes(*record)) {
        if !all.iter().any(|(known, _)| known == code) {
            all.push((code.to_owned(), words));
        }
    }
    all
}

/// A window of dates, whatever is made of it.
fn window(state: RowState) -> AnyView {
    let set = Callback::new(move |date| {
        state.change(|test| {
            if let Some(window) = test.content_mut().window() {
                *window = date;
            }
        });
    });
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
    let now = Memo::new(move |_| {
        state.test.with(|test| test.as_ref().map_or(ConditionKind::Text, RecordConditionTest::kind))
    });
    let choose = Callback::new(move |name: &'static str| {
        if let Some(kind) = ConditionKind::from_code(name) {
            let fresh = kind.start(&records.get_untracked());
            state.edit("Criterion changed", |test| *test = fresh);
        }
    });
    let nested = state.place.near.is_some();
    view! {
        {move || {
            view! {
                <ChipSelect
                    label
                    choices=aspects(&records.get(), now.get(), nested)
                    value=Signal::derive(move || now.get().code())
                    disabled=state.disabled()
                    on_change=choose
                />
            }
        }}
        {move || editor(state, now.get(), &records.get())}
    }
    .into_any()
}
