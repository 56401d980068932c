//! The ways that a person adds to a step: named, put in order, removed, one open at a time.

use crate::designer::state::Designer;
use kit::{Button, ButtonKind, ButtonSize, Field};
use leptos::prelude::*;
use shared::journeys::{Arm, MOST_ARMS, Port, free_port};

/// One of them as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArmLine {
    pub port: Port,
    /// What a person called it.
    pub name: String,
    /// What it is called where nobody did.
    pub shown: String,
}

/// A change to the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArmEdit {
    Add,
    Rename(Port, String),
    Up(Port),
    Remove(Port),
}

/// Makes the change; `fresh` is what an added one holds.
pub fn edit_arms<T>(arms: &mut Vec<Arm<T>>, edit: ArmEdit, fresh: impl FnOnce() -> T) {
    let at = |arms: &[Arm<T>], port| arms.iter().position(|arm| arm.port == port);
    match edit {
        ArmEdit::Add => arms.push(Arm::new(free_port(arms), "", fresh())),
        ArmEdit::Rename(port, name) => {
            if let Some(at) = at(arms, port) {
                arms[at].name = name;
            }
        }
        ArmEdit::Up(port) => {
            if let Some(at) = at(arms, port).filter(|at| *at > 0) {
                arms.swap(at, at - 1);
            }
        }
        ArmEdit::Remove(port) => arms.retain(|arm| arm.port != port),
    }
}

#[component]
pub fn ArmList(
    /// What one is called in the middle of a sentence, such as "rule".
    what: &'static str,
    label: &'static str,
    lines: Memo<Vec<ArmLine>>,
    on_edit: Callback<ArmEdit>,
    /// What the open one is made of.
    inside: Callback<Port, AnyView>,
) -> impl IntoView {
    let designer = Designer::use_context();
    let first = lines.with_untracked(|lines| lines.first().map(|line| line.port));
    let open = RwSignal::new(first);
    let locked = Signal::derive(move || !designer.editable());
    let full = Signal::derive(move || locked.get() || lines.with(|lines| lines.len() >= MOST_ARMS));
    let add = move |_| {
        on_edit.run(ArmEdit::Add);
        open.set(lines.with(|lines| lines.last().map(|line| line.port)));
    };
    let line = move |port: Port| {
        let line = Memo::new(move |_| lines.with(|lines| lines.iter().find(|line| line.port == port).cloned()));
        let shown = move || line.with(|line| line.as_ref().map(|line| line.shown.clone()).unwrap_or_default());
        let is_first = Signal::derive(move || {
            locked.get() || lines.with(|lines| lines.first().is_none_or(|first| first.port == port))
        });
        let is_only = Signal::derive(move || locked.get() || lines.with(|lines| lines.len() < 2));
        let is_open = move || open.get() == Some(port);
        view! {
            <li class="arm">
                <div class="arm-head">
                    <button
                        type="button"
                        class="arm-name"
                        aria-expanded=move || is_open().to_string()
                        on:click=move |_| open.update(|open| *open = if *open == Some(port) { None } else { Some(port) })
                    >
                        {shown}
                    </button>
                    <Button
                        kind=ButtonKind::Quiet
                        size=ButtonSize::Small
                        icon="arrow-up"
                        label=format!("Move this {what} up")
                        disabled=is_first
                        on_click=move |_| on_edit.run(ArmEdit::Up(port))
                    />
                    <Button
                        kind=ButtonKind::Quiet
                        size=ButtonSize::Small
                        icon="trash-2"
                        label=format!("Remove this {what}")
                        disabled=is_only
                        on_click=move |_| on_edit.run(ArmEdit::Remove(port))
                    />
                </div>
                <Show when=is_open>
                    <div class="arm-body">
                        <Field name=format!("name-{port}") label="Name on the line" optional=true>
                            <input
                                class="input"
                                id=format!("name-{port}")
                                name=format!("name-{port}")
                                maxlength="40"
                                disabled=move || locked.get()
                                aria-describedby=format!("name-{port}-hint name-{port}-error")
                                placeholder=shown
                                prop:value=move || line.with(|line| line.as_ref().map(|line| line.name.clone()))
                                on:change=move |event| {
                                    on_edit.run(ArmEdit::Rename(port, event_target_value(&event).trim().to_owned()));
                                }
                            />
                        </Field>
                        {inside.run(port)}
                    </div>
                </Show>
            </li>
        }
    };
    view! {
        <fieldset class="arms">
            <legend>{label}</legend>
            <ol role="list">
                <For
                    each=move || lines.with(|lines| lines.iter().map(|line| line.port).collect::<Vec<_>>())
                    key=|port| *port
                    children=line
                />
            </ol>
            <Button kind=ButtonKind::Secondary size=ButtonSize::Small icon="plus" disabled=full on_click=add>
                {format!("Add a {what}")}
            </Button>
        </fieldset>
    }
    .into_any()
}
