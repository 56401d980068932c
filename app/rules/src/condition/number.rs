//! A number to compare with, and its unit; for the value of an observation or of one of its components.

use crate::chips::{ChipSelect, ChipText};
use crate::number_input::NumberInput;
use leptos::prelude::*;
use shared::segments::{Comparison, NumberTest};

/// Comparison, value and unit as chips.
#[component]
pub fn NumberEditor(
    value: Signal<NumberTest>,
    set: Callback<NumberTest>,
    disabled: bool,
    #[prop(into)] described_by: String,
) -> impl IntoView {
    let now = move || value.get();
    let compare = Signal::derive(move || now().compare.label());
    let choose = Callback::new(move |label: &'static str| {
        let compare = Comparison::ALL.into_iter().find(|compare| compare.label() == label).unwrap_or(Comparison::Above);
        set.run(NumberTest { compare, ..untrack(now) });
    });
    let number = Signal::derive(move || Some(now().value));
    let type_value = Callback::new(move |number: Option<f64>| {
        if let Some(value) = number {
            set.run(NumberTest { value, ..untrack(now) });
        }
    });
    let unit = Signal::derive(move || now().unit.unwrap_or_default());
    let type_unit = Callback::new(move |text: String| {
        let unit = Some(text.trim().to_owned()).filter(|unit| !unit.is_empty());
        set.run(NumberTest { unit, ..untrack(now) });
    });
    let choices = Comparison::ALL.map(|compare| (compare.label(), compare.label())).to_vec();
    view! {
        <span class="row-word">"is"</span>
        <ChipSelect label="Comparison" choices value=compare disabled on_change=choose />
        <NumberInput label="Value" value=number disabled described_by on_input=type_value />
        <ChipText label="Unit; empty for any" value=unit disabled placeholder="any unit" on_input=type_unit />
    }
    .into_any()
}
