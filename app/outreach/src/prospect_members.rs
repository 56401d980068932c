//! The people on a list.

use super::prospect_doors::{prospect_members, prospects_as_segment};
use base::{AppError, Failure, only_with};
use kit::{
    Button, Column, DataTable, EmptyState, Kind, Skeleton, StatusBadge, Tone, answers, filter_by, toast, use_list_named,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::ids::ProspectListId;
use shared::outreach::prospects::{Found, MemberRow, MemberSort, MembersQuery};
use shared::patients::Relationship;
use shared::people::EditSegments;

#[component]
pub fn Members(id: ProspectListId, selected: RwSignal<&'static str>) -> impl IntoView {
    let list = use_list_named::<MembersQuery>("members");
    // Asked for only while the tab is open: whoever is listed is audited as shown.
    let rows = answers(move || {
        let (open, query) = (selected.get() == "people", list.get());
        async move { if open { Some(prospect_members(id, query.rows, query.who).await) } else { None } }
    });
    let total = Signal::derive(move || rows.get().flatten().and_then(Result::ok).map(|page| page.total));
    let columns = vec![
        Column::new("Line").sorted(MemberSort::Line).number(),
        Column::new("Name").sorted(MemberSort::Name),
        Column::new("Found"),
        Column::new("Now").hidden_when_narrow(),
        Column::new("Numbers").hidden_when_narrow(),
    ];
    let navigate = StoredValue::new(use_navigate());
    let save = move |_| {
        spawn_local(async move {
            match prospects_as_segment(id).await {
                Ok(segment) => navigate.with_value(|navigate| {
                    navigate(&format!("/staff/segments/{segment}"), NavigateOptions::default());
                }),
                Err(AppError::Invalid(_)) => {
                    toast(Tone::Danger, "A segment has this list's name already: rename one of them.");
                }
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    let tools = move || {
        view! {
            {filter_by(list, ("who", "Who", "Everybody"), |query| &mut query.who)}
            {only_with::<
                EditSegments,
            >(move || {
                view! {
                    <Button icon="filter" on_click=save>
                        "Save as segment"
                    </Button>
                }
                    .into_any()
            })}
        }
        .into_any()
    };
    let across = |view: AnyView| view! { <tr><td colspan="5">{view}</td></tr> }.into_any();
    let body = move || match rows.get().flatten() {
        None => across(view! { <Skeleton lines=6 /> }.into_any()),
        Some(Err(error)) => across(view! { <Failure error /> }.into_any()),
        Some(Ok(page)) if page.rows.is_empty() => across(nothing(list.is_whole())),
        Some(Ok(page)) => page.rows.into_iter().map(line).collect_view().into_any(),
    };
    view! {
        <DataTable caption="People on this list" columns query=list total search="Search by name" tools>
            {body}
        </DataTable>
    }
    .into_any()
}

fn nothing(whole: bool) -> AnyView {
    let (title, text) = if whole {
        ("Nobody is on this list", "Its lines were not taken in, wait for a review, or its people were erased.")
    } else {
        ("Nobody fits", "Choose everybody, or try fewer letters.")
    };
    view! { <EmptyState icon="users" title text kind=Kind::Entry /> }.into_any()
}

fn line(row: MemberRow) -> AnyView {
    let tone = if row.found.is(Found::New) { Tone::Good } else { Tone::Info };
    let became = row.relationship.is(Relationship::Patient) && !row.found.is(Found::Patient);
    let blocked = row.blocked.then(|| view! { <StatusBadge tone=Tone::Look text="Do not contact" /> });
    view! {
        <tr>
            <td class="number">{row.line}</td>
            <th scope="row">
                <a class="row-link" href=format!("/staff/patients/{}", row.id)>
                    {row.name.into_inner()}
                </a>
            </th>
            <td>
                <StatusBadge tone text=row.found.label() />
                {blocked}
            </td>
            <td class="narrow-hide">{if became { "Became a patient" } else { row.relationship.label() }}</td>
            <td class="narrow-hide">{row.lines.join(", ")}</td>
        </tr>
    }
    .into_any()
}
