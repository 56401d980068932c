//! The list of segments.

use super::doors::list_segments;
use super::new_segment::NewSegment;
use super::status::status_tone;
use base::{Rows, only_with};
use kit::time::{Moment, Say};
use kit::{
    Button, ButtonKind, ButtonLink, Column, DataTable, EmptyState, Kind, Page, PageHeader, StatusBadge, grouped,
    total_of, use_list,
};
use leptos::prelude::*;
use shared::people::EditSegments;
use shared::segments::wire::SegmentRow;
use shared::segments::{SegmentSort, SegmentsQuery};

/// The list's data, asked for before its chunk has arrived.
pub fn segments_page() -> AnyView {
    let list = use_list::<SegmentsQuery>();
    let rows = Resource::new(move || list.get().rows, list_segments);
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
        Column::new("Name").sorted(SegmentSort::Name),
        Column::new("Kind").sorted(SegmentSort::Kind).hidden_when_narrow(),
        Column::new("Status").sorted(SegmentSort::Status),
        Column::new("Members").sorted(SegmentSort::Members).number(),
        Column::new("Refreshed").sorted(SegmentSort::Refreshed).hidden_when_narrow(),
        Column::new("Used by").number().hidden_when_narrow(),
    ];
    view! {
        <Page>
            <PageHeader
                title="Segments"
                about="Groups of patients. Journeys start from live segments."
                actions=new_button
            />
            <DataTable caption="Segments" columns query=list total search="Search segments">
                <Rows data=rows columns=6 line nothing=move || nothing(list.is_whole()) />
            </DataTable>
            <NewSegment open />
        </Page>
    }
    .into_any()
}

fn nothing(whole: bool) -> AnyView {
    let (title, text) = if whole {
        ("No segments yet", "Create one to say who a journey is for: by a rule that stays current, or chosen by hand.")
    } else {
        ("No segment has that name", "Try fewer letters.")
    };
    view! { <EmptyState icon="filter" title text kind=Kind::Entry /> }.into_any()
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
