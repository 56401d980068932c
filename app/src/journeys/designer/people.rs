//! Who waits at a tile.

use super::state::Designer;
use crate::journeys::journey_people;
use crate::ui::time::{Moment, Say};
use crate::ui::{Notice, Pager, Skeleton, Tone, total_of};
use leptos::prelude::*;
use shared::journeys::NodeId;
use shared::paging::PageQuery;

#[component]
pub fn People(id: NodeId) -> impl IntoView {
    let designer = Designer::use_context();
    let query = RwSignal::new(PageQuery { size: 20, ..PageQuery::default() });
    let people = Resource::new(move || query.get(), move |query| journey_people(designer.id, id, query));
    let total = total_of(people);
    view! {
        <Transition fallback=|| view! { <Skeleton lines=4 /> }>
            {move || Suspend::new(async move {
                match people.await {
                    Ok(page) if page.rows.is_empty() => view! { <p class="quiet">"Nobody waits here just now."</p> }.into_any(),
                    Ok(page) => {
                        view! {
                            <ul class="people-list" role="list">
                                {page
                                    .rows
                                    .into_iter()
                                    .map(|row| {
                                        view! {
                                            <li>
                                                <a href=format!("/staff/patients/{}", row.patient)>{row.name.into_inner()}</a>
                                                <span class="quiet">"goes on " <Moment at=Signal::stored(row.due) say=Say::DateTime /></span>
                                            </li>
                                        }
                                    })
                                    .collect_view()}
                            </ul>
                        }
                            .into_any()
                    }
                    Err(error) => view! { <Notice tone=Tone::Danger>{error.to_string()}</Notice> }.into_any(),
                }
            })}
        </Transition>
        <Show when=move || total.get().is_some_and(|total| total > 20)>
            <Pager query total />
        </Show>
    }
    .into_any()
}
