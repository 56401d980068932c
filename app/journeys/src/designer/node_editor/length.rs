//! A length of time: a number and its unit.

use crate::designer::state::Designer;
use kit::{Choice, Select};
use leptos::prelude::*;
use shared::journeys::Unit;

#[component]
pub fn LengthField(
    name: &'static str,
    label: &'static str,
    length: Signal<(u32, Unit)>,
    on_change: Callback<(u32, Unit)>,
) -> impl IntoView {
    let designer = Designer::use_context();
    let locked = Signal::derive(move || !designer.editable());
    let unit = RwSignal::new(String::new());
    Effect::new(move |_| unit.set(length.get().1.code().into()));
    let choices: Vec<Choice> = Unit::ALL.into_iter().map(|unit| Choice::new(unit.code(), unit.code())).collect();
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <div class="wait-row">
                <input
                    class="input"
                    type="number"
                    min="1"
                    id=name
                    name=name
                    disabled=move || locked.get()
                    prop:value=move || length.get().0.to_string()
                    on:change=move |event| {
                        on_change.run((event_target_value(&event).parse().unwrap_or(0), length.get_untracked().1));
                    }
                />
                <Select
                    name=format!("{name}-unit")
                    label="Unit"
                    choices
                    value=unit
                    disabled=locked
                    on_change=move |chosen: String| {
                        if let Some(unit) = Unit::from_code(&chosen) {
                            on_change.run((length.get_untracked().0, unit));
                        }
                    }
                />
            </div>
        </div>
    }
    .into_any()
}
