//! Any of a few: gender, relationship, preferred channel.

use super::Row;
use crate::chips::ChipToggles;
use leptos::prelude::*;
use shared::outreach::lookup::LineType;
use shared::patients::Relationship;
use shared::segments::{ContactSystem, Gender, PatientTest};

pub(super) fn gender(row: Row) -> AnyView {
    let chosen = move |test: &PatientTest| match test {
        PatientTest::Gender(any_of) => any_of.iter().map(|gender| gender.code()).collect(),
        _ => Vec::new(),
    };
    let all = Gender::ALL.map(|gender| (gender.code(), gender.label())).to_vec();
    let made =
        |codes: Vec<String>| PatientTest::Gender(codes.iter().filter_map(|code| Gender::from_code(code)).collect());
    toggles(row, "Gender", "is any of", all, chosen, made)
}

pub(super) fn relationship(row: Row) -> AnyView {
    let chosen = move |test: &PatientTest| match test {
        PatientTest::Relationship(any_of) => any_of.iter().map(|one| one.code()).collect(),
        _ => Vec::new(),
    };
    let all = Relationship::ALL.map(|one| (one.code(), one.label())).to_vec();
    let made = |codes: Vec<String>| {
        PatientTest::Relationship(codes.iter().filter_map(|code| Relationship::from_code(code)).collect())
    };
    toggles(row, "Relationship", "is any of", all, chosen, made)
}

pub(super) fn prefers(row: Row) -> AnyView {
    let chosen = move |test: &PatientTest| match test {
        PatientTest::Prefers(any_of) => any_of.iter().map(|one| one.code()).collect(),
        _ => Vec::new(),
    };
    let all = ContactSystem::ALL.map(|one| (one.code(), one.label())).to_vec();
    let made = |codes: Vec<String>| {
        PatientTest::Prefers(codes.iter().filter_map(|code| ContactSystem::from_code(code)).collect())
    };
    toggles(row, "Preferred channel", "is", all, chosen, made)
}

pub(super) fn line_type(row: Row) -> AnyView {
    let chosen = move |test: &PatientTest| match test {
        PatientTest::LineType(any_of) => any_of.iter().map(|line| line.code()).collect(),
        _ => Vec::new(),
    };
    let label = |line: LineType| match line {
        LineType::Landline => "Landline or unknown",
        other => other.label(),
    };
    let all = LineType::ASKED.map(|line| (line.code(), label(line))).to_vec();
    let made =
        |codes: Vec<String>| PatientTest::LineType(codes.iter().filter_map(|code| LineType::from_code(code)).collect());
    toggles(row, "Line type", "of a number is", all, chosen, made)
}

fn toggles(
    row: Row,
    label: &'static str,
    verb: &'static str,
    all: Vec<(&'static str, &'static str)>,
    chosen: impl Fn(&PatientTest) -> Vec<&'static str> + Send + Sync + 'static,
    made: fn(Vec<String>) -> PatientTest,
) -> AnyView {
    let chosen = Signal::derive(move || {
        let codes = row.test.with(|test| test.as_ref().map(&chosen).unwrap_or_default());
        codes.into_iter().map(str::to_owned).collect::<Vec<_>>()
    });
    let choices = all.into_iter().map(|(code, words)| (code.to_owned(), words.to_owned())).collect();
    let change = Callback::new(move |codes| row.set(made(codes)));
    view! {
        <span class="row-word">{verb}</span>
        <ChipToggles label choices chosen disabled=row.disabled() on_change=change />
    }
    .into_any()
}
