//! Free times of the program's visits, five days beside each other; the chosen one is held while the agent talks.

use super::doors::{days_of_slots, keep_slot};
use super::state::Desk;
use kit::{Button, ButtonKind, ButtonSize, Choice, Icon, Select, Skeleton, answers};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::{ScheduleId, VisitTypeId};
use shared::outreach::calls::Booked;
use shared::scheduling::OpenSlots;
use shared::time::{Date, UtcMillis, clock_at};
use std::time::Duration;

/// A hold is renewed before its five minutes are over.
const RENEWED: Duration = Duration::from_secs(4 * 60);
/// Times shown of one day.
const TIMES: usize = 4;

pub fn slots(desk: Desk) -> AnyView {
    let Some((visits, agents_book)) =
        desk.card.with_untracked(|card| card.as_ref().map(|card| (card.visits.clone(), card.agents_book)))
    else {
        return ().into_any();
    };
    if !agents_book {
        return view! { <p class="desk-empty second">"The scheduling team finds the time: choose “Handed over”."</p> }
            .into_any();
    }
    let Some((first, _)) = visits.first().cloned() else { return ().into_any() };
    let visit = RwSignal::new(first.to_string());
    let from = RwSignal::new(None::<Date>);
    let again = RwSignal::new(0u32);
    let days = answers(move || {
        again.track();
        let (visit, from) = (visit.get().parse::<VisitTypeId>().ok(), from.get());
        let hold = desk.slot.with_untracked(|slot| slot.as_ref().and_then(|slot| slot.hold));
        async move {
            match visit {
                Some(visit) => days_of_slots(visit, from, hold).await,
                None => Ok(Vec::new()),
            }
        }
    });
    let choose = Callback::new(move |(schedule, start): (ScheduleId, UtcMillis)| {
        let Some(visit_type) = visit.get_untracked().parse::<VisitTypeId>().ok() else { return };
        let held = desk.slot.with_untracked(|slot| slot.as_ref().and_then(|slot| slot.hold));
        spawn_local(async move {
            match keep_slot(schedule, visit_type, start, held).await {
                Ok(hold) => {
                    desk.slot.try_set(Some(Booked { schedule, visit_type, start, hold: Some(hold) }));
                }
                Err(error) => {
                    desk.slot.try_set(None);
                    desk.say(&error);
                    again.try_update(|again| *again += 1);
                }
            }
        });
    });
    Effect::new(move |_| {
        let renew = move || {
            if let Some(slot) = desk.slot.get_untracked() {
                choose.run((slot.schedule, slot.start));
            }
        };
        if let Ok(renewing) = set_interval_with_handle(renew, RENEWED) {
            on_cleanup(move || renewing.clear());
        }
    });
    let kinds: Vec<Choice> = visits.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
    let step = move |back: bool| {
        let first = days.with_untracked(|days| match days {
            Some(Ok(days)) if back => days.first().map(|(day, _)| day.plus_days(-7)),
            Some(Ok(days)) => days.last().map(|(day, _)| day.plus_days(1)),
            Some(Err(_)) | None => None,
        });
        from.set(first);
    };
    let shown = move || match days.get() {
        None => view! { <Skeleton lines=3 /> }.into_any(),
        Some(Err(error)) => view! { <p class="field-error">{error.to_string()}</p> }.into_any(),
        Some(Ok(days)) => {
            let columns = days.into_iter().map(|(day, open)| column(desk, day, open, choose)).collect_view();
            view! { <div class="desk-days">{columns}</div> }.into_any()
        }
    };
    let held = move || {
        desk.slot.with(Option::is_some).then(|| {
            view! {
                <p class="desk-held">
                    <Icon name="timer" /> "This time is held while you talk. Book it with “Booked”."
                </p>
            }
        })
    };
    view! {
        <section class="desk-slots" aria-label="Free times">
            <div class="row">
                <Select name="desk-visit" label="Kind of visit" choices=Signal::stored(kinds) value=visit />
                <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="chevron-left" label="Earlier days" on_click=move |_| step(true) />
                <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="chevron-right" label="Later days" on_click=move |_| step(false) />
            </div>
            {shown}
            {held}
        </section>
    }
    .into_any()
}

fn column(desk: Desk, day: Date, open: OpenSlots, choose: Callback<(ScheduleId, UtcMillis)>) -> AnyView {
    let mut free: Vec<(UtcMillis, u32, ScheduleId, String)> = Vec::new();
    for column in open.columns {
        let who = format!("{} · {}", column.practitioner, column.site);
        free.extend(column.free.iter().map(|slot| (slot.start, slot.clock.from.into(), column.schedule, who.clone())));
    }
    free.sort_by_key(|(start, ..)| *start);
    let none = free.is_empty();
    let every = (free.len() / TIMES).max(1);
    let times = free.into_iter().step_by(every).take(TIMES).map(|(start, minute, schedule, who)| {
        let pressed = move || {
            let own = desk.slot.with(|slot| slot.as_ref().is_some_and(|slot| slot.start == start && slot.schedule == schedule));
            if own { "true" } else { "false" }
        };
        view! {
            <button type="button" class="slot-time" title=who aria-pressed=pressed on:click=move |_| choose.run((schedule, start))>
                {clock_at(minute)}
            </button>
        }
    });
    let times = times.collect_view();
    view! {
        <div class="desk-day" role="group" aria-label=day.with_weekday()>
            <span class="second">{format!("{}, {}", day.weekday_short(), day.brief(day.year()))}</span>
            {times}
            {none.then(|| view! { <span class="second">"No free time"</span> })}
        </div>
    }
    .into_any()
}
