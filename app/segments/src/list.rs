//! The list of segments.

use super::api::list_segments;
use super::new_segment::NewSegment;
use super::status::status_tone;
use base::{Failure, only_with};
use kit::time::{Moment, Say};
use kit::{
    Button, ButtonKind, ButtonLink, Column, DataTable, EmptyState, Kind, Page, PageHeader, StatusBadge, grouped,
    total_of,
};
use leptos::prelude::*;
use shared::paging::PageQuery;
use shared::people::EditSegments;
use shared::segments::wire::SegmentRow;

/// The list's data, asked for before its chunk has arrived.
pub fn segments_page() -> AnyView {
    let start = PageQuery { sort: "updated".into(), descending: true, ..PageQuery::default() };
    let query = RwSignal::new(start);
    let rows = Resource::new(move || query.get(), list_segments);
    let total = total_of(rows);
    let open = RwSignal::new(false);
    base::open_when_asked(open);
    let new_button = move || {
        view! {
            <ButtonLink href="/staff/code-sets" icon="list">
                "Code sets"
            </ButtonLink>
            {only_with::<EditSegments>(move || {
                view! {
                    <ButtonLink href="/staff/segments/templates" icon="layout-template">
                        "Templates"
                    </ButtonLink>
                    <Button kind=ButtonKind::Primary icon="plus" on_click=move |_| open.set(true)>
                        "New segment"
                    </Button>
                }
                .into_any()
            })}
        }
    };
    let columns = vec![
        Column::new("Name").sorted("name"),
        Column::new("Kind").sorted("kind").hidden_when_narrow(),
        Column::new("Status").sorted("status"),
        Column::new("Members").sorted("members").number(),
        Column::new("Refreshed").sorted("refreshed").hidden_when_narrow(),
        Column::new("Used by").number().hidden_when_narrow(),
    ];
    view! {
        <Page>
            <PageHeader
                title="Segments"
                about="Groups of patients. A journey starts from a live one."
                actions=new_button
            />
            <DataTable caption="Segments" columns query total search="Search segments">
                <Transition fallback=|| {
                    view! { <tr><td colspan="6">"Loading…"</td></tr> }
                }>
                    {move || Suspend::new(async move {
                        match rows.await {
                            Ok(page) if page.rows.is_empty() => nothing(query),
                            Ok(page) => page.rows.into_iter().map(line).collect_view().into_any(),
                            Err(error) => view! { <tr><td colspan="6"><Failure error /></td></tr> }.into_any(),
                        }
                    })}
                </Transition>
            </DataTable>
            <NewSegment open />
        </Page>
    }
    .into_any()
}

fn nothing(query: RwSignal<PageQuery>) -> AnyView {
    let searched = query.with_untracked(|query| !query.search.is_empty());
    let (title, text) = if searched {
        ("No segment has that name", "Try fewer letters.")
    } else {
        ("No segments yet", "Make one to say who a journey is for: by rule, always current, or chosen by hand.")
    };
    view! {
        <tr>
            <td colspan="6">
                <EmptyState icon="filter" title text kind=Kind::Entry />
            </td>
        </tr>
    }
    .into_any()
}

fn line(row: SegmentRow) -> AnyView {
    let (tone, text) = status_tone(row.status, row.error.is_some());
    let used = match row.used_by {
        0 => "—".to_owned(),
        1 => "1 journey".to_owned(),
        many => format!("{} journeys", grouped(many as i64)),
    };
    view! {
        <tr>
            <td>
                <a class="row-link" href=super::links::page_of(row.id)>
                    {row.name}
                </a>
            </td>
            <td class="narrow-hide">{row.kind.label()}</td>
            <td>
                <StatusBadge tone text />
            </td>
            <td class="number">{grouped(row.members as i64)}</td>
            <td class="narrow-hide">
                {match row.refreshed_at {
                    Some(at) => view! { <Moment at say=Say::Ago /> }.into_any(),
                    None => "—".into_any(),
                }}
            </td>
            <td class="number narrow-hide">{used}</td>
        </tr>
    }
    .into_any()
}
