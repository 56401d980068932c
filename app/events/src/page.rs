//! One event: stages, what it is, who comes.

use super::actions::Actions;
use super::agenda::Agenda;
use super::attendance::Attendance;
use super::doors::load_event;
use super::overview::Overview;
use super::planning::{Planning, may_edit, tone};
use super::promote::Promote;
use super::stages::Stages;
use super::streaming::Streaming;
use base::{Loaded, by_id};
use kit::{Crumb, PageHeader, StatusBadge, TabPanel, Tabs};
use leptos::prelude::*;
use shared::events::views::EventPage;

/// `/staff/events/{id}`.
pub fn event_planning_page() -> AnyView {
    let event = by_id(load_event);
    view! {
        <kit::Page>
            <Loaded data=event view=whole bones=12 />
        </kit::Page>
    }
    .into_any()
}

fn whole(page: EventPage) -> AnyView {
    view! { <Planner page /> }.into_any()
}

#[component]
fn Planner(page: EventPage) -> impl IntoView {
    let page = RwSignal::new(page);
    let selected = RwSignal::new("overview");
    let planning = Planning { page, tab: selected, registrations: RwSignal::new(0), may_edit: may_edit() };
    provide_context(planning);
    let title = Signal::derive(move || page.with(|page| page.event.fields.name.clone()));
    let status = move || {
        let now = move || page.with(|page| page.event.status);
        view! {
            <StatusBadge tone=Signal::derive(move || tone(now())) text=Signal::derive(move || now().label().to_owned()) />
        }
    };
    let when =
        move || page.with(|page| if page.when.is_empty() { "No date yet".to_owned() } else { page.when.clone() });
    let coming = Signal::derive(move || {
        page.with(|page| format!("Registration · {}", page.attendance.registered + page.attendance.attended))
    });
    let tabs = vec![
        ("overview", Signal::stored("Overview".to_owned())),
        ("agenda", Signal::stored("Agenda".to_owned())),
        ("registration", coming),
        ("streaming", Signal::stored("Streaming".to_owned())),
        ("promote", Signal::stored("Promote".to_owned())),
    ];
    view! {
        <PageHeader title crumbs=vec![Crumb::new("Events", "/staff/events")] status=status actions=move || view! { <Actions /> } />
        <p class="event-when-line">{when}</p>
        <Stages />
        <div>
            <Tabs label="Parts of the event" tabs selected />
            <TabPanel key="overview" selected><Overview /></TabPanel>
            <TabPanel key="agenda" selected><Agenda /></TabPanel>
            <TabPanel key="registration" selected><Attendance shown=Signal::derive(move || selected.get() == "registration") /></TabPanel>
            <TabPanel key="streaming" selected><Streaming /></TabPanel>
            <TabPanel key="promote" selected><Promote /></TabPanel>
        </div>
    }
    .into_any()
}
