//! How old the patient was at the time of the record.

use super::RowState;
use crate::segments::chips::ChipSelect;
use crate::segments::number_input::NumberInput;
use leptos::prelude::*;
use shared::segments::{AgeThen, RecordConditionTest};

const BOUNDS: [(&str, &str); 2] = [("from", "at least"), ("until", "under")];
const UNITS: [(&str, &str, u16); 2] = [("months", "months", 1), ("years", "years", 12)];

pub(super) fn age(state: RowState) -> AnyView {
    let disabled = !state.builder.may_edit;
    let now = move || match state.test.get() {
        Some(RecordConditionTest::AgeThen(age)) => age,
        _ => AgeThen { from: Some(0), until: None },
    };
    let months = move || {
        let now = now();
        now.from.or(now.until).unwrap_or_default()
    };
    let by = move || if months().is_multiple_of(12) { 12 } else { 1 };
    // Chosen by hand; until then the unit that needs no fraction.
    let unit = RwSignal::new(if untrack(by) == 12 { "years" } else { "months" });
    let factor = move |unit: &str| UNITS.iter().find(|(key, _, _)| *key == unit).map_or(1, |(_, _, factor)| *factor);
    let set = move |bound: &str, months: u16| {
        let (from, until) = if bound == "until" { (None, Some(months)) } else { (Some(months), None) };
        state.set(RecordConditionTest::AgeThen(AgeThen { from, until }));
    };
    let bound = Signal::derive(move || if now().from.is_none() { "until" } else { "from" });
    let choose = Callback::new(move |bound: &'static str| set(bound, untrack(months)));
    let count = Signal::derive(move || Some(f64::from(months()) / f64::from(factor(unit.get()))));
    let type_count = Callback::new(move |number: Option<f64>| {
        let count = number.map_or(0, |number| number.clamp(0.0, 150.0 * 12.0) as u16);
        set(bound.get_untracked(), count.saturating_mul(factor(unit.get_untracked())));
    });
    let choose_unit = Callback::new(move |chosen: &'static str| {
        let count = untrack(months) / factor(unit.get_untracked());
        unit.set(chosen);
        set(bound.get_untracked(), count.saturating_mul(factor(chosen)));
    });
    view! {
        <ChipSelect label="Bound" choices=BOUNDS.to_vec() value=bound disabled on_change=choose />
        <NumberInput label="Age" value=count disabled whole=true described_by=state.error() on_input=type_count />
        <ChipSelect
            label="Unit"
            choices=UNITS.map(|(key, words, _)| (key, words)).to_vec()
            value=unit
            disabled
            on_change=choose_unit
            strong=true
        />
    }
    .into_any()
}
