//! The members as a table, each with "why?".

use super::by_hand_change::ByHandChange;
use super::doors::segment_members;
use super::why::WhyAbout;
use base::Failure;
use kit::time::{Moment, Say};
use kit::{Column, DataTable, EmptyState, Kind, answers, use_list_named};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use shared::ids::PatientId;
use shared::segments::wire::{MemberRow, SegmentDetail};
use shared::segments::{MemberList, MemberSort, MembersQuery, SegmentKind, SegmentStatus};

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
    let list = use_list_named::<MembersQuery>("members");
    // Whom this table took out: they stay in it, struck through, until it is next loaded, so that no row moves under the
    // pointer and each can be taken back in.
    let gone = RwSignal::new(Vec::<PatientId>::new());
    // The version that such a change raised: no reason to load anew.
    let own = StoredValue::new(0_u32);
    let from_elsewhere = Memo::new(move |last: Option<&u32>| match version.get() {
        raised if own.get_value() == raised => last.copied().unwrap_or(raised),
        other => other,
    });
    // Asked for only while the tab is open: whoever is listed is audited as shown.
    let rows = answers(move || {
        // Read and not only tracked: what was never read follows nothing yet.
        let (open, query, _) = (selected.get() == "members", list.get().rows, from_elsewhere.get());
        async move { if open { Some(segment_members(id, MemberList::Members, query).await) } else { None } }
    });
    let total = Signal::derive(move || rows.get().flatten().and_then(Result::ok).map(|page| page.total));
    Effect::new(move |_| {
        rows.track();
        gone.set(Vec::new());
    });
    let changed = move |change: ByHandChange| {
        // The page may be left already when the way back is taken.
        gone.try_update(|gone| {
            gone.retain(|patient| *patient != change.patient);
            if change.add != by_hand {
                gone.push(change.patient);
            }
        });
        let raised = version.try_get_untracked().unwrap_or_default() + 1;
        own.try_set_value(raised);
        version.try_set(raised);
    };
    // Out of a static segment; of a dynamic one by its list of those who are never in.
    let take_out = move |patient, name: &str| {
        let (list, add) = if by_hand { (MemberList::Members, false) } else { (MemberList::Excluded, true) };
        let out = ByHandChange { segment: id, list, patient, add };
        if gone.with_untracked(|gone| gone.contains(&patient)) {
            out.back().make(changed);
        } else if by_hand {
            out.make_and_tell(format!("{name} is no longer in this segment"), changed);
        } else {
            out.make_and_tell(format!("{name} is on “Never in” now, which the tab “By hand” shows"), changed);
        }
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
        let out = Signal::derive(move || gone.with(|gone| gone.contains(&patient)));
        let why_in = (!by_hand).then(|| {
            let label = format!("Why is {name} in?");
            view! {
                <button type="button" class="link-button" aria-label=label on:click=ask>
                    "why?"
                </button>
            }
        });
        let may_take_out = may_edit.then(|| {
            let (label, undo) =
                (if by_hand { format!("Remove {name}") } else { format!("Never in: {name}") }, format!("Undo: {name}"));
            let text = if by_hand { "Remove" } else { "Never in" };
            let name = name.clone();
            // The second click of a double click is none of its own: it would take back what the first one did.
            let click = move |event: MouseEvent| {
                if event.detail() < 2 {
                    take_out(patient, &name);
                }
            };
            // One button that changes its name: the focus stays on it.
            view! {
                <button
                    type="button"
                    class="button button-quiet button-s"
                    aria-label=move || if out.get() { undo.clone() } else { label.clone() }
                    on:click=click
                >
                    {move || if out.get() { "Undo" } else { text }}
                </button>
            }
        });
        view! {
            <tr class:is-gone=out>
                <td>
                    <a class="row-link" href=format!("/staff/patients/{patient}")>
                        {name}
                    </a>
                </td>
                <td class="number">{row.age.map(|age| age.to_string())}</td>
                <td class="narrow-hide">{row.city.into_inner()}</td>
                <td class="narrow-hide">{row.email.into_inner()}</td>
                <td class="narrow-hide">{row.joined_at.map(|at| view! { <Moment at say=Say::Ago /> })}</td>
                <td>
                    <div class="row-actions">{why_in} {may_take_out}</div>
                </td>
            </tr>
        }
        .into_any()
    };
    let nothing = move || {
        let searched = !list.is_whole();
        let draft = detail.with_untracked(|detail| detail.row.status == SegmentStatus::Draft);
        let (title, text) = match (searched, by_hand, draft) {
            (true, _, _) => ("No member has that name", "Try fewer letters."),
            (false, true, _) => ("Nobody yet", "Search for patients above and add them."),
            (false, false, true) => ("Nobody yet", "Go live, and the rule’s members appear here."),
            (false, false, false) => {
                ("Nobody", "No patient matches the rule right now. Patients who do later join automatically.")
            }
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
        Column::new("Name").sorted(MemberSort::Name),
        Column::new("Age").sorted(MemberSort::Age).number(),
        Column::new("City").sorted(MemberSort::City).hidden_when_narrow(),
        Column::new("E-mail").hidden_when_narrow(),
        Column::new("Since").sorted(MemberSort::Joined).hidden_when_narrow(),
        Column::new("Actions"),
    ];
    view! {
        <DataTable
            caption="Members"
            columns
            query=list
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
