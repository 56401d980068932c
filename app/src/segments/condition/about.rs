//! A condition on what an activity is about: an event or a journey, found by its name.

use super::RowState;
use crate::segments::api::find_subjects;
use crate::ui::{Choice, Combobox, answers};
use leptos::prelude::*;
use shared::segments::{RecordConditionTest, Subject};

pub(super) fn about(state: RowState) -> AnyView {
    let now = move || match state.test.get() {
        Some(RecordConditionTest::About(subject)) => Some(subject).filter(|subject| !subject.id.is_empty()),
        _ => None,
    };
    let search = RwSignal::new(String::new());
    let asked = super::codes::settled(search);
    let found = answers(move || {
        let text = asked.get();
        async move { find_subjects(text).await.unwrap_or_default() }
    });
    let options = Signal::derive(move || {
        let found: Vec<Subject> = found.get().unwrap_or_default();
        let choice = |subject: Subject| {
            let value = serde_json::to_string(&subject).unwrap_or_default();
            Choice::new(value, subject.name).with_detail(subject.noun)
        };
        found.into_iter().map(choice).collect::<Vec<_>>()
    });
    let value = RwSignal::new(None::<Choice>);
    Effect::new(move |_| {
        let Some(choice) = value.get() else { return };
        if let Ok(subject) = serde_json::from_str(&choice.value) {
            state.set(RecordConditionTest::About(subject));
        }
        value.set(None);
        search.set(String::new());
    });
    let chosen = move || {
        now().map(|subject| {
            view! {
                <span class="row-word">{format!("the {}", subject.noun)}</span>
                <span class="chip chip-value">{subject.name}</span>
            }
        })
    };
    view! {
        {chosen}
        {(!state.disabled())
            .then(|| {
                view! {
                    <span class="code-search">
                        <Combobox
                            name=format!("about-{}", state.place.name())
                            label="Search events and journeys"
                            placeholder="Search events and journeys"
                            search
                            options
                            value
                            none="No event or journey of that name."
                        />
                    </span>
                }
            })}
    }
    .into_any()
}
