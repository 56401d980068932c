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
use super::untold::Untold;
use base::{Loaded, by_id};
use kit::{Crumb, PageHeader, StatusBadge, TabPanel, Tabs, use_tab};
use leptos::prelude::*;
use shared::events::PlanningTab;
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
    let selected = use_tab(PlanningTab::ALL.map(PlanningTab::code).to_vec());
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
        page.with(|page| {
            format!("{} · {}", PlanningTab::Registration.label(), page.attendance.registered + page.attendance.attended)
        })
    });
    let tabs = PlanningTab::ALL.map(|tab| {
        let label = match tab {
            PlanningTab::Registration => coming,
            PlanningTab::Overview | PlanningTab::Agenda | PlanningTab::Streaming | PlanningTab::Promote => {
                Signal::stored(tab.label().to_owned())
            }
        };
        (tab.code(), label)
    });
    view! {
        <PageHeader title crumbs=vec![Crumb::new("Events", "/staff/events")] status=status actions=move || view! { <Actions /> } />
        <p class="event-when-line">{when}</p>
        <Stages />
        <Untold />
        <div>
            <Tabs label="Parts of the event" tabs=tabs.into() selected />
            <TabPanel key=PlanningTab::Overview.code() selected><Overview /></TabPanel>
            <TabPanel key=PlanningTab::Agenda.code() selected><Agenda /></TabPanel>
            <TabPanel key=PlanningTab::Registration.code() selected><Attendance shown=Signal::derive(move || selected.get() == PlanningTab::Registration.code()) /></TabPanel>
            <TabPanel key=PlanningTab::Streaming.code() selected><Streaming /></TabPanel>
            <TabPanel key=PlanningTab::Promote.code() selected><Promote /></TabPanel>
        </div>
    }
    .into_any()
}
