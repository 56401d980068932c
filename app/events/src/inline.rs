//! A field of the event that saves itself when it is left, and says so.

use super::doors::save_event_field;
use super::planning::Planning;
use super::zone::ZoneField;
use base::AppError;
use kit::{Choice, DateInput, Field, Icon, Select, Switch, TextArea, TextInput};
use leptos::prelude::*;
use shared::events::about::Input;
use shared::events::{EventField, EventFields};

/// Label, input and complaint of the event's `field`, as the list of fields has them.
#[component]
pub fn InlineField(field: EventField) -> impl IntoView {
    let planning = expect_context::<Planning>();
    let about = field.about();
    let (name, label, hint) = (field.code(), field.label(), about.hint);
    let value = RwSignal::new(planning.page.with_untracked(|page| page.event.fields.get(field)));
    let saver = Saver::new(planning, field);
    let disabled = Signal::derive(move || !planning.is_open().get());
    let save = move |_| saver.save(value.get_untracked());
    let error = saver.error;
    let line = move |kind: &'static str| view! { <TextInput name value kind disabled error /> }.into_any();
    let input = match about.input {
        Input::Switch => {
            let checked = RwSignal::new(!value.get_untracked().is_empty());
            return view! {
                <div class="inline-field" on:change=move |_| {
                    saver.save(if checked.get_untracked() { "true".to_owned() } else { String::new() });
                }>
                    <Switch name label hint checked disabled error />
                    <p class="field-error" id=format!("{name}-error") aria-live="polite">{move || error.get()}</p>
                    <Mark saver />
                </div>
            }
            .into_any();
        }
        Input::Zone => return view! { <ZoneField /> }.into_any(),
        // It has a card of its own.
        Input::Picture => return ().into_any(),
        Input::Area { rows, .. } => view! { <TextArea name value rows disabled error /> }.into_any(),
        Input::Questions { .. } => view! { <TextArea name value rows=3 disabled error /> }.into_any(),
        Input::Choice(choices) => {
            let choices = choices().into_iter().map(|(code, label)| Choice::new(code, label)).collect::<Vec<_>>();
            view! { <Select name choices=Signal::stored(choices) value disabled error /> }.into_any()
        }
        Input::Line { .. } => line("text"),
        Input::Link { .. } => line("url"),
        Input::Phone { .. } => line("tel"),
        Input::Moment => {
            view! { <DateInput name value on_change=move |text| value.set(text) time=true disabled error /> }.into_any()
        }
        Input::Number { .. } => line("number"),
    };
    view! {
        <div class="inline-field" on:input=move |_| saver.forget() on:change=save>
            <Field name label hint error optional=about.optional>
                {input}
            </Field>
            <Mark saver />
        </div>
    }
    .into_any()
}

/// Sends one field to the server; one at a time, the last value wins.
#[derive(Debug, Clone, Copy)]
pub struct Saver {
    planning: Planning,
    field: EventField,
    pub error: RwSignal<Option<String>>,
    state: RwSignal<State>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Still,
    Saving,
    Saved,
}

impl Saver {
    pub fn new(planning: Planning, field: EventField) -> Self {
        Self { planning, field, error: RwSignal::new(None), state: RwSignal::new(State::Still) }
    }

    /// The person is changing the field: neither the complaint nor "Saved" is about what it holds now.
    fn forget(self) {
        if self.error.with_untracked(Option::is_some) {
            self.error.set(None);
        }
        if self.state.get_untracked() == State::Saved {
            self.state.set(State::Still);
        }
    }

    /// Checks `value` here, then saves it.
    pub fn save(self, value: String) {
        let mut fields: EventFields = self.planning.page.with_untracked(|page| page.event.fields.clone());
        if let Err(error) = fields.set(self.field, &value) {
            self.error.set(Some(error.message));
            self.state.set(State::Still);
            return;
        }
        self.error.set(None);
        self.state.set(State::Saving);
        self.planning.act(save_event_field(self.planning.id(), self.field, value), move |done| match done {
            Ok(()) => self.state.set(State::Saved),
            Err(error) => {
                self.state.set(State::Still);
                self.error.set(Some(match &error {
                    AppError::Invalid(errors) => {
                        errors.iter().map(|e| e.message.as_str()).collect::<Vec<_>>().join(" ")
                    }
                    other => other.to_string(),
                }));
            }
        });
    }
}

/// "Saved", beside the label.
#[component]
pub fn Mark(saver: Saver) -> impl IntoView {
    view! {
        <p class="inline-mark" role="status">
            {move || match saver.state.get() {
                State::Still => ().into_any(),
                State::Saving => "Saving…".into_any(),
                State::Saved => view! { <Icon name="check" /> "Saved" }.into_any(),
            }}
        </p>
    }
    .into_any()
}
