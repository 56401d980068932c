//! The call script: steps with what to say, what to write down, and where answers lead.

use super::program_state::{ProgramState, area, bound, choice, line, of_enum};
use kit::{Button, ButtonKind, ButtonSize, Card, Choice, EmptyState, Kind};
use leptos::prelude::*;
use shared::outreach::{CallScript, Program, ScriptAnswer, ScriptField, ScriptFieldKind, ScriptStep, ScriptStepId};

/// All steps, and one more.
#[component]
pub fn ScriptTab() -> impl IntoView {
    let state = ProgramState::use_context();
    // Made anew when steps, answers or fields come and go, not at each letter.
    let shape = Memo::new(move |_| {
        state.program.with(|program| {
            program.script.steps.iter().map(|step| (step.id, step.answers.len(), step.fields.len())).collect::<Vec<_>>()
        })
    });
    let steps = move || {
        let shape = shape.get();
        if shape.is_empty() {
            return view! {
                <EmptyState
                    icon="phone"
                    kind=Kind::Message
                    title="No script yet"
                    text="Write what agents say: an opening, why you call, and where each answer leads."
                />
            }
            .into_any();
        }
        shape.into_iter().map(|(id, answers, fields)| one_step(state, id, answers, fields)).collect_view().into_any()
    };
    let add = move |_| {
        state.edit(|program| {
            let id = program.script.next_id();
            program.script.steps.push(ScriptStep { id, ..ScriptStep::default() });
        });
    };
    view! {
        <div class="stack program">
            <p class="muted">"Whoever changes the script can't sign it off: a second person does."</p>
            {steps} {state.may_edit.then(|| view! { <Button icon="plus" on_click=add>"Add a step"</Button> })}
        </div>
    }
    .into_any()
}

fn with_step(program: &mut Program, id: ScriptStepId, change: impl FnOnce(&mut ScriptStep)) {
    if let Some(step) = program.script.steps.iter_mut().find(|step| step.id == id) {
        change(step);
    }
}

fn one_step(state: ProgramState, id: ScriptStepId, answers: usize, fields: usize) -> AnyView {
    let name = move |part: &str| format!("script-{}-{part}", id.0);
    let read = move |program: &Program| program.script.step(id).cloned().unwrap_or_default();
    let title = bound(
        state,
        move |program| read(program).title,
        move |program, value| with_step(program, id, |step| step.title = value),
    );
    let say = bound(
        state,
        move |program| read(program).say,
        move |program, value| with_step(program, id, |step| step.say = value),
    );
    let heading = move || {
        let title = title.get();
        if title.trim().is_empty() { "Step without a title".to_owned() } else { title }
    };
    let answer_lines = (0..answers).map(|place| answer(state, id, place)).collect_view();
    let field_lines = (0..fields).map(|place| field(state, id, place)).collect_view();
    let add_answer =
        move |_| state.edit(|program| with_step(program, id, |step| step.answers.push(ScriptAnswer::default())));
    let add_field = move |_| {
        state.edit(|program| {
            with_step(program, id, |step| {
                let key = format!("field-{}-{}", id.0, step.fields.len() + 1);
                step.fields.push(ScriptField { key, ..ScriptField::default() });
            });
        });
    };
    let remove = move |_| state.edit(|program| program.script.remove(id));
    view! {
        <Card>
            <h3>{heading}</h3>
            {line(name("title"), "Title", "", title, "text")}
            {area(name("say"), "What to say", "Fields such as {{patient.first_name|there}} are filled in.", say)}
            {field_lines} {answer_lines}
            {state
                .may_edit
                .then(|| {
                    view! {
                        <div class="row">
                            <Button size=ButtonSize::Small icon="plus" on_click=add_answer>
                                "Answer"
                            </Button>
                            <Button size=ButtonSize::Small icon="plus" on_click=add_field>
                                "Field"
                            </Button>
                            <Button size=ButtonSize::Small kind=ButtonKind::Quiet icon="trash-2" on_click=remove>
                                "Remove step"
                            </Button>
                        </div>
                    }
                })}
        </Card>
    }
    .into_any()
}

fn steps_of(script: &CallScript) -> Vec<Choice> {
    let called = |step: &ScriptStep| {
        if step.title.trim().is_empty() { format!("Step {}", step.id.0) } else { step.title.clone() }
    };
    script.steps.iter().map(|step| Choice::new(step.id.0.to_string(), called(step))).collect()
}

fn answer(state: ProgramState, id: ScriptStepId, place: usize) -> AnyView {
    let name = move |part: &str| format!("script-{}-{part}-{place}", id.0);
    let read = move |program: &Program| {
        program.script.step(id).and_then(|step| step.answers.get(place)).cloned().unwrap_or_default()
    };
    let change = move |program: &mut Program, change: &dyn Fn(&mut ScriptAnswer)| {
        with_step(program, id, |step| {
            if let Some(answer) = step.answers.get_mut(place) {
                change(answer);
            }
        });
    };
    let words = bound(
        state,
        move |program| read(program).words,
        move |program, value| change(program, &|answer| answer.words.clone_from(&value)),
    );
    let to = bound(
        state,
        move |program| read(program).to.map(|to| to.0.to_string()).unwrap_or_default(),
        move |program, value| {
            let to = value.parse().ok().map(ScriptStepId);
            change(program, &|answer| answer.to = to);
        },
    );
    let steps = state.program.with_untracked(|program| steps_of(&program.script));
    let remove = move |_| {
        state.edit(|program| {
            with_step(program, id, |step| {
                if place < step.answers.len() {
                    step.answers.remove(place);
                }
            });
        });
    };
    view! {
        <div class="form-row">
            {line(name("answer"), "Answer", "", words, "text")}
            {choice(name("to"), "Leads to", "", to, steps, Some("The end of the call"))}
            {state.may_edit.then(|| view! { <Button kind=ButtonKind::Quiet icon="x" label="Remove answer" on_click=remove /> })}
        </div>
    }
    .into_any()
}

fn field(state: ProgramState, id: ScriptStepId, place: usize) -> AnyView {
    let name = move |part: &str| format!("script-{}-{part}-{place}", id.0);
    let read = move |program: &Program| {
        program.script.step(id).and_then(|step| step.fields.get(place)).cloned().unwrap_or_default()
    };
    let change = move |program: &mut Program, change: &dyn Fn(&mut ScriptField)| {
        with_step(program, id, |step| {
            if let Some(field) = step.fields.get_mut(place) {
                change(field);
            }
        });
    };
    let label = bound(
        state,
        move |program| read(program).label,
        move |program, value| change(program, &|field| field.label.clone_from(&value)),
    );
    let kind = bound(
        state,
        move |program| read(program).kind.code().to_owned(),
        move |program, value| {
            let kind = ScriptFieldKind::from_code(&value).unwrap_or_default();
            change(program, &|field| field.kind = kind);
        },
    );
    let remove = move |_| {
        state.edit(|program| {
            with_step(program, id, |step| {
                if place < step.fields.len() {
                    step.fields.remove(place);
                }
            });
        });
    };
    view! {
        <div class="form-row">
            {line(name("label"), "Write down", "", label, "text")}
            {choice(name("kind"), "As", "", kind, of_enum::<ScriptFieldKind>(), None)}
            {state.may_edit.then(|| view! { <Button kind=ButtonKind::Quiet icon="x" label="Remove field" on_click=remove /> })}
        </div>
    }
    .into_any()
}
