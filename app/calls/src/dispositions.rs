//! The organization's dispositions, to be changed by a supervisor.

use super::doors::{load_dispositions, save_dispositions};
use base::{AppError, Loaded};
use kit::{Button, ButtonKind, Card, Choice, Field, FormErrors, Select, TextInput, Tone, toast};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::outreach::calls::{CallOutcome, Disposition, Dispositions, MessageAfter, NextStep, Stops};

/// The dispositions of the organization, to be changed.
#[component]
pub fn EndingsCard() -> impl IntoView {
    let all = Resource::new(|| (), |()| load_dispositions());
    view! {
        <Card title="Dispositions">
            <Loaded data=all view=|all| view! { <EndingsForm all /> }.into_any() />
        </Card>
    }
    .into_any()
}

fn choices<T: shared::coded::Coded>() -> Signal<Vec<Choice>> {
    Signal::stored(T::ALL.iter().map(|one| Choice::new(one.code(), one.label())).collect())
}

/// A disposition as it is edited.
#[derive(Clone, Copy)]
struct Edited {
    key: StoredValue<String>,
    label: RwSignal<String>,
    shortcut: RwSignal<String>,
    outcome: RwSignal<String>,
    next: RwSignal<String>,
    days: RwSignal<String>,
    message: RwSignal<String>,
    stops: RwSignal<String>,
    active: RwSignal<bool>,
}

impl Edited {
    fn of(one: &Disposition) -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        Self {
            key: StoredValue::new(one.key.clone()),
            label: text(&one.label),
            shortcut: text(&one.shortcut),
            outcome: text(one.outcome.code()),
            next: text(one.next.code()),
            days: text(&one.days.to_string()),
            message: text(one.message.code()),
            stops: text(one.stops.code()),
            active: RwSignal::new(one.active),
        }
    }

    fn read(self) -> Disposition {
        Disposition {
            key: self.key.get_value(),
            label: self.label.get_untracked(),
            shortcut: self.shortcut.get_untracked(),
            outcome: CallOutcome::from_code(&self.outcome.get_untracked()).unwrap_or(CallOutcome::Other),
            next: NextStep::from_code(&self.next.get_untracked()).unwrap_or_default(),
            days: self.days.get_untracked().trim().parse().unwrap_or(0),
            message: MessageAfter::from_code(&self.message.get_untracked()).unwrap_or_default(),
            stops: Stops::from_code(&self.stops.get_untracked()).unwrap_or_default(),
            active: self.active.get_untracked(),
        }
    }
}

#[component]
fn EndingsForm(all: Dispositions) -> impl IntoView {
    let errors = FormErrors::provide();
    let rows = RwSignal::new(all.all.iter().map(Edited::of).collect::<Vec<_>>());
    let busy = RwSignal::new(false);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let changed = Dispositions { all: rows.with_untracked(|rows| rows.iter().map(|row| row.read()).collect()) };
        errors.clear();
        busy.set(true);
        spawn_local(async move {
            match save_dispositions(changed).await {
                Ok(saved) => {
                    rows.try_set(saved.all.iter().map(Edited::of).collect());
                    toast(Tone::Good, "Dispositions saved. Agents have them from their next call on.");
                }
                Err(AppError::Invalid(wrong)) => errors.set(wrong),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
            busy.try_set(false);
        });
    };
    let lines = move || rows.get().into_iter().enumerate().map(|(place, row)| line(place, row)).collect_view();
    view! {
        <form class="form" novalidate on:submit=send>
            <p class="second">
                "How calls can end, by one key each. Reports count by “Counts as”, so their figures stay comparable when names change."
            </p>
            <div class="desk-edit">{lines}</div>
            <p class="field-error" role="alert">
                {move || errors.at("all")}
            </p>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true busy>
                    "Save dispositions"
                </Button>
                <Button icon="plus" on_click=move |_| rows.update(|rows| rows.push(Edited::of(&Disposition::default())))>
                    "Add a disposition"
                </Button>
            </div>
        </form>
    }
    .into_any()
}

fn line(place: usize, row: Edited) -> AnyView {
    let name = move |field: &str| format!("{field}-{place}");
    let (outcomes, steps) = (choices::<CallOutcome>(), choices::<NextStep>());
    let (messages, stops) = (choices::<MessageAfter>(), choices::<Stops>());
    view! {
        <fieldset class="desk-edit-line">
            <legend class="sr-only">{move || format!("Disposition {}: {}", place + 1, row.label.get())}</legend>
            <Field name=name("label") label="Name">
                <TextInput name=name("label") value=row.label />
            </Field>
            <Field name=name("shortcut") label="Key">
                <TextInput name=name("shortcut") value=row.shortcut />
            </Field>
            <Field name=name("outcome") label="Counts as">
                <Select name=name("outcome") choices=outcomes value=row.outcome />
            </Field>
            <Field name=name("next") label="Next">
                <Select name=name("next") choices=steps value=row.next />
            </Field>
            <Field name=name("days") label="Days">
                <TextInput name=name("days") kind="number" value=row.days />
            </Field>
            <Field name=name("message") label="Sends">
                <Select name=name("message") choices=messages value=row.message />
            </Field>
            <Field name=name("stops") label="Stops">
                <Select name=name("stops") choices=stops value=row.stops />
            </Field>
            <label class="choice">
                <input
                    type="checkbox"
                    prop:checked=move || row.active.get()
                    on:change=move |event| row.active.set(event_target_checked(&event))
                />
                "In use"
            </label>
        </fieldset>
    }
    .into_any()
}
