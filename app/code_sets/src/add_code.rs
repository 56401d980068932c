//! Adding one code: typed, or found in the data.

use super::editing::Editing;
use super::search::CodeSearch;
use super::systems::systems;
use kit::{Button, Choice, Field, FormErrors, Select, TextInput};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::code_sets::Coding;
use shared::code_sets::system::SYSTEMS;
use shared::segments::{CodeRef, RecordType};

/// The choice of a system that is not in the list.
const OTHER: &str = "other";

#[component]
pub fn AddCode(editing: Editing) -> impl IntoView {
    view! {
        <div class="code-set-add">
            <Typed editing />
            <Found editing />
        </div>
    }
    .into_any()
}

#[component]
fn Typed(editing: Editing) -> impl IntoView {
    let errors = FormErrors::provide();
    let chosen = RwSignal::new(SYSTEMS[0].uri.to_owned());
    let [other, code, display] = [(); 3].map(|()| RwSignal::new(String::new()));
    let choices = Signal::derive(move || {
        let mut choices = systems(editing);
        choices.push(Choice::new(OTHER, "Another one…"));
        choices
    });
    let is_other = Memo::new(move |_| chosen.with(|chosen| chosen == OTHER));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let system = if is_other.get_untracked() { other.get_untracked() } else { chosen.get_untracked() };
        let coding = Coding { system, code: code.get_untracked(), display: display.get_untracked() };
        match coding.checked() {
            Ok(coding) => {
                errors.clear();
                editing.add(vec![coding]);
                code.set(String::new());
                display.set(String::new());
            }
            Err(found) => errors.set(found),
        }
    };
    view! {
        <form class="code-set-line" novalidate on:submit=send>
            <Field name="code-system" label="System">
                <Select name="code-system" choices value=chosen />
            </Field>
            {move || {
                is_other
                    .get()
                    .then(|| {
                        // Made later than the forms beside it: its complaints are still those of this one.
                        provide_context(errors);
                        view! {
                            <Field name="system" label="URI of the system">
                                <TextInput name="system" value=other placeholder="http://…" />
                            </Field>
                        }
                    })
            }}
            <Field name="code" label="Code">
                <TextInput name="code" value=code />
            </Field>
            <Field name="display" label="Display" optional=true>
                <TextInput name="display" value=display />
            </Field>
            <Button submit=true icon="plus">
                "Add"
            </Button>
        </form>
    }
    .into_any()
}

/// A search over the codes in the data, with how many records carry each; choosing one adds it.
#[component]
fn Found(editing: Editing) -> impl IntoView {
    let kind = RwSignal::new(RecordType::Condition.table().to_owned());
    let with_codes = || RecordType::ALL.into_iter().filter(|record| record.has_concept());
    let choices = with_codes().map(|record| Choice::new(record.table(), record.label())).collect::<Vec<_>>();
    let record = Signal::derive(move || {
        kind.with(|kind| with_codes().find(|record| record.table() == kind).unwrap_or(RecordType::Condition))
    });
    // A code is left out by what it is, not by the words that a record has for it.
    let chosen = Signal::derive(move || {
        editing.codes.with(|codes| {
            let code = |coding: &Coding| CodeRef {
                system: coding.system.clone(),
                code: coding.code.clone(),
                display: coding.display.clone(),
            };
            codes.iter().map(code).collect::<Vec<_>>()
        })
    });
    let add = move |found: CodeRef| {
        editing.add(vec![Coding { system: found.system, code: found.code, display: found.display }]);
    };
    view! {
        <div class="code-set-line">
            <Field name="code-record" label="Or find one in your data">
                <Select name="code-record" choices=Signal::stored(choices) value=kind />
            </Field>
            <div class="field code-set-search">
                <CodeSearch name="code-found".to_owned() record chosen on_choose=add />
            </div>
        </div>
    }
    .into_any()
}
