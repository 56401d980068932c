//! Who waits at a tile, and who passed it.

use super::state::Designer;
use crate::{journey_passed, journey_people};
use base::AppError;
use kit::time::{Moment, Say};
use kit::{Notice, Pager, Skeleton, Tone, total_of};
use leptos::prelude::*;
use shared::ids::PatientId;
use shared::journeys::NodeId;
use shared::paging::{Page, PageQuery};
use shared::phi::Phi;

const SIZE: u32 = 20;

#[component]
pub fn People(id: NodeId) -> impl IntoView {
    let designer = Designer::use_context();
    let first = || RwSignal::new(PageQuery { size: SIZE, ..PageQuery::default() });
    let (waiting_query, passed_query) = (first(), first());
    let waiting = Resource::new(move || waiting_query.get(), move |query| journey_people(designer.id, id, query));
    let passed = Resource::new(move || passed_query.get(), move |query| journey_passed(designer.id, id, query));
    let waits = |page: Page<_>| {
        let rows = page.rows.into_iter().map(|row: shared::journeys::TravellerRow| {
            person(row.patient, row.name, view! { "goes on " <Moment at=row.due say=Say::DateTime /> }.into_any())
        });
        listed(rows.collect(), "Nobody is waiting here.")
    };
    let went = |page: Page<_>| {
        let rows = page.rows.into_iter().map(|row: shared::journeys::PassedRow| {
            let what = view! { {row.outcome} " · " <Moment at=row.left_at say=Say::DateTime /> };
            person(row.patient, row.name, what.into_any())
        });
        listed(rows.collect(), "Nobody has passed yet.")
    };
    view! {
        <h3>"Waiting here"</h3>
        {part(waiting, waits)}
        {pages(waiting_query, total_of(waiting))}
        <h3>"Passed"</h3>
        {part(passed, went)}
        {pages(passed_query, total_of(passed))}
    }
    .into_any()
}

fn part<T: Clone + Send + Sync + 'static>(
    people: Resource<Result<Page<T>, AppError>>,
    shown: impl Fn(Page<T>) -> AnyView + Copy + Send + Sync + 'static,
) -> AnyView {
    view! {
        <Transition fallback=|| view! { <Skeleton lines=4 /> }>
            {move || Suspend::new(async move {
                match people.await {
                    Ok(page) => shown(page),
                    Err(error) => view! { <Notice tone=Tone::Danger>{error.to_string()}</Notice> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

fn pages(query: RwSignal<PageQuery>, total: Signal<Option<u64>>) -> AnyView {
    view! {
        <Show when=move || total.get().is_some_and(|total| total > u64::from(SIZE))>
            <Pager query total />
        </Show>
    }
    .into_any()
}

fn listed(rows: Vec<AnyView>, none: &'static str) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="quiet">{none}</p> }.into_any();
    }
    view! { <ul class="people-list" role="list">{rows}</ul> }.into_any()
}

fn person(patient: PatientId, name: Phi<String>, what: AnyView) -> AnyView {
    view! {
        <li>
            <a href=format!("/staff/patients/{patient}")>{name.into_inner()}</a>
            <span class="quiet">{what}</span>
        </li>
    }
    .into_any()
}
