//! The free slots of a day to choose from, and what is said when the chosen one is gone.

use base::{AppError, Failure};
use kit::{Button, ButtonSize, FormErrors, Notice, Skeleton, Tone};
use leptos::prelude::*;
use shared::ids::ScheduleId;
use shared::scheduling::{FreeSlot, OpenSlots, SlotColumn};
use shared::time::{UtcMillis, clock_at};

/// Slots offered instead of one that is gone.
const OFFERED: usize = 3;

/// Why a slot could not be had, and which.
#[derive(Debug, Clone)]
pub struct Refusal {
    pub text: String,
    pub wanted: (ScheduleId, UtcMillis),
}

type Offered = RwSignal<Option<Result<OpenSlots, AppError>>>;
type Chosen = RwSignal<Option<(ScheduleId, UtcMillis)>>;

#[component]
pub fn SlotPicker(
    offered: Offered,
    chosen: Chosen,
    /// The day, as its field has it.
    day: RwSignal<String>,
    errors: FormErrors,
    on_choose: Callback<(ScheduleId, UtcMillis)>,
) -> impl IntoView {
    let inside = move || match offered.get() {
        None => view! { <Skeleton lines=3 /> }.into_any(),
        Some(Err(error)) => view! { <Failure error /> }.into_any(),
        Some(Ok(open)) if open.columns.is_empty() => {
            let next = open.next.map(|date| {
                let words = format!("Go to {}", date.with_weekday());
                view! {
                    <Button size=ButtonSize::Small on_click=move |_| day.set(date.to_string())>
                        {words}
                    </Button>
                }
            });
            let text =
                if next.is_some() { "No free time on this day." } else { "No free time in the next two months." };
            view! { <div class="row"><span>{text}</span> {next}</div> }.into_any()
        }
        Some(Ok(open)) => {
            open.columns.into_iter().map(|column| of_column(column, chosen, on_choose)).collect_view().into_any()
        }
    };
    view! {
        <div class="field" role="group" aria-label="Free times">
            <span class="field-label">"Time"</span>
            <div class="slot-columns">{inside}</div>
            <p class="field-error" role="alert">
                {move || errors.at("slot")}
            </p>
        </div>
    }
    .into_any()
}

fn of_column(column: SlotColumn, chosen: Chosen, on_choose: Callback<(ScheduleId, UtcMillis)>) -> AnyView {
    let schedule = column.schedule;
    let times = column.free.into_iter().map(|free| slot(schedule, free, chosen, on_choose)).collect_view();
    view! {
        <fieldset class="slot-column">
            <legend>{column.practitioner} <span class="second">{format!(" · {}", column.site)}</span></legend>
            <div class="slot-times">{times}</div>
        </fieldset>
    }
    .into_any()
}

fn slot(schedule: ScheduleId, free: FreeSlot, chosen: Chosen, on_choose: Callback<(ScheduleId, UtcMillis)>) -> AnyView {
    let own = (schedule, free.start);
    let pressed = move || if chosen.get() == Some(own) { "true" } else { "false" };
    view! {
        <button type="button" class="slot-time" aria-pressed=pressed on:click=move |_| on_choose.run(own)>
            {clock_at(free.clock.from.into())}
        </button>
    }
    .into_any()
}

/// Says why, and offers the next free ones.
pub fn told(refusal: &Refusal, offered: Offered, on_choose: Callback<(ScheduleId, UtcMillis)>) -> AnyView {
    let (schedule, start) = refusal.wanted;
    let next = move || {
        offered.with(|open| {
            let Some(Ok(open)) = open else { return Vec::new() };
            let button = |(column, free): (&SlotColumn, FreeSlot)| {
                let own = (column.schedule, free.start);
                let words = format!("{}, {}", clock_at(free.clock.from.into()), column.practitioner);
                view! {
                    <Button size=ButtonSize::Small on_click=move |_| on_choose.run(own)>
                        {words}
                    </Button>
                }
                .into_any()
            };
            open.after(start, schedule, OFFERED).into_iter().map(button).collect()
        })
    };
    view! {
        <Notice tone=Tone::Look alert=true title=refusal.text.clone()>
            <p>"The next free times:"</p>
            <div class="row">{next}</div>
        </Notice>
    }
    .into_any()
}
