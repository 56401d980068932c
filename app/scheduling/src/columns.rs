//! The day as columns: a practitioner each, appointments and free slots at their time.

use super::desk::{Desk, Opened, at};
use kit::Icon;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use shared::coded::Known;
use shared::hue::Hue;
use shared::scheduling::{AppointmentStatus, CalendarDay, DayBlock, DayColumn, FreeSlot, LocalRange, Spot};
use shared::time::{Millis, clock_at};
use std::time::Duration;

/// What stands in a column, in the order of time.
enum Item {
    Visit(Box<DayBlock>),
    Free(FreeSlot),
}

impl Item {
    fn clock(&self) -> LocalRange {
        match self {
            Self::Visit(block) => block.clock,
            Self::Free(free) => free.clock,
        }
    }
}

pub fn columns(desk: Desk, day: &CalendarDay) -> AnyView {
    let axis = day.axis();
    let (first, last) = (axis.from / 60, axis.until / 60);
    let passed = minutes_passed();
    let mut spots = Vec::new();
    let several_zones = day.columns.windows(2).any(|pair| pair[0].zone != pair[1].zone);
    let shown: Vec<AnyView> = day
        .columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let mut items: Vec<Item> =
                column.blocks.iter().cloned().map(|block| Item::Visit(Box::new(block))).collect();
            items.extend(column.free.iter().copied().map(Item::Free));
            items.sort_by_key(Item::clock);
            let begin = spots.len();
            spots.extend(items.iter().map(|item| Spot {
                column: index,
                at: item.clock().from,
                free: match item {
                    Item::Visit(_) => None,
                    Item::Free(free) => column.schedule.map(|schedule| (schedule, free.start)),
                },
            }));
            let now = column.now.map(|now| now_line(now, axis, passed));
            let zone = several_zones.then(|| column.zone.clone());
            one_column(desk, column, zone, items, begin, now)
        })
        .collect();
    desk.spots.set_value(spots);
    let hours = (first..last).map(|hour| view! { <li>{clock_at(u32::from(hour) * 60)}</li> }).collect_view();
    let keys = move |event: KeyboardEvent| {
        if desk.follow(&event.key()) {
            event.prevent_default();
        }
    };
    view! {
        <div
            class=format!("calendar-grid first-h{first} last-h{last}")
            role="region"
            tabindex="0"
            aria-label="Visits by practitioner"
            aria-describedby="calendar-keys"
            on:keydown=keys
        >
            <ol class="calendar-axis" aria-hidden="true">
                {hours}
            </ol>
            {shown}
        </div>
    }
    .into_any()
}

fn one_column(
    desk: Desk,
    column: &DayColumn,
    zone: Option<String>,
    items: Vec<Item>,
    begin: usize,
    now: Option<AnyView>,
) -> AnyView {
    let open = column.hours.iter().map(|hours| view! { <div class=format!("calendar-open {}", at(*hours))></div> });
    let open = open.collect_view();
    let off = column.hours.is_empty().then(|| view! { <p class="calendar-off">"No hours on this day"</p> });
    let inside = items
        .into_iter()
        .enumerate()
        .map(|(index, item)| {
            // One stop of the Tab key for each column: the arrows do the rest.
            let stop = if index == 0 { "0" } else { "-1" };
            match item {
                Item::Visit(block) => visit(desk, column, *block, begin + index, stop),
                Item::Free(free) => free_slot(desk, column, free, begin + index, stop),
            }
        })
        .collect_view();
    let name = if column.practitioner.is_empty() { "No practitioner".to_owned() } else { column.practitioner.clone() };
    let label = format!("{name}, {}", column.site);
    view! {
        <section class="calendar-column" aria-label=label>
            <header>
                <strong>{name}</strong>
                <span class="second">{column.site.clone()} {zone.map(|zone| format!(" · {zone}"))}</span>
            </header>
            <div class="calendar-track">{open} {off} {inside} {now}</div>
        </section>
    }
    .into_any()
}

fn visit(desk: Desk, column: &DayColumn, block: DayBlock, index: usize, stop: &'static str) -> AnyView {
    let (hue, icon) = look(&block.appointment.status);
    let class = format!(
        "calendar-block {} {} lane-{} of-{}",
        hue.class(),
        at(block.clock),
        block.lane.min(5),
        block.lanes.clamp(1, 6)
    );
    let status = block.appointment.status.label();
    let (name, kind) = (block.appointment.name.reveal().clone(), block.appointment.visit.reveal().clone());
    let label = format!("{}, {name}, {kind}, {status}", block.clock.words());
    let over = block.appointment.status.known().is_some_and(|status| !status.occupies());
    let opened = Opened { block: block.clone(), zone: column.zone.clone() };
    view! {
        <button
            type="button"
            class=class
            class:calendar-over=over
            data-spot=index.to_string()
            tabindex=stop
            aria-label=label
            on:click=move |_| desk.opened.set(Some(opened.clone()))
        >
            <span class="calendar-who">
                <Icon name=icon />
                {name}
            </span>
            <span class="calendar-what">{kind} " · " {status}</span>
        </button>
    }
    .into_any()
}

fn free_slot(desk: Desk, column: &DayColumn, free: FreeSlot, index: usize, stop: &'static str) -> AnyView {
    let slot = column.schedule.map(|schedule| (schedule, free.start));
    let from = clock_at(free.clock.from.into());
    // As high as the step to the next one: slots that overlap must not hide each other.
    let until = column.free.iter().map(|other| other.clock.from).find(|other| *other > free.clock.from);
    let until = until.map_or(free.clock.until, |next| free.clock.until.min(next));
    view! {
        <button
            type="button"
            class=format!("calendar-free {}", at(LocalRange { until, ..free.clock }))
            data-spot=index.to_string()
            tabindex=stop
            aria-label=format!("Free at {from}: book")
            on:click=move |_| desk.book(slot)
        >
            {from.clone()}
        </button>
    }
    .into_any()
}

/// The color and the icon of a state.
pub fn look(status: &Known<AppointmentStatus>) -> (Hue, &'static str) {
    status.known().map_or((Hue::Exit, "circle-help"), |status| (status.hue(), status.icon()))
}

/// Minutes since the page came.
fn minutes_passed() -> RwSignal<u16> {
    let passed = RwSignal::new(0u16);
    Effect::new(move |_| {
        let began = kit::time::browser_now();
        let tick = move || {
            let minutes = (kit::time::browser_now() - began).0 / Millis::minutes(1).0;
            passed.try_set(u16::try_from(minutes).unwrap_or(0));
        };
        if let Ok(ticking) = set_interval_with_handle(tick, Duration::from_secs(60)) {
            on_cleanup(move || ticking.clear());
        }
    });
    passed
}

fn now_line(now: u16, axis: LocalRange, passed: RwSignal<u16>) -> AnyView {
    let clock = move || {
        let at = now.saturating_add(passed.get());
        LocalRange { from: at, until: at }
    };
    let class = move || {
        let clock = clock();
        if axis.contains(clock.from) { format!("calendar-now {}", at(clock)) } else { "sr-only".to_owned() }
    };
    view! {
        <p class=class>
            <span class="sr-only">{move || format!("Now: {}", clock_at(clock().from.into()))}</span>
        </p>
    }
    .into_any()
}
