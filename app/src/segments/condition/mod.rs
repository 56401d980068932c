//! What a condition on a related record is about, and the chips that set it.

use super::builder::Builder;
use super::code_picker::CodePicker;
use code_sets::CodeSetPicker;
use date::DateEditor;
use leptos::prelude::*;
use number::NumberEditor;
use shared::segments::sentence::row_words;
use shared::segments::{
    AgeThen, BlockId, CodeRef, Comparison, ComponentTest, DateTest, NumberTest, RecordCondition, RecordConditionTest,
    RecordType, TextTest, Unit,
};

mod age;
mod choices;
mod code_sets;
pub mod date;
mod number;
mod text;

/// (key, words) of what a condition may be about, in the order of the list.
const ASPECTS: [(&str, &str); 12] = [
    ("text", "Text"),
    ("code", "Code"),
    ("code-set", "Code set"),
    ("status", "Status"),
    ("done", "Took place"),
    ("date", "Date"),
    ("ended", "End"),
    ("overlaps", "Going on"),
    ("verification", "Verification"),
    ("number", "Value"),
    ("component", "Blood pressure"),
    ("class", "Class"),
];
const AGE: (&str, &str) = ("age", "Age at that time");
/// What only templates and text make so far: shown in words, and can be removed.
const OTHER: (&str, &str) = ("other", "As written");

const CLASSES: [(&str, &str); 5] =
    [("AMB", "outpatient"), ("IMP", "inpatient"), ("EMER", "emergency"), ("VR", "virtual"), ("HH", "at home")];
/// (LOINC, words) of the two parts of a blood pressure.
const PRESSURES: [(&str, &str); 2] = [("8480-6", "systolic"), ("8462-4", "diastolic")];

pub const fn aspect(test: &RecordConditionTest) -> &'static str {
    match test {
        RecordConditionTest::Text(_) => "text",
        RecordConditionTest::Code(_) => "code",
        RecordConditionTest::CodeSet(_) => "code-set",
        RecordConditionTest::Status(_) => "status",
        RecordConditionTest::Done => "done",
        RecordConditionTest::Verification(_) => "verification",
        RecordConditionTest::Date(_) => "date",
        RecordConditionTest::Ended(_) => "ended",
        RecordConditionTest::Overlaps(_) => "overlaps",
        RecordConditionTest::Number(_) => "number",
        RecordConditionTest::Component(_) => "component",
        RecordConditionTest::Class(_) => "class",
        RecordConditionTest::AgeThen(_) => AGE.0,
        RecordConditionTest::Within(_)
        | RecordConditionTest::Value(_)
        | RecordConditionTest::ValueSet(_)
        | RecordConditionTest::BodySite(_)
        | RecordConditionTest::Disposition(_)
        | RecordConditionTest::Site(_)
        | RecordConditionTest::About(_)
        | RecordConditionTest::Near(_) => OTHER.0,
    }
}

/// What conditions on such records may be about.
pub fn aspects(record: RecordType, now: &str) -> Vec<(&'static str, &'static str)> {
    let other = (now == OTHER.0).then_some(OTHER);
    let fits = |(key, _): &(&'static str, &'static str)| fresh(key, record).fits(record);
    ASPECTS.into_iter().chain([AGE]).filter(fits).chain(other).collect()
}

/// What a newly chosen aspect starts with.
pub fn fresh(aspect: &str, record: RecordType) -> RecordConditionTest {
    let first = |all: &[&str]| all.iter().take(1).map(|status| (*status).to_owned()).collect();
    let year = DateTest::InLast { count: 12, unit: Unit::Months };
    let number =
        |value, unit: Option<&str>| NumberTest { compare: Comparison::Above, value, unit: unit.map(str::to_owned) };
    match aspect {
        "code" => RecordConditionTest::Code(Vec::new()),
        "code-set" => RecordConditionTest::CodeSet(Vec::new()),
        "status" => RecordConditionTest::Status(first(record.statuses())),
        "done" => RecordConditionTest::Done,
        "verification" => RecordConditionTest::Verification(first(record.verifications())),
        "date" => RecordConditionTest::Date(year),
        "ended" => RecordConditionTest::Ended(year),
        "overlaps" => RecordConditionTest::Overlaps(year),
        "number" => RecordConditionTest::Number(number(0.0, None)),
        "component" => RecordConditionTest::Component(pressure(PRESSURES[0].0, number(140.0, Some("mm[Hg]")))),
        "class" => RecordConditionTest::Class(vec![CLASSES[0].0.to_owned()]),
        "age" => RecordConditionTest::AgeThen(AgeThen { from: Some(18 * 12), until: None }),
        _ => RecordConditionTest::Text(TextTest::Contains(String::new())),
    }
}

fn pressure(loinc: &str, number: NumberTest) -> ComponentTest {
    let words = PRESSURES.iter().find(|(code, _)| *code == loinc).map_or("", |(_, words)| *words);
    let display = format!("{words} blood pressure");
    ComponentTest { codes: vec![CodeRef { system: "http://loinc.org".into(), code: loinc.into(), display }], number }
}

/// How a row reads and changes its condition.
#[derive(Clone, Copy)]
pub struct RowState {
    pub builder: Builder,
    pub row: BlockId,
    pub test: Memo<Option<RecordConditionTest>>,
}

impl RowState {
    pub fn set(self, test: RecordConditionTest) {
        self.builder.set(self.row, |rule| {
            if let Some(condition) = rule.condition_mut(self.row) {
                condition.test = test;
            }
        });
    }

    pub fn error(self) -> String {
        format!("block-{}-error", self.row.0)
    }

    /// A window of dates, whatever is made of it.
    fn dated(self, made: fn(DateTest) -> RecordConditionTest) -> AnyView {
        let value = Signal::derive(move || {
            let window = self.test.with(|test| test.as_ref().and_then(RecordConditionTest::window));
            window.unwrap_or(DateTest::InLast { count: 12, unit: Unit::Months })
        });
        let set = Callback::new(move |date| self.set(made(date)));
        view! { <DateEditor value set disabled=!self.builder.may_edit described_by=self.error() /> }.into_any()
    }
}

/// The chips after the aspect.
pub fn editor(state: RowState, aspect: &'static str, record: RecordType) -> AnyView {
    let named = |all: &[&str]| all.iter().map(|code| ((*code).to_owned(), code.replace('-', " "))).collect();
    let word = |text: &'static str| view! { <span class="row-word">{text}</span> };
    match aspect {
        "code" => view! { <CodePicker builder=state.builder row=state.row record test=state.test /> }.into_any(),
        "code-set" => view! { <CodeSetPicker state /> }.into_any(),
        "status" => choices::choices(state, "Status", named(record.statuses()), RecordConditionTest::Status),
        "verification" => {
            choices::choices(state, "Verification", named(record.verifications()), RecordConditionTest::Verification)
        }
        "class" => {
            let classes = CLASSES.map(|(code, words)| (code.to_owned(), words.to_owned())).to_vec();
            choices::choices(state, "Class", classes, RecordConditionTest::Class)
        }
        "done" => word("and stands: final, completed or finished").into_any(),
        "date" => view! { {word(record.date_label())} {state.dated(RecordConditionTest::Date)} }.into_any(),
        "ended" => view! { {word("ended")} {state.dated(RecordConditionTest::Ended)} }.into_any(),
        "overlaps" => view! { {word("at some time")} {state.dated(RecordConditionTest::Overlaps)} }.into_any(),
        "number" => number(state),
        "component" => component(state),
        "age" => age::age(state),
        "other" => {
            let words = move || {
                let test = state.test.get();
                test.map(|test| row_words(&RecordCondition { id: state.row, test }))
            };
            view! { <span class="row-word">{words}</span> }.into_any()
        }
        _ => text::text(state),
    }
}

fn number(state: RowState) -> AnyView {
    let value = Signal::derive(move || match state.test.get() {
        Some(RecordConditionTest::Number(number)) => number,
        _ => NumberTest { compare: Comparison::Above, value: 0.0, unit: None },
    });
    let set = Callback::new(move |number| state.set(RecordConditionTest::Number(number)));
    view! { <NumberEditor value set disabled=!state.builder.may_edit described_by=state.error() /> }.into_any()
}

fn component(state: RowState) -> AnyView {
    let now = move || match state.test.get() {
        Some(RecordConditionTest::Component(test)) => test,
        _ => pressure(PRESSURES[0].0, NumberTest { compare: Comparison::Above, value: 140.0, unit: None }),
    };
    let part = Signal::derive(move || {
        let now = now();
        let code = now.codes.first().map(|code| code.code.clone()).unwrap_or_default();
        PRESSURES.iter().find(|(loinc, _)| *loinc == code).map_or("", |(loinc, _)| *loinc)
    });
    let choose = Callback::new(move |loinc: &'static str| {
        state.set(RecordConditionTest::Component(pressure(loinc, untrack(now).number)));
    });
    let value = Signal::derive(move || now().number);
    let set = Callback::new(move |number| {
        state.set(RecordConditionTest::Component(ComponentTest { number, ..untrack(now) }));
    });
    let disabled = !state.builder.may_edit;
    view! {
        <super::chips::ChipSelect
            label="Which pressure"
            choices=PRESSURES.to_vec()
            value=part
            disabled
            on_change=choose
            strong=true
        />
        <NumberEditor value set disabled described_by=state.error() />
    }
    .into_any()
}
