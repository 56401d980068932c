//! A visit type, new or edited.

use super::doors::save_visit_type;
use super::setup::SetupData;
use base::AppError;
use kit::{
    Button, ButtonKind, Dialog, Field, FormErrors, Select, TextArea, TextInput, Tone, choices_of, open_while, toast,
};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::field::FieldError;
use shared::ids::VisitTypeId;
use shared::scheduling::{Modality, TakenBy, VisitType, VisitTypeLine};

/// The numbers of the form: name, label, hint.
const NUMBERS: [(&str, &str, &str); 6] = [
    ("length", "Length", "Minutes with the patient."),
    ("buffer_before", "Kept free before", "Minutes."),
    ("buffer_after", "Kept free after", "Minutes."),
    ("step", "Starts every", "Minutes from one possible start to the next."),
    ("notice", "Booked ahead at least", "Minutes between booking and visit."),
    ("horizon", "Booked ahead at most", "Days."),
];

/// Open while `editing` holds a visit type, or none yet.
#[component]
pub fn VisitDialog(data: SetupData, editing: RwSignal<Option<Option<VisitTypeLine>>>) -> impl IntoView {
    let open = open_while(editing);
    view! {
        <Dialog open title="Visit type" wide=true>
            {move || editing.get_untracked().map(|line| view! { <Form data editing line /> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn Form(
    data: SetupData,
    editing: RwSignal<Option<Option<VisitTypeLine>>>,
    line: Option<VisitTypeLine>,
) -> impl IntoView {
    let errors = FormErrors::provide();
    let busy = RwSignal::new(false);
    let id: Option<VisitTypeId> = line.as_ref().map(|line| line.id);
    let visit = line.map(|line| line.visit).unwrap_or_default();
    let name = RwSignal::new(visit.name);
    let modality = RwSignal::new(visit.modality.code().to_owned());
    let taken_by = RwSignal::new(visit.taken_by.code().to_owned());
    let instructions = RwSignal::new(visit.instructions);
    let numbers = [visit.length, visit.buffer_before, visit.buffer_after, visit.step, visit.notice, visit.horizon]
        .map(|number| RwSignal::new(number.to_string()));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        errors.clear();
        let read = numbers.map(|number| number.with_untracked(|text| text.trim().parse::<u32>().ok()));
        let wrong: Vec<FieldError> = NUMBERS
            .iter()
            .zip(read)
            .filter(|(_, number)| number.is_none())
            .map(|((name, ..), _)| FieldError::new(*name, "Write a whole number."))
            .collect();
        if !wrong.is_empty() {
            errors.set(wrong);
            return;
        }
        let [length, buffer_before, buffer_after, step, notice, horizon] = read.map(Option::unwrap_or_default);
        let visit = VisitType {
            name: name.get_untracked(),
            modality: Modality::from_code(&modality.get_untracked()).unwrap_or_default(),
            taken_by: TakenBy::from_code(&taken_by.get_untracked()).unwrap_or_default(),
            length,
            buffer_before,
            buffer_after,
            step,
            notice,
            horizon,
            instructions: instructions.get_untracked(),
        };
        busy.set(true);
        spawn_local(async move {
            let answer = save_visit_type(id, visit).await;
            busy.try_set(false);
            match answer {
                Ok(_) => {
                    toast(Tone::Good, "Saved.");
                    data.refetch();
                    editing.try_set(None);
                }
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    let fields = NUMBERS
        .into_iter()
        .zip(numbers)
        .map(|((name, label, hint), value)| {
            view! {
                <Field name label hint>
                    <TextInput name kind="number" value min="0" />
                </Field>
            }
        })
        .collect_view();
    view! {
        <form class="form" novalidate on:submit=send>
            <Field name="name" label="Name" hint="As patients and colleagues know it.">
                <TextInput name="name" value=name autofocus=true />
            </Field>
            <div class="form-row">
                <Field name="modality" label="How">
                    <Select name="modality" choices=choices_of(Modality::ALL.as_slice()) value=modality />
                </Field>
                <Field name="taken_by" label="For whom">
                    <Select name="taken_by" choices=choices_of(TakenBy::ALL.as_slice()) value=taken_by />
                </Field>
            </div>
            <div class="form-row">{fields}</div>
            <Field
                name="instructions"
                label="Instructions"
                hint="What the patient reads when it is booked."
                optional=true
            >
                <TextArea name="instructions" value=instructions />
            </Field>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true busy>
                    "Save"
                </Button>
                <Button on_click=move |_| editing.set(None)>"Cancel"</Button>
            </div>
        </form>
    }
    .into_any()
}
