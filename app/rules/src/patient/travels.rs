//! On the way through a journey, or waiting at one of its steps.

use super::Row;
use crate::chips::ChipSelect;
use crate::doors::journey_places;
use kit::{Choice, SearchPicker, answers, settled};
use leptos::prelude::*;
use shared::segments::{PatientTest, TravelTest};

pub(super) fn travels(row: Row) -> AnyView {
    let test = Memo::new(move |_| match row.test.get() {
        Some(PatientTest::Travels(test)) => test,
        _ => TravelTest::unchosen(),
    });
    let set = move |test: TravelTest| row.set(PatientTest::Travels(test));
    let inside = Signal::derive(move || if test.with(|test| test.inside) { "yes" } else { "no" });
    let turn = Callback::new(move |key: &'static str| {
        set(TravelTest { inside: key == "yes", ..test.get_untracked() });
    });
    let search = RwSignal::new(String::new());
    let asked = settled(search);
    let found = answers(move || {
        let text = asked.get();
        async move { journey_places(text).await.unwrap_or_default() }
    });
    let options = Signal::derive(move || {
        let choice = |place: TravelTest| {
            let value = serde_json::to_string(&place).unwrap_or_default();
            match place.step {
                Some(step) => Choice::new(value, step.name).with_detail(format!("step of {}", place.name)),
                None => Choice::new(value, place.name).with_detail("anywhere in this journey"),
            }
        };
        found.get().unwrap_or_default().into_iter().map(choice).collect::<Vec<_>>()
    });
    let choose = move |choice: Choice| {
        if let Ok(place) = serde_json::from_str::<TravelTest>(&choice.value) {
            set(TravelTest { inside: test.with_untracked(|test| test.inside), ..place });
        }
    };
    let chosen = move || {
        test.with(|test| {
            let step = test.step.as_ref().map(|step| {
                let step = step.name.clone();
                view! {
                    <span class="row-word">"at"</span>
                    <span class="chip chip-value">{step}</span>
                }
            });
            let name = Some(test.name.clone()).filter(|name| !name.is_empty());
            view! {
                {name.map(|name| view! { <span class="chip chip-value">{name}</span> })}
                {step}
            }
        })
    };
    view! {
        <ChipSelect
            label="Inside or not"
            choices=vec![("yes", "is in"), ("no", "is not in")]
            value=inside
            disabled=row.disabled()
            on_change=turn
        />
        {chosen}
        {(!row.disabled())
            .then(|| {
                view! {
                    <SearchPicker
                        name=format!("journey-{}", row.block.0)
                        label="Search journeys and their steps"
                        search
                        options
                        none="No journey found with that name."
                        on_choose=choose
                    />
                }
            })}
    }
    .into_any()
}
