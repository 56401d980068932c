//! The journeys list: what runs, for whom, and how many are in it.

use super::new::NewJourney;
use super::{dates_in_words, list_journeys, status_tone};
use base::Rows;
use kit::{
    Button, ButtonKind, ButtonLink, Column, DataTable, EmptyState, Kind, Page, PageHeader, StatusBadge, grouped,
    total_of, use_list,
};
use leptos::prelude::*;
use shared::journeys::{JourneyRow, JourneySort, JourneysQuery, LocalDateTime};

/// `/staff/journeys`
pub fn journeys_page() -> AnyView {
    let list = use_list::<JourneysQuery>();
    let rows = Resource::new(move || list.get().rows, list_journeys);
    let adding = RwSignal::new(false);
    base::open_when_asked(adding);
    let total = total_of(rows);
    let columns = vec![
        Column::new("Name").sorted(JourneySort::Name),
        Column::new("Status").sorted(JourneySort::Status),
        Column::new("Audience").hidden_when_narrow(),
        Column::new("Entered").number(),
        Column::new("Waiting").number().hidden_when_narrow(),
        Column::new("Done").number().hidden_when_narrow(),
        Column::new("Start – end").sorted(JourneySort::Start).hidden_when_narrow(),
    ];
    let none = move || total.get() == Some(0) && list.is_whole();
    view! {
        <Page>
            <PageHeader
                title="Journeys"
                about="Take people through a series of contacts, each at the right time."
                actions=move || {
                    view! {
                        <ButtonLink href="/staff/triggers" icon="zap">"Triggers"</ButtonLink>
                        <Button kind=ButtonKind::Primary icon="plus" on_click=move |_| adding.set(true)>
                            "New journey"
                        </Button>
                    }
                }
            />
            <Show
                when=move || !none()
                fallback=move || {
                    view! {
                        <EmptyState
                            icon="route"
                            kind=Kind::Message
                            title="No journeys yet"
                            text="Choose an audience, add a message, and say when it starts."
                        >
                            <Button kind=ButtonKind::Primary icon="plus" on_click=move |_| adding.set(true)>
                                "New journey"
                            </Button>
                        </EmptyState>
                    }
                }
            >
                <DataTable caption="Journeys" columns=columns.clone() query=list total search="Search journeys">
                    <Rows data=rows columns=7 line=row nothing />
                </DataTable>
            </Show>
            <NewJourney open=adding />
        </Page>
    }
    .into_any()
}

fn nothing() -> AnyView {
    view! { <EmptyState icon="route" kind=Kind::Message title="No journey has that name" text="Try fewer letters." /> }
        .into_any()
}

fn row(journey: JourneyRow) -> AnyView {
    let status = journey.status;
    let dates = dates_in_words(LocalDateTime::parse(&journey.start), LocalDateTime::parse(&journey.end), &journey.zone);
    view! {
        <tr>
            <th scope="row">
                <a href=format!("/staff/journeys/{}", journey.id)>{journey.name}</a>
            </th>
            <td>
                <StatusBadge tone=status_tone(status) text=status.label() />
            </td>
            <td class="narrow-hide">{journey.audience}</td>
            <td class="number">{grouped(journey.entered)}</td>
            <td class="number narrow-hide">{grouped(journey.waiting)}</td>
            <td class="number narrow-hide">{grouped(journey.done)}</td>
            <td class="narrow-hide">{dates}</td>
        </tr>
    }
    .into_any()
}
