//! A condition on what an activity is about: a message, an event or a journey, found by its name.

use super::RowState;
use crate::doors::find_subjects;
use kit::{Choice, SearchPicker, answers, settled};
use leptos::prelude::*;
use shared::segments::{RecordConditionTest, Subject};

pub(super) fn about(state: RowState) -> AnyView {
    let now = move || match state.test.get() {
        Some(RecordConditionTest::About(subject)) => Some(subject).filter(|subject| !subject.id.is_empty()),
        _ => None,
    };
    let search = RwSignal::new(String::new());
    let asked = settled(search);
    let found = answers(move || {
        let text = asked.get();
        async move { find_subjects(text).await.unwrap_or_default() }
    });
    let options = Signal::derive(move || {
        let found: Vec<Subject> = found.get().unwrap_or_default();
        let choice = |subject: Subject| {
            let value = serde_json::to_string(&subject).unwrap_or_default();
            Choice::new(value, subject.name.clone()).with_detail(subject.noun.word())
        };
        found.into_iter().map(choice).collect::<Vec<_>>()
    });
    let choose = move |choice: Choice| {
        if let Ok(subject) = serde_json::from_str(&choice.value) {
            state.set(RecordConditionTest::About(subject));
        }
    };
    let chosen = move || {
        now().map(|subject| {
            view! {
                <span class="row-word">{format!("the {}", subject.noun.word())}</span>
                <span class="chip chip-value">{subject.name}</span>
            }
        })
    };
    view! {
        {chosen}
        {(!state.disabled())
            .then(|| {
                view! {
                    <SearchPicker
                        name=format!("about-{}", state.place.name())
                        label="Search messages, events and journeys"
                        search
                        options
                        none="Nothing found with that name."
                        on_choose=choose
                    />
                }
            })}
    }
    .into_any()
}
