//! Whom the preview is filled in for.

use super::state::editor;
use kit::{Choice, Select};
use leptos::prelude::*;
use shared::messages::{SAMPLE_PEOPLE, Values};

#[component]
pub fn Who() -> impl IntoView {
    let editor = editor();
    let known = editor.values.get_untracked();
    let who = RwSignal::new("0".to_owned());
    Effect::watch(
        move || who.get(),
        move |who, _, _| {
            let mut values: Values = known.clone();
            values.retain(|path, _| !path.starts_with("patient."));
            let person = who.parse::<usize>().ok().and_then(|at| SAMPLE_PEOPLE.get(at));
            if let Some((first, last)) = person {
                values.insert("patient.first_name".to_owned(), (*first).to_owned());
                values.insert("patient.last_name".to_owned(), (*last).to_owned());
            }
            editor.values.set(values);
        },
        false,
    );
    let mut choices: Vec<Choice> = SAMPLE_PEOPLE
        .iter()
        .enumerate()
        .map(|(at, (first, last))| Choice::new(at.to_string(), format!("Filled in for {first} {last}")))
        .collect();
    choices.push(Choice::new("nobody", "Where no name is known"));
    view! {
        <div class="canvas-who">
            <Select name="who" label="Fill in" value=who choices=choices />
        </div>
    }
    .into_any()
}
