//! The day as a list by time: what a phone shows.

use super::columns::look;
use super::desk::{Desk, Opened};
use kit::Icon;
use leptos::prelude::*;
use shared::scheduling::{CalendarDay, DayBlock, DayColumn, FreeSlot};
use shared::time::clock_at;

pub fn by_time(desk: Desk, day: &CalendarDay) -> AnyView {
    let mut lines: Vec<((u16, usize), AnyView)> = Vec::new();
    for (index, column) in day.columns.iter().enumerate() {
        lines.extend(column.blocks.iter().map(|block| ((block.clock.from, index), visit(desk, column, block))));
        lines.extend(column.free.iter().map(|free| ((free.clock.from, index), open(desk, column, *free))));
    }
    lines.sort_by_key(|(order, _)| *order);
    if lines.is_empty() {
        return view! {
            <p class="calendar-list pad second">"Nothing is booked. Choose a kind of visit to see the free times."</p>
        }
        .into_any();
    }
    let lines = lines.into_iter().map(|(_, line)| line).collect_view();
    view! { <ol class="calendar-list rows" role="list" aria-label="Visits by time">{lines}</ol> }.into_any()
}

fn visit(desk: Desk, column: &DayColumn, block: &DayBlock) -> AnyView {
    let (hue, icon) = look(&block.appointment.status);
    let opened = Opened { block: block.clone(), zone: column.zone.clone() };
    view! {
        <li>
            <span class="calendar-hour">{clock_at(block.clock.from.into())}</span>
            <button
                type="button"
                class="calendar-line grow"
                on:click=move |_| desk.opened.set(Some(opened.clone()))
            >
                <strong>{block.appointment.name.reveal().clone()}</strong>
                <span class="second">{format!("{} · {}", block.appointment.visit.reveal(), column.practitioner)}</span>
            </button>
            <span class=format!("calendar-state {}", hue.class())>
                <Icon name=icon />
                {block.appointment.status.label()}
            </span>
        </li>
    }
    .into_any()
}

fn open(desk: Desk, column: &DayColumn, free: FreeSlot) -> AnyView {
    let slot = column.schedule.map(|schedule| (schedule, free.start));
    view! {
        <li class="calendar-line-free">
            <span class="calendar-hour">{clock_at(free.clock.from.into())}</span>
            <button type="button" class="calendar-line grow" on:click=move |_| desk.book(slot)>
                "Free: book "
                <span class="second">{column.practitioner.clone()}</span>
            </button>
        </li>
    }
    .into_any()
}
