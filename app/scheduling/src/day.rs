//! The calendar of a day: practitioners beside each other, or a list by time.

use super::appointment::AppointmentDialog;
use super::book::BookDialog;
use super::columns::columns;
use super::desk::Desk;
use super::doors::load_day;
use super::list::by_time;
use super::tools::tools;
use base::{Loaded, only_with};
use kit::{Button, ButtonKind, ButtonLink, EmptyState, PageHeader, PageWidth, use_list};
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use shared::people::PlanAvailability;
use shared::scheduling::{CalendarDay, CalendarQuery, CalendarView};

/// `/staff/calendar`
pub fn calendar_page() -> AnyView {
    let list = use_list::<CalendarQuery>();
    let day = Resource::new(move || list.get().asked(), load_day);
    let desk = Desk::new(list, day);
    book_by_key(desk);
    let actions = move || {
        view! {
            {only_with::<
                PlanAvailability,
            >(|| view! { <ButtonLink href="/staff/calendar/setup" icon="settings">"Set up"</ButtonLink> }.into_any())}
            <Button kind=ButtonKind::Primary icon="calendar-plus" on_click=move |_| desk.book(None)>
                "Book a visit"
            </Button>
        }
    };
    view! {
        <kit::Page width=PageWidth::Wide>
            <PageHeader
                title="Calendar"
                about="Visits by practitioner. Whose visits you see is written to the audit log."
                actions=actions
            />
            <div class="card">
                {tools(desk)} <Loaded data=day view=move |day| whole(desk, day) bones=12 />
            </div>
            <BookDialog desk />
            <AppointmentDialog desk />
        </kit::Page>
    }
    .into_any()
}

/// N books, wherever the keyboard is outside of inputs and dialogs.
fn book_by_key(desk: Desk) {
    let pressed = move |event: KeyboardEvent| {
        let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key());
        let busy = desk.wish.with_untracked(Option::is_some) || desk.opened.with_untracked(Option::is_some);
        let typing = document()
            .active_element()
            .is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "SELECT" | "TEXTAREA" | "DIALOG"));
        if plain && !busy && !typing && event.key() == "n" {
            event.prevent_default();
            desk.book(desk.focused_slot());
        }
    };
    Effect::new(move |_| {
        let keys = window_event_listener(ev::keydown, pressed);
        on_cleanup(move || keys.remove());
    });
}

fn whole(desk: Desk, day: CalendarDay) -> AnyView {
    let heading = day.date.with_weekday();
    let today = (day.date == day.today).then_some(" · today");
    let inside = if day.is_empty() && day.columns.iter().all(|column| column.free.is_empty()) {
        nothing(desk, &day)
    } else {
        let class = move || match desk.list.get().view {
            CalendarView::Columns => "calendar",
            CalendarView::List => "calendar calendar-as-list",
        };
        view! {
            <p class="sr-only" id="calendar-keys">
                "Arrow keys move between visits and free times, Enter opens, N books."
            </p>
            <div class=class>{columns(desk, &day)} {by_time(desk, &day)}</div>
        }
        .into_any()
    };
    view! {
        <h2 class="calendar-date">{heading} <span class="second">{today}</span></h2>
        {inside}
    }
    .into_any()
}

fn nothing(desk: Desk, day: &CalendarDay) -> AnyView {
    if !day.planned {
        return view! {
            <EmptyState
                icon="calendar-days"
                title="No practitioner has hours yet"
                text="Say which visits there are and when practitioners see people: the times that can be booked follow from both."
            >
                {only_with::<
                    PlanAvailability,
                >(|| {
                    view! {
                        <ButtonLink href="/staff/calendar/setup" kind=ButtonKind::Primary icon="plus">
                            "Set up the calendar"
                        </ButtonLink>
                    }
                        .into_any()
                })}
            </EmptyState>
        }
        .into_any();
    }
    let (title, text) = if day.columns.is_empty() {
        ("No practitioner fits", "Choose another site or practitioner.")
    } else {
        ("Nobody sees people on this day", "Nothing is booked either. Look at another day.")
    };
    view! {
        <EmptyState icon="calendar-x" title text>
            <Button icon="chevron-right" on_click=move |_| desk.step(1)>
                "Next day"
            </Button>
        </EmptyState>
    }
    .into_any()
}
