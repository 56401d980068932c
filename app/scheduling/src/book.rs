//! Booking a visit, or giving one another time. The slot is held while the dialog is open.

use super::desk::{Desk, Wish};
use super::doors::{book_visit, find_patients, hold_slot, move_visit, offered_slots, release_slot};
use super::slot_picker::{Refusal, SlotPicker, told};
use base::AppError;
use kit::{
    Button, ButtonKind, ButtonSize, Choice, DateInput, Dialog, Field, FormErrors, SearchPicker, Select, TextArea, Tone,
    answers, open_while, settled, toast,
};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::field::FieldError;
use shared::ids::{HoldId, PatientId, ScheduleId};
use shared::patients::PatientRow;
use shared::scheduling::{OpenSlots, SlotsAsked};
use shared::time::{Date, UtcMillis};
use std::time::Duration;

/// A hold is renewed before its five minutes are over.
const RENEWED: Duration = Duration::from_secs(4 * 60);

/// Open while somebody books.
#[component]
pub fn BookDialog(desk: Desk) -> impl IntoView {
    let open = open_while(desk.wish);
    let title = Signal::derive(move || {
        let moves = desk.wish.with(|wish| wish.as_ref().is_some_and(|wish| wish.moving.is_some()));
        if moves { "Reschedule".to_owned() } else { "Book a visit".to_owned() }
    });
    view! {
        <Dialog open title wide=true>
            <BookForm desk />
        </Dialog>
    }
    .into_any()
}

#[component]
fn BookForm(desk: Desk) -> impl IntoView {
    let errors = FormErrors::provide();
    let Wish { moving, visit, slot } = desk.wish.get_untracked().unwrap_or_default();
    let visits = desk.shown.with_untracked(|day| day.as_ref().map(|day| day.visits.clone()).unwrap_or_default());
    let moved = moving.as_ref().and_then(|block| block.id);
    let visit = moving.as_ref().map_or(visit, |block| block.visit_type);
    let visit = visit.or_else(|| visits.first().map(|line| line.id)).map(|id| id.to_string()).unwrap_or_default();
    let (visit, patient, note) = (RwSignal::new(visit), RwSignal::new(None::<Choice>), RwSignal::new(String::new()));
    let day = RwSignal::new(desk.date().map(|date| date.to_string()).unwrap_or_default());
    let chosen = RwSignal::new(None::<(ScheduleId, UtcMillis)>);
    let hold = RwSignal::new(None::<HoldId>);
    let refused = RwSignal::new(None::<Refusal>);
    let (again, busy) = (RwSignal::new(0u32), RwSignal::new(false));

    let offered = answers(move || {
        again.track();
        let asked = Date::parse(&day.get()).zip(visit.get().parse().ok());
        let asked = asked.map(|(day, visit)| SlotsAsked { day, visit, hold: hold.get_untracked(), moving: moved });
        async move {
            match asked {
                Some(asked) => offered_slots(asked).await,
                None => Ok(OpenSlots { columns: Vec::new(), next: None }),
            }
        }
    });
    let refuse = move |error: AppError, wanted: (ScheduleId, UtcMillis)| {
        refused.try_set(Some(Refusal { text: error.to_string(), wanted }));
        chosen.try_set(None);
        again.try_update(|again| *again += 1);
    };
    let choose = Callback::new(move |wanted: (ScheduleId, UtcMillis)| {
        errors.clear();
        refused.set(None);
        chosen.set(Some(wanted));
        let Some(visit) = visit.get_untracked().parse().ok().filter(|_| moved.is_none()) else { return };
        spawn_local(async move {
            match hold_slot(wanted.0, visit, wanted.1, hold.get_untracked()).await {
                // The dialog may be gone: then the hold goes too.
                Ok(held) if hold.try_set(Some(held)).is_some() => drop(release_slot(held).await),
                Ok(_) => {}
                Err(error) => refuse(error, wanted),
            }
        });
    });
    let give_back = move || {
        if let Some(held) = hold.try_get_untracked().flatten() {
            hold.try_set(None);
            spawn_local(async move { drop(release_slot(held).await) });
        }
    };
    Effect::watch(
        move || visit.get(),
        move |_, _, _| {
            chosen.set(None);
            refused.set(None);
            give_back();
        },
        false,
    );
    Effect::new(move |_| {
        if let Some(slot) = slot {
            choose.run(slot);
        }
        let renew = move || {
            if let (Some(_), Some(wanted)) = (hold.get_untracked(), chosen.get_untracked()) {
                choose.run(wanted);
            }
        };
        if let Ok(renewing) = set_interval_with_handle(renew, RENEWED) {
            on_cleanup(move || renewing.clear());
        }
    });
    on_cleanup(give_back);

    let done = move |text: &'static str| {
        hold.try_set(None);
        toast(Tone::Good, text);
        desk.day.refetch();
        desk.wish.try_set(None);
    };
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        errors.clear();
        let who =
            patient.with_untracked(|choice| choice.as_ref().and_then(|choice| choice.value.parse::<PatientId>().ok()));
        let mut missing = Vec::new();
        if who.is_none() && moved.is_none() {
            missing.push(FieldError::new("patient", "Choose whom the visit is for."));
        }
        if chosen.with_untracked(Option::is_none) {
            missing.push(FieldError::new("slot", "Choose a free time."));
        }
        let Some((wanted, visit)) = chosen.get_untracked().zip(visit.get_untracked().parse().ok()) else {
            errors.set(missing);
            return;
        };
        if !missing.is_empty() {
            errors.set(missing);
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let answer = match (moved, who) {
                (Some(id), _) => move_visit(id, wanted.0, wanted.1).await.map(|()| "Moved to the new time."),
                (None, Some(who)) => {
                    let booked = book_visit(who, wanted.0, visit, wanted.1, hold.get_untracked(), note.get_untracked());
                    booked.await.map(|_| "Booked.")
                }
                (None, None) => return,
            };
            busy.try_set(false);
            match answer {
                Ok(text) => done(text),
                Err(error) => refuse(error, wanted),
            }
        });
    };
    let kinds: Vec<Choice> = visits.iter().map(|line| Choice::new(line.id.to_string(), &line.visit.name)).collect();
    let no_visits = kinds.is_empty();
    let instructions = move || {
        let chosen = visit.get();
        let line = visits.iter().find(|line| line.id.to_string() == chosen)?;
        Some(format!("{} minutes · {}", line.visit.length, line.visit.modality.label()))
    };
    let about = moving.map(|block| {
        let words = format!("{}, {} with {}", block.name.reveal(), block.visit.reveal(), block.practitioner);
        view! { <p class="strong">{words}</p> }
    });
    let is_new = moved.is_none();
    view! {
        <form class="form" novalidate on:submit=send>
            {about}
            {is_new.then(|| view! { <PatientField patient errors /> })}
            <div class="form-row">
                {is_new
                    .then(|| {
                        view! {
                            <div class="stack-s">
                                <Field name="book-visit" label="Kind of visit">
                                    <Select name="book-visit" choices=Signal::stored(kinds) value=visit />
                                </Field>
                                <p class="field-hint">{instructions}</p>
                            </div>
                        }
                    })}
                <Field name="book-day" label="Day">
                    <DateInput name="book-day" value=day on_change=move |text| day.set(text) />
                </Field>
            </div>
            {no_visits
                .then(|| view! { <p class="field-error">"There are no visit types yet: an administrator sets them up."</p> })}
            {move || refused.get().map(|refusal| told(&refusal, offered, choose))}
            <SlotPicker offered chosen day errors on_choose=choose />
            {is_new
                .then(|| {
                    view! {
                        <Field name="book-note" label="Note" hint="For your colleagues; it stands in the visit's history." optional=true>
                            <TextArea name="book-note" value=note rows=2 />
                        </Field>
                    }
                })}
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true busy>
                    {if is_new { "Book" } else { "Move the visit" }}
                </Button>
                <Button on_click=move |_| desk.wish.set(None)>"Cancel"</Button>
            </div>
        </form>
    }
    .into_any()
}

/// Searches a patient; the chosen one can be changed.
#[component]
fn PatientField(patient: RwSignal<Option<Choice>>, errors: FormErrors) -> impl IntoView {
    let search = RwSignal::new(String::new());
    let asked = settled(search);
    let found = answers(move || {
        let text = asked.get();
        async move { if text.trim().is_empty() { Vec::new() } else { find_patients(text).await.unwrap_or_default() } }
    });
    let options = Signal::derive(move || found.get().unwrap_or_default().into_iter().map(choice).collect::<Vec<_>>());
    let inside = move || match patient.get() {
        Some(chosen) => view! {
            <div class="row">
                <span class="chip chip-value">{chosen.label}</span>
                <span class="second">{chosen.detail}</span>
                <Button kind=ButtonKind::Quiet size=ButtonSize::Small on_click=move |_| patient.set(None)>
                    "Change"
                </Button>
            </div>
        }
        .into_any(),
        None => view! {
            <SearchPicker
                name="patient".to_owned()
                label="Search patients by name or number"
                search
                options
                none="Type a name, a birth date or a record number."
                on_choose=move |choice| {
                    errors.clear();
                    patient.set(Some(choice));
                }
            />
        }
        .into_any(),
    };
    view! {
        <div class="field" role="group" aria-label="Patient">
            <span class="field-label">"Patient"</span>
            {inside}
            <p class="field-error" id="patient-error" role="alert">
                {move || errors.at("patient")}
            </p>
        </div>
    }
    .into_any()
}

fn choice(row: PatientRow) -> Choice {
    let born = row.birth_date.reveal().map(|date| format!("born {}", date.short()));
    let details: Vec<String> = born.into_iter().chain(row.identifier.into_inner()).collect();
    Choice::new(row.id.to_string(), row.name.into_inner()).with_detail(details.join(" · "))
}
