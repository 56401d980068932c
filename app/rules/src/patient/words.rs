//! Attributes that are words: any of a list, with what is in the data to choose from.

use super::Row;
use crate::chips::ChipSelect;
use crate::word_list::WordList;
use leptos::prelude::*;
use shared::segments::PatientTest;
use shared::segments::wire::WordsOf;

pub(super) fn words(row: Row, label: &'static str, of: WordsOf) -> AnyView {
    let chosen = Signal::derive(move || match row.test.get() {
        Some(
            PatientTest::Language(any_of)
            | PatientTest::Race(any_of)
            | PatientTest::Ethnicity(any_of)
            | PatientTest::Tag { any_of, .. }
            | PatientTest::Practitioner(any_of)
            | PatientTest::Site(any_of),
        ) => any_of,
        _ => Vec::new(),
    });
    let change = Callback::new(move |any_of: Vec<String>| {
        row.set(match row.test.get_untracked() {
            Some(PatientTest::Race(_)) => PatientTest::Race(any_of),
            Some(PatientTest::Ethnicity(_)) => PatientTest::Ethnicity(any_of),
            Some(PatientTest::Tag { has, .. }) => PatientTest::Tag { any_of, has },
            Some(PatientTest::Practitioner(_)) => PatientTest::Practitioner(any_of),
            Some(PatientTest::Site(_)) => PatientTest::Site(any_of),
            _ => PatientTest::Language(any_of),
        });
    });
    let verb =
        if of == WordsOf::Tags { has(row) } else { view! { <span class="row-word">"is any of"</span> }.into_any() };
    view! {
        {verb}
        <WordList
            id=format!("words-{}", row.block.0)
            label
            of=Signal::stored(of)
            chosen
            disabled=row.disabled()
            described_by=row.error()
            on_change=change
        />
    }
    .into_any()
}

fn has(row: Row) -> AnyView {
    let value = Signal::derive(move || match row.test.get() {
        Some(PatientTest::Tag { has: false, .. }) => "no",
        _ => "yes",
    });
    let change = Callback::new(move |value: &'static str| {
        if let Some(PatientTest::Tag { any_of, .. }) = row.test.get_untracked() {
            row.set(PatientTest::Tag { any_of, has: value == "yes" });
        }
    });
    view! {
        <ChipSelect
            label="Has or has not"
            choices=vec![("yes", "is any of"), ("no", "is none of")]
            value
            disabled=row.disabled()
            on_change=change
        />
    }
    .into_any()
}
