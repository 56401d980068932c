//! How old the patient was at the time of the record.

use super::RowState;
use crate::chips::ChipSelect;
use crate::number_input::NumberInput;
use leptos::prelude::*;
use shared::segments::{AgeThen, RecordConditionTest};

const BOUNDS: [(&str, &str); 3] = [("from", "at least"), ("until", "under"), ("between", "from … to under")];
const UNITS: [(&str, &str, u16); 2] = [("months", "months", 1), ("years", "years", 12)];
/// The oldest age that can be typed, in months.
const OLDEST: f64 = 150.0 * 12.0;

const fn bound_of(age: AgeThen) -> &'static str {
    match (age.from, age.until) {
        (Some(_), Some(_)) => "between",
        (None, Some(_)) => "until",
        _ => "from",
    }
}

/// First and last age in months; an age that has only one is both.
fn months(age: AgeThen) -> (u16, u16) {
    let first = age.from.or(age.until).unwrap_or_default();
    (first, age.until.unwrap_or(first))
}

fn made(bound: &str, (first, last): (u16, u16)) -> AgeThen {
    match bound {
        "until" => AgeThen { from: None, until: Some(first) },
        "between" => AgeThen { from: Some(first), until: Some(last) },
        _ => AgeThen { from: Some(first), until: None },
    }
}

pub(super) fn age(state: RowState) -> AnyView {
    let disabled = state.disabled();
    let now = move || match state.test.get() {
        Some(RecordConditionTest::AgeThen(age)) => age,
        _ => AgeThen { from: Some(0), until: None },
    };
    let ages = move || months(now());
    let whole_years = move || ages().0.is_multiple_of(12) && ages().1.is_multiple_of(12);
    // Chosen by hand; until then the unit that needs no fraction.
    let unit = RwSignal::new(if untrack(whole_years) { "years" } else { "months" });
    let factor = move |unit: &str| UNITS.iter().find(|(key, _, _)| *key == unit).map_or(1, |(_, _, factor)| *factor);
    let bound = Memo::new(move |_| bound_of(now()));
    let set = move |bound: &str, ages: (u16, u16)| state.set(RecordConditionTest::AgeThen(made(bound, ages)));
    let choose = Callback::new(move |bound: &'static str| set(bound, untrack(ages)));
    let shown = move |months: u16| Some(f64::from(months) / f64::from(factor(unit.get())));
    let typed = move |number: Option<f64>| {
        let count = number.map_or(0, |number| number.clamp(0.0, OLDEST) as u16);
        count.saturating_mul(factor(unit.get_untracked()))
    };
    let type_first = Callback::new(move |number| set(bound.get_untracked(), (typed(number), untrack(ages).1)));
    let type_last = Callback::new(move |number| set(bound.get_untracked(), (untrack(ages).0, typed(number))));
    let choose_unit = Callback::new(move |chosen: &'static str| {
        let turned = |months: u16| (months / factor(unit.get_untracked())).saturating_mul(factor(chosen));
        let (first, last) = untrack(ages);
        let turned = (turned(first), turned(last));
        unit.set(chosen);
        set(bound.get_untracked(), turned);
    });
    let first = Signal::derive(move || shown(ages().0));
    let last = Signal::derive(move || shown(ages().1));
    view! {
        <ChipSelect label="Bound" choices=BOUNDS.to_vec() value=bound disabled on_change=choose />
        <NumberInput label="Age" value=first disabled whole=true described_by=state.error() on_input=type_first />
        {move || {
            (bound.get() == "between")
                .then(|| {
                    view! {
                        <span class="row-word">"to under"</span>
                        <NumberInput
                            label="Age it is under"
                            value=last
                            disabled
                            whole=true
                            described_by=state.error()
                            on_input=type_last
                        />
                    }
                })
        }}
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
