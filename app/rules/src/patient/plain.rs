//! The attributes with one plain value: a beginning, a number of days, a window, yes or no.

use super::Row;
use crate::chips::{ChipSelect, ChipText};
use crate::condition::date::DateEditor;
use crate::number_input::NumberInput;
use leptos::prelude::*;
use shared::segments::{DateTest, PatientTest, Unit, WordingTest};

pub(super) fn place(row: Row) -> AnyView {
    let value = Signal::derive(move || match row.test.get() {
        Some(PatientTest::Place { text, .. }) => text,
        _ => String::new(),
    });
    let how = Signal::derive(move || match row.test.get() {
        Some(PatientTest::Place { how, .. }) => how.code(),
        _ => WordingTest::default().code(),
    });
    let change = Callback::new(move |text: String| {
        if let Some(PatientTest::Place { part, how, .. }) = row.test.get_untracked() {
            row.set(PatientTest::Place { part, how, text });
        }
    });
    let turn = Callback::new(move |chosen: &'static str| {
        let Some(how) = WordingTest::from_code(chosen) else { return };
        if let Some(PatientTest::Place { part, text, .. }) = row.test.get_untracked() {
            row.set(PatientTest::Place { part, how, text });
        }
    });
    view! {
        <ChipSelect
            label="Comparison"
            choices=WordingTest::ALL.map(|how| (how.code(), how.label())).to_vec()
            value=how
            disabled=row.disabled()
            on_change=turn
        />
        <ChipText label="Text" value disabled=row.disabled() described_by=row.error() on_input=change />
    }
    .into_any()
}

pub(super) fn birthday(row: Row) -> AnyView {
    let value = Signal::derive(move || match row.test.get() {
        Some(PatientTest::Birthday { in_next }) => Some(f64::from(in_next)),
        _ => None,
    });
    let change = Callback::new(move |number: Option<f64>| {
        let in_next = number.map_or(0, |number| number.clamp(0.0, 366.0) as u16);
        row.set(PatientTest::Birthday { in_next });
    });
    view! {
        <span class="row-word">"is in the next"</span>
        <NumberInput
            label="Days"
            value
            disabled=row.disabled()
            whole=true
            described_by=row.error()
            on_input=change
        />
        <span class="row-word">"days"</span>
    }
    .into_any()
}

pub(super) fn added(row: Row) -> AnyView {
    let value = Signal::derive(move || match row.test.get() {
        Some(PatientTest::Added(date)) => date,
        _ => DateTest::InLast { count: 3, unit: Unit::Months },
    });
    let change = Callback::new(move |date| row.set(PatientTest::Added(date)));
    view! { <DateEditor value set=change disabled=row.disabled() described_by=row.error() /> }.into_any()
}

pub(super) fn yes_or_no(row: Row, label: &'static str, yes: &'static str, no: &'static str) -> AnyView {
    let value = Signal::derive(move || match row.test.get() {
        Some(PatientTest::Active(true) | PatientTest::Deceased(true) | PatientTest::Reach { has: true, .. }) => "yes",
        _ => "no",
    });
    let change = Callback::new(move |value: &'static str| {
        let truth = value == "yes";
        row.set(match row.test.get_untracked() {
            Some(PatientTest::Deceased(_)) => PatientTest::Deceased(truth),
            Some(PatientTest::Reach { by, .. }) => PatientTest::Reach { by, has: truth },
            _ => PatientTest::Active(truth),
        });
    });
    view! {
        <span class="row-word">"is"</span>
        <ChipSelect
            label
            choices=vec![("yes", yes), ("no", no)]
            value
            disabled=row.disabled()
            on_change=change
            strong=true
        />
    }
    .into_any()
}
