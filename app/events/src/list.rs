//! The list of events: coming, past, in planning.

use super::doors::list_events;
use super::new_event::NewEvent;
use super::planning::{may_edit, tone};
use base::Rows;
use kit::{
    Bar, Button, ButtonKind, Column, DataTable, EmptyState, Kind, ListState, PageHeader, StatusBadge, Tone, total_of,
    use_list,
};
use leptos::prelude::*;
use shared::events::views::{EventLine, Tab};
use shared::events::{EventSort, EventsQuery};

/// `/staff/events`.
pub fn events_page() -> AnyView {
    let list = use_list::<EventsQuery>();
    let rows = Resource::new(move || list.get(), |query| list_events(query.tab, query.rows));
    let total = total_of(rows);
    let making = RwSignal::new(false);
    base::open_when_asked(making);
    let may_edit = may_edit();
    let columns = vec![
        Column::new("Event").sorted(EventSort::Name),
        Column::new("When").sorted(EventSort::Starts),
        Column::new("Status").hidden_when_narrow(),
        Column::new("Stage").hidden_when_narrow(),
        Column::new("Places").sorted(EventSort::Taken),
    ];
    let new = move || {
        view! {
            <Show when=move || may_edit.get()>
                <Button kind=ButtonKind::Primary icon="plus" on_click=move |_| making.set(true)>"New event"</Button>
            </Show>
        }
    };
    view! {
        <kit::Page>
            <PageHeader
                title=Signal::stored("Events".to_owned())
                about="Talks, screenings and courses. A live event is on the public site and takes registrations."
                actions=new
            />
            <DataTable
                caption="Events"
                columns
                query=list
                total
                search="Name, summary or venue"
                tools=move || choose_tab(list)
            >
                <Rows data=rows columns=5 line nothing />
            </DataTable>
            <NewEvent open=making />
        </kit::Page>
    }
    .into_any()
}

fn choose_tab(list: ListState<EventsQuery>) -> AnyView {
    let tab = list.part(|query| query.tab);
    let choices = Tab::ALL.map(|own| {
        view! {
            <button
                type="button"
                class="button button-secondary"
                aria-pressed=move || if tab.get() == own { "true" } else { "false" }
                on:click=move |_| list.narrow(|query| query.tab = own)
            >
                {own.label()}
            </button>
        }
    });
    view! {
        <div class="button-group" role="group" aria-label="Which events">
            {choices}
        </div>
    }
    .into_any()
}

fn nothing() -> AnyView {
    view! {
        <EmptyState
            icon="calendar-days"
            kind=Kind::Goal
            title="No events here"
            text="Try another tab or other words, or plan a new event."
        />
    }
    .into_any()
}

fn line(event: EventLine) -> AnyView {
    let href = format!("/staff/events/{}", event.id);
    let when = if event.when.is_empty() { "No date yet".to_owned() } else { event.when };
    let places = match event.capacity {
        Some(capacity) => format!("{} of {capacity}", event.taken),
        None => event.taken.to_string(),
    };
    let (tone, status) = match (event.readable, event.status.known()) {
        (false, _) => (Tone::Danger, "Can't be read"),
        (true, known) => (known.map_or(Tone::Look, tone), event.status.label()),
    };
    let waiting = (event.waitlisted > 0).then(|| view! { <span class="second">{event.waitlisted} " waiting"</span> });
    let bar = event.capacity.map(|capacity| {
        let label = format!("Places taken at {}", event.name);
        view! { <Bar label value=f64::from(event.taken) max=f64::from(capacity) /> }
    });
    view! {
        <tr>
            <th scope="row">
                <a class="row-link" href=href>{event.name.clone()}</a>
                <span class="second">{event.format.label()}</span>
            </th>
            <td>{when} <span class="second">{event.zone}</span></td>
            <td class="narrow-hide"><StatusBadge tone text=status.to_owned() /></td>
            <td class="narrow-hide">{event.stage.label()}</td>
            <td class="places-cell">{places} {bar} {waiting}</td>
        </tr>
    }
    .into_any()
}
