//! A program on its page: the document with autosave, what is known about it, and inputs bound to its parts.

use super::program_doors::{open_program, save_program};
use base::AppError;
use kit::{Autosave, Choice, Field, FormErrors, Select, TextArea, TextInput, Tone, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::ProgramId;
use shared::outreach::{Program, ProgramFacts, ProgramPage, ProgramStatus, TeamMember, open_points};

/// Found by every part of the page through the context.
#[derive(Clone, Copy)]
pub struct ProgramState {
    pub id: ProgramId,
    pub name: RwSignal<String>,
    pub status: RwSignal<ProgramStatus>,
    pub program: RwSignal<Program>,
    pub facts: RwSignal<ProgramFacts>,
    pub team: RwSignal<Vec<TeamMember>>,
    pub page: StoredValue<ProgramPage>,
    pub may_edit: bool,
    pub errors: FormErrors,
    pub autosave: Autosave<AppError>,
    revision: StoredValue<i64>,
}

impl ProgramState {
    pub fn provide(page: ProgramPage) -> Self {
        let (id, may_edit) = (page.id, page.may_edit && page.status != ProgramStatus::Ended);
        let program = RwSignal::new(page.program.clone());
        let revision = StoredValue::new(page.revision);
        let state = Self {
            id,
            name: RwSignal::new(page.name.clone()),
            status: RwSignal::new(page.status),
            program,
            facts: RwSignal::new(page.facts.clone()),
            team: RwSignal::new(page.team.clone()),
            may_edit,
            errors: FormErrors::provide(),
            autosave: Autosave::new(move || {
                let saving = save_program(id, revision.get_value(), program.get_untracked());
                async move {
                    let saved = saving.await.inspect_err(|error| toast(Tone::Danger, error.to_string()))?;
                    let _ = revision.try_set_value(saved.revision);
                    Ok(())
                }
            }),
            page: StoredValue::new(page),
            revision,
        };
        provide_context(state);
        state
    }

    pub fn use_context() -> Self {
        expect_context()
    }

    /// Changes the document, if that changes anything, and saves it soon.
    pub fn edit(self, change: impl FnOnce(&mut Program)) {
        let mut next = self.program.get_untracked();
        change(&mut next);
        if self.may_edit && self.program.with_untracked(|program| *program != next) {
            self.program.set(next);
            self.autosave.changed();
        }
    }

    /// What is open before it may go live.
    pub fn open(self) -> Memo<Vec<shared::field::FieldError>> {
        Memo::new(move |_| self.program.with(|program| self.facts.with(|facts| open_points(program, facts))))
    }

    /// Saves, does something on the server, and shows what the program is then.
    pub fn act<F>(self, what: impl FnOnce() -> F + 'static)
    where
        F: Future<Output = Result<(), AppError>> + 'static,
    {
        spawn_local(async move {
            if self.autosave.save().await.is_err() {
                return;
            }
            match what().await {
                Ok(()) => self.errors.clear(),
                Err(AppError::Invalid(found)) => {
                    let words = found.iter().map(|error| error.message.clone()).collect::<Vec<_>>().join(" ");
                    toast(Tone::Danger, words);
                    self.errors.set(found);
                }
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
            match open_program(self.id).await {
                Ok(page) => self.show(page),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    }

    fn show(self, page: ProgramPage) {
        self.revision.set_value(page.revision);
        self.status.set(page.status);
        self.facts.set(page.facts.clone());
        self.team.set(page.team.clone());
        self.program.set(page.program.clone());
        self.page.set_value(page);
    }
}

/// A text that is a part of the document: read at first, written at each change.
pub fn bound(
    state: ProgramState,
    get: impl Fn(&Program) -> String,
    set: impl Fn(&mut Program, String) + Send + Sync + 'static,
) -> RwSignal<String> {
    let value = RwSignal::new(state.program.with_untracked(|program| get(program)));
    Effect::watch(
        move || value.get(),
        move |value, _, _| {
            let value = value.clone();
            state.edit(|program| set(program, value));
        },
        false,
    );
    value
}

/// As [`bound`], for a box to tick.
pub fn ticked(
    state: ProgramState,
    get: impl Fn(&Program) -> bool,
    set: impl Fn(&mut Program, bool) + Send + Sync + 'static,
) -> RwSignal<bool> {
    let value = RwSignal::new(state.program.with_untracked(|program| get(program)));
    Effect::watch(move || value.get(), move |value, _, _| state.edit(|program| set(program, *value)), false);
    value
}

/// A line of text with its label.
pub fn line(
    name: impl Into<String>,
    label: impl Into<String>,
    hint: &'static str,
    value: RwSignal<String>,
    kind: &'static str,
) -> AnyView {
    let (name, label): (String, String) = (name.into(), label.into());
    let disabled = !ProgramState::use_context().may_edit;
    view! {
        <Field name=name.clone() label hint>
            <TextInput name kind value disabled />
        </Field>
    }
    .into_any()
}

/// Several lines of text with their label.
pub fn area(name: impl Into<String>, label: impl Into<String>, hint: &'static str, value: RwSignal<String>) -> AnyView {
    let (name, label): (String, String) = (name.into(), label.into());
    let disabled = !ProgramState::use_context().may_edit;
    view! {
        <Field name=name.clone() label hint>
            <TextArea name value disabled />
        </Field>
    }
    .into_any()
}

/// A choice with its label; `none` is the words for nothing chosen.
pub fn choice(
    name: impl Into<String>,
    label: impl Into<String>,
    hint: &'static str,
    value: RwSignal<String>,
    choices: Vec<Choice>,
    none: Option<&'static str>,
) -> AnyView {
    let (name, label): (String, String) = (name.into(), label.into());
    let disabled = !ProgramState::use_context().may_edit;
    let mut all: Vec<Choice> = none.map(|words| Choice::new("", words)).into_iter().collect();
    all.extend(choices);
    view! {
        <Field name=name.clone() label hint>
            <Select name choices=Signal::stored(all) value disabled />
        </Field>
    }
    .into_any()
}

/// The values of an enum, to choose from.
pub fn of_enum<T: shared::coded::Coded>() -> Vec<Choice> {
    T::ALL.iter().map(|one| Choice::new(one.code(), one.label())).collect()
}

/// Live messages to choose from; of a channel's name where it says one.
pub fn messages(state: ProgramState) -> Vec<Choice> {
    state.page.with_value(|page| {
        let named = |one: &shared::journeys::Choice| {
            let channel =
                one.channel.map(|channel| format!(" ({})", channel.label().to_lowercase())).unwrap_or_default();
            Choice::new(one.id.clone(), format!("{}{channel}", one.name))
        };
        page.templates.iter().map(named).collect()
    })
}
