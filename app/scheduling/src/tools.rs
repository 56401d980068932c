//! The line above the calendar: which day, which site and practitioner, whose free slots, and how they are shown.

use super::desk::Desk;
use kit::{Button, ButtonKind, ButtonSize, Choice, DateInput, ListFilter, choices_of};
use leptos::prelude::*;
use shared::scheduling::{CalendarDay, CalendarView};
use shared::time::Date;

pub fn tools(desk: Desk) -> AnyView {
    let list = desk.list;
    let date = move || desk.shown.with(|day| day.as_ref().map(|day| day.date.to_string())).unwrap_or_default();
    let go = move |text: String| {
        if let Some(day) = Date::parse(&text) {
            list.narrow(|query| query.day = Some(day));
        }
    };
    let of_day = move |choices: fn(&CalendarDay) -> Vec<Choice>| {
        Signal::derive(move || desk.shown.with(|day| day.as_ref().map(choices)).unwrap_or_default())
    };
    let sites = of_day(|day| named(&day.sites));
    let practitioners = of_day(|day| named(&day.practitioners));
    let visits =
        of_day(|day| day.visits.iter().map(|line| Choice::new(line.id.to_string(), &line.visit.name)).collect());
    let filled = |text: String| Some(text).filter(|text| !text.is_empty());
    view! {
        <div class="table-tools calendar-tools">
            <div class="row">
                <Button
                    kind=ButtonKind::Quiet
                    size=ButtonSize::Small
                    icon="chevron-left"
                    label="Previous day"
                    on_click=move |_| desk.step(-1)
                />
                <Button size=ButtonSize::Small on_click=move |_| list.narrow(|query| query.day = None)>
                    "Today"
                </Button>
                <Button
                    kind=ButtonKind::Quiet
                    size=ButtonSize::Small
                    icon="chevron-right"
                    label="Next day"
                    on_click=move |_| desk.step(1)
                />
                <DateInput name="day" label="Day" value=Signal::derive(date) on_change=go />
            </div>
            <ListFilter
                name="site"
                label="Site"
                any="All sites"
                choices=sites
                value=list.part(|query| query.site.clone().unwrap_or_default())
                on_choose=move |site| list.narrow(|query| query.site = filled(site))
            />
            <ListFilter
                name="practitioner"
                label="Practitioner"
                any="All practitioners"
                choices=practitioners
                value=list.part(|query| query.practitioner.clone().unwrap_or_default())
                on_choose=move |name| list.narrow(|query| query.practitioner = filled(name))
            />
            <ListFilter
                name="visit"
                label="Free times for"
                any="Free times: none shown"
                choices=visits
                value=list.part(|query| query.visit.map(|id| id.to_string()).unwrap_or_default())
                on_choose=move |id: String| list.narrow(|query| query.visit = id.parse().ok())
            />
            <div class="calendar-view">
                <ListFilter
                    name="view"
                    label="Shown as"
                    choices=choices_of(&CalendarView::ALL)
                    value=list.part(|query| query.view.code().to_owned())
                    on_choose=move |code: String| list.narrow(|query| query.view = code.parse().unwrap_or_default())
                />
            </div>
        </div>
    }
    .into_any()
}

fn named(names: &[String]) -> Vec<Choice> {
    names.iter().map(|name| Choice::new(name.clone(), name.clone())).collect()
}
