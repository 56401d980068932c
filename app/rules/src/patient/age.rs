//! Age in whole years: today, or at the start or the end of a period.

use super::Row;
use crate::chips::ChipSelect;
use crate::number_input::NumberInput;
use leptos::prelude::*;
use shared::segments::{AgeDay, AgeTest, PatientTest};

pub(super) fn age(row: Row) -> AnyView {
    let disabled = row.disabled();
    let day = move || match row.test.get() {
        Some(PatientTest::AgeOn { on, .. }) => Some(on),
        _ => None,
    };
    let set = move |is: AgeTest| {
        row.set(match untrack(day) {
            Some(on) => PatientTest::AgeOn { on, is },
            None => PatientTest::Age(is),
        });
    };
    let now = move || match row.test.get() {
        Some(PatientTest::Age(age) | PatientTest::AgeOn { is: age, .. }) => age,
        _ => AgeTest::AtLeast(0),
    };
    let how = Memo::new(move |_| match now() {
        AgeTest::Between { .. } => "between",
        AgeTest::AtLeast(_) => "at-least",
        AgeTest::Under(_) => "under",
    });
    let first = Signal::derive(move || match now() {
        AgeTest::Between { from: years, .. } | AgeTest::AtLeast(years) | AgeTest::Under(years) => {
            Some(f64::from(years))
        }
    });
    let last = Signal::derive(move || match now() {
        AgeTest::Between { to, .. } => Some(f64::from(to)),
        _ => None,
    });
    let choose = Callback::new(move |how: &'static str| {
        let years = first.get_untracked().unwrap_or_default() as u16;
        set(match how {
            "between" => AgeTest::Between { from: years, to: years.saturating_add(10) },
            "under" => AgeTest::Under(years.max(1)),
            _ => AgeTest::AtLeast(years),
        });
    });
    let whole = |number: Option<f64>| number.map_or(0, |number| number.clamp(0.0, 999.0) as u16);
    let type_first = Callback::new(move |number| {
        let years = whole(number);
        set(match untrack(now) {
            AgeTest::Between { to, .. } => AgeTest::Between { from: years, to },
            AgeTest::AtLeast(_) => AgeTest::AtLeast(years),
            AgeTest::Under(_) => AgeTest::Under(years),
        });
    });
    let type_last = Callback::new(move |number| {
        if let AgeTest::Between { from, .. } = untrack(now) {
            set(AgeTest::Between { from, to: whole(number) });
        }
    });
    let on = Memo::new(move |_| day());
    let choose_day = Callback::new(move |code: &'static str| {
        if let Some(on) = AgeDay::from_code(code) {
            row.set(PatientTest::AgeOn { on, is: untrack(now) });
        }
    });
    let error = row.error();
    let described_by = error.clone();
    view! {
        <span class="row-word">"is"</span>
        <ChipSelect
            label="Comparison"
            choices=vec![("between", "between"), ("at-least", "at least"), ("under", "under")]
            value=how
            disabled
            on_change=choose
        />
        <NumberInput label="Years" value=first disabled whole=true described_by=error on_input=type_first />
        {move || {
            let described_by = described_by.clone();
            (how.get() == "between")
                .then(|| {
                    view! {
                        <span class="row-word">"and"</span>
                        <NumberInput label="to years" value=last disabled whole=true described_by on_input=type_last />
                    }
                })
        }}
        {move || match on.get() {
            None => view! { <span class="row-word">"years, today"</span> }.into_any(),
            Some(_) => {
                view! {
                    <span class="row-word">"years"</span>
                    <ChipSelect
                        label="Day"
                        choices=AgeDay::ALL.map(|day| (day.code(), day.label())).to_vec()
                        value=Signal::derive(move || on.get().map_or("", AgeDay::code))
                        disabled
                        on_change=choose_day
                    />
                }
                    .into_any()
            }
        }}
    }
    .into_any()
}
