//! An attribute of the organization's own: its name, and what its value must be.

use super::Row;
use crate::chips::{ChipSelect, ChipText};
use crate::condition::date::DateEditor;
use crate::number_input::NumberInput;
use crate::word_list::{Offered, WordList};
use leptos::prelude::*;
use shared::segments::wire::WordsOf;
use shared::segments::{AttributeTest, Comparison, DateTest, PatientTest, Unit};

const HOW: [(&str, &str); 5] =
    [("known", "is known"), ("unknown", "is not known"), ("any", "is any of"), ("number", "is"), ("date", "is a date")];

pub(super) fn own(row: Row) -> AnyView {
    let name = Signal::derive(move || match row.test.get() {
        Some(PatientTest::Attribute { name, .. }) => name,
        _ => String::new(),
    });
    let is = Memo::new(move |_| match row.test.get() {
        Some(PatientTest::Attribute { is, .. }) => is,
        _ => AttributeTest::Known(true),
    });
    let set = move |is: AttributeTest| row.set(PatientTest::Attribute { name: name.get_untracked(), is });
    let rename = Callback::new(move |name: String| {
        row.set(PatientTest::Attribute { name, is: is.get_untracked() });
    });
    let how = Memo::new(move |_| match is.get() {
        AttributeTest::Known(true) => "known",
        AttributeTest::Known(false) => "unknown",
        AttributeTest::AnyOf(_) => "any",
        AttributeTest::Number { .. } => "number",
        AttributeTest::Date(_) => "date",
    });
    let choose = Callback::new(move |how: &'static str| {
        set(match how {
            "unknown" => AttributeTest::Known(false),
            "any" => AttributeTest::AnyOf(Vec::new()),
            "number" => AttributeTest::Number { compare: Comparison::AtLeast, value: 0.0 },
            "date" => AttributeTest::Date(DateTest::InLast { count: 12, unit: Unit::Months }),
            _ => AttributeTest::Known(true),
        });
    });
    let list = format!("names-{}", row.block.0);
    view! {
        <ChipText
            label="Name of the attribute"
            value=name
            disabled=row.disabled()
            placeholder="name"
            described_by=row.error()
            list=list.clone()
            on_input=rename
        />
        <Offered id=list of=Signal::stored(WordsOf::Attributes) />
        <ChipSelect label="Comparison" choices=HOW.to_vec() value=how disabled=row.disabled() on_change=choose />
        {move || value(row, name, is, how.get(), Callback::new(set))}
    }
    .into_any()
}

fn value(
    row: Row,
    name: Signal<String>,
    is: Memo<AttributeTest>,
    how: &'static str,
    set: Callback<AttributeTest>,
) -> AnyView {
    match how {
        "any" => {
            let chosen = Signal::derive(move || match is.get() {
                AttributeTest::AnyOf(any_of) => any_of,
                _ => Vec::new(),
            });
            view! {
                <WordList
                    id=format!("values-{}", row.block.0)
                    label="Value"
                    of=Signal::derive(move || WordsOf::Attribute(name.get()))
                    chosen
                    disabled=row.disabled()
                    described_by=row.error()
                    on_change=Callback::new(move |any_of| set.run(AttributeTest::AnyOf(any_of)))
                />
            }
            .into_any()
        }
        "number" => {
            let compare = Signal::derive(move || match is.get() {
                AttributeTest::Number { compare, .. } => Comparison::ALL.iter().position(|one| *one == compare),
                _ => None,
            });
            let value = Signal::derive(move || match is.get() {
                AttributeTest::Number { value, .. } => Some(value).filter(|value| value.is_finite()),
                _ => None,
            });
            let keys = ["below", "at-most", "equals", "at-least", "above"];
            let choices = keys.into_iter().zip(Comparison::ALL.map(Comparison::label)).collect();
            let chosen = Signal::derive(move || compare.get().map_or(keys[3], |place| keys[place]));
            let now = move || compare.get_untracked().map_or(Comparison::AtLeast, |place| Comparison::ALL[place]);
            let choose = Callback::new(move |key: &'static str| {
                let place = keys.iter().position(|one| *one == key).unwrap_or_default();
                let value = value.get_untracked().unwrap_or(f64::NAN);
                set.run(AttributeTest::Number { compare: Comparison::ALL[place], value });
            });
            let type_value = Callback::new(move |value: Option<f64>| {
                set.run(AttributeTest::Number { compare: now(), value: value.unwrap_or(f64::NAN) });
            });
            view! {
                <ChipSelect
                    label="Compared how"
                    choices
                    value=chosen
                    disabled=row.disabled()
                    on_change=choose
                />
                <NumberInput
                    label="Number"
                    value
                    disabled=row.disabled()
                    described_by=row.error()
                    on_input=type_value
                />
            }
            .into_any()
        }
        "date" => {
            let value = Signal::derive(move || match is.get() {
                AttributeTest::Date(date) => date,
                _ => DateTest::InLast { count: 12, unit: Unit::Months },
            });
            let change = Callback::new(move |date| set.run(AttributeTest::Date(date)));
            view! { <DateEditor value set=change disabled=row.disabled() described_by=row.error() /> }.into_any()
        }
        _ => ().into_any(),
    }
}
