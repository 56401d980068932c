//! The members as a table, each with "why?".

use super::api::{change_members, segment_members};
use super::why::WhyAbout;
use crate::shell::Failure;
use crate::ui::time::{Moment, Say};
use crate::ui::{Button, ButtonKind, ButtonSize, Column, DataTable, EmptyState, Kind, Tone, answers, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::paging::PageQuery;
use shared::segments::wire::{MemberRow, SegmentDetail};
use shared::segments::{MemberList, SegmentKind, SegmentStatus};

#[component]
pub fn Members(
    detail: RwSignal<SegmentDetail>,
    selected: RwSignal<&'static str>,
    version: RwSignal<u32>,
    why: RwSignal<Option<WhyAbout>>,
    may_edit: bool,
) -> impl IntoView {
    let id = detail.with_untracked(|detail| detail.row.id);
    let by_hand = detail.with_untracked(|detail| detail.row.kind == SegmentKind::Static);
    let query = RwSignal::new(PageQuery::default());
    // Asked for only while the tab is open: whoever is listed is audited as shown.
    let rows = answers(move || {
        let (open, query) = (selected.get() == "members", query.get());
        version.track();
        async move { if open { Some(segment_members(id, MemberList::Members, query).await) } else { None } }
    });
    let total = Signal::derive(move || rows.get().flatten().and_then(Result::ok).map(|page| page.total));
    // Out of a static segment; of a dynamic one by its list of those who are never in.
    let take_out = move |row: MemberRow| {
        let (list, add) = if by_hand { (MemberList::Members, false) } else { (MemberList::Excluded, true) };
        spawn_local(async move {
            match change_members(id, list, vec![row.id], add).await {
                Ok(_) => {
                    version.update(|version| *version += 1);
                    if !by_hand {
                        toast(Tone::Good, "On “Never in” now, which the tab “By hand” shows");
                    }
                }
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    let line = move |row: MemberRow| {
        let name = row.name.reveal().clone();
        let patient = row.id;
        let ask = move |_| {
            let rule = detail.with_untracked(|detail| detail.live.clone());
            if let Some(rule) = rule {
                why.set(Some(WhyAbout { segment: id, patient, rule }));
            }
        };
        let action = if by_hand {
            let label = format!("Remove {name}");
            may_edit.then(|| {
                let row = row.clone();
                view! {
                    <Button
                        kind=ButtonKind::Quiet
                        size=ButtonSize::Small
                        icon="user-minus"
                        label=label
                        on_click=move |_| take_out(row.clone())
                    />
                }
                .into_any()
            })
        } else {
            let label = format!("Why is {name} in?");
            let never = may_edit.then(|| {
                let row = row.clone();
                view! {
                    <Button
                        kind=ButtonKind::Quiet
                        size=ButtonSize::Small
                        icon="user-minus"
                        label=format!("Never in: {name}")
                        on_click=move |_| take_out(row.clone())
                    />
                }
            });
            Some(
                view! {
                    <div class="row-actions">
                        <button type="button" class="link-button" aria-label=label on:click=ask>
                            "why?"
                        </button>
                        {never}
                    </div>
                }
                .into_any(),
            )
        };
        view! {
            <tr>
                <td>
                    <a class="row-link" href=format!("/staff/patients/{patient}")>
                        {name}
                    </a>
                </td>
                <td class="number">{row.age.map(|age| age.to_string())}</td>
                <td class="narrow-hide">{row.city.into_inner()}</td>
                <td class="narrow-hide">{row.email.into_inner()}</td>
                <td class="narrow-hide">{row.joined_at.map(|at| view! { <Moment at say=Say::Ago /> })}</td>
                <td>{action}</td>
            </tr>
        }
        .into_any()
    };
    let nothing = move || {
        let searched = query.with_untracked(|query| !query.search.is_empty());
        let draft = detail.with_untracked(|detail| detail.row.status == SegmentStatus::Draft);
        let (title, text) = match (searched, by_hand, draft) {
            (true, _, _) => ("No member has that name", "Try fewer letters."),
            (false, true, _) => ("Nobody yet", "Search for patients above and add them."),
            (false, false, true) => ("Nobody yet", "Go live, and the rule’s members are here."),
            (false, false, false) => ("Nobody", "No patient meets the rule at present. Whoever does joins by itself."),
        };
        view! {
            <tr>
                <td colspan="6">
                    <EmptyState icon="users" title text kind=Kind::Entry />
                </td>
            </tr>
        }
        .into_any()
    };
    let columns = vec![
        Column::new("Name").sorted("name"),
        Column::new("Age").sorted("age").number(),
        Column::new("City").sorted("city").hidden_when_narrow(),
        Column::new("E-mail").hidden_when_narrow(),
        Column::new("Since").sorted("joined").hidden_when_narrow(),
        Column::new("Actions"),
    ];
    view! {
        <DataTable
            caption="Members"
            columns
            query
            total
            search="Search members"
            tools=move || {
                view! {
                    <a
                        class="button button-secondary end"
                        href=format!("/staff/segments/{id}/members.csv")
                        download
                        rel="external"
                    >
                        "Export"
                    </a>
                }
            }
        >
            {move || match rows.get().flatten() {
                None => view! { <tr><td colspan="6">"Loading…"</td></tr> }.into_any(),
                Some(Err(error)) => view! { <tr><td colspan="6"><Failure error /></td></tr> }.into_any(),
                Some(Ok(page)) if page.rows.is_empty() => nothing(),
                Some(Ok(page)) => page.rows.into_iter().map(line).collect_view().into_any(),
            }}
        </DataTable>
    }
    .into_any()
}
