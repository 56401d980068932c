//! The two lists on top of a rule: who is always in, and who never is.

use super::add_people::AddPeople;
use super::by_hand_change::ByHandChange;
use super::doors::segment_members;
use base::Failure;
use kit::time::{Moment, Say};
use kit::{Button, ButtonKind, ButtonSize, Column, DataTable, answers, use_list_named};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use shared::ids::SegmentId;
use shared::segments::wire::MemberRow;
use shared::segments::{MemberList, MemberSort, MembersQuery};

/// Asked for only while the tab is `selected`: whoever is listed is audited as shown.
#[component]
pub fn ByHandLists(
    id: SegmentId,
    selected: RwSignal<&'static str>,
    version: RwSignal<u32>,
    may_edit: bool,
) -> impl IntoView {
    let lists = MemberList::OF_DYNAMIC.map(|list| view! { <OneList id list selected version may_edit /> });
    view! { <div class="grid-2">{lists}</div> }.into_any()
}

#[component]
fn OneList(
    id: SegmentId,
    list: MemberList,
    selected: RwSignal<&'static str>,
    version: RwSignal<u32>,
    may_edit: bool,
) -> impl IntoView {
    let (head, name) = match list {
        MemberList::Excluded => ("list-excluded", "excluded"),
        MemberList::Included | MemberList::Members => ("list-included", "included"),
    };
    let shown = use_list_named::<MembersQuery>(name);
    let rows = answers(move || {
        let (open, query) = (selected.get() == "by-hand", shown.get().rows);
        version.track();
        async move { if open { Some(segment_members(id, list, query).await) } else { None } }
    });
    let total = Signal::derive(move || rows.get().flatten().and_then(Result::ok).map(|page| page.total));
    let changed = move |_| {
        // The page may be left already when the way back is taken.
        version.try_update(|version| *version += 1);
    };
    let take_off = move |patient, name: &str| {
        let off = ByHandChange { segment: id, list, patient, add: false };
        off.make_and_tell(format!("{name} is no longer on “{}”", list.label()), changed);
    };
    let line = move |row: MemberRow| {
        let name = row.name.reveal().clone();
        let patient = row.id;
        let label = format!("Remove {name} from “{}”", list.label());
        let button = may_edit.then(|| {
            let name = name.clone();
            let click = move |event: MouseEvent| {
                // The second click of a double click would meet the row that moved up.
                if event.detail() < 2 {
                    take_off(patient, &name);
                }
            };
            view! {
                <Button kind=ButtonKind::Quiet size=ButtonSize::Small label on_click=click>
                    "Remove"
                </Button>
            }
        });
        view! {
            <tr>
                <td>
                    <a class="row-link" href=format!("/staff/patients/{patient}")>
                        {name}
                    </a>
                </td>
                <td class="number">{row.age.map(|age| age.to_string())}</td>
                <td class="narrow-hide">{row.joined_at.map(|at| view! { <Moment at say=Say::Ago /> })}</td>
                <td>{button}</td>
            </tr>
        }
        .into_any()
    };
    let words = match list {
        MemberList::Excluded => "Never in this segment, whatever the rule or the other list says.",
        _ => "Always in this segment, whatever the rule says.",
    };
    let columns = vec![
        Column::new("Name").sorted(MemberSort::Name),
        Column::new("Age").sorted(MemberSort::Age).number(),
        Column::new("Since").sorted(MemberSort::Joined).hidden_when_narrow(),
        Column::new("Actions"),
    ];
    view! {
        <section class="stack" aria-labelledby=head>
            <div>
                <h2 id=head>{list.label()}</h2>
                <p class="second">{words}</p>
            </div>
            {may_edit.then(|| view! { <AddPeople id list version /> })}
            <DataTable caption=list.label() columns query=shown total>
                {move || match rows.get().flatten() {
                    None => view! { <tr><td colspan="4">"Loading…"</td></tr> }.into_any(),
                    Some(Err(error)) => view! { <tr><td colspan="4"><Failure error /></td></tr> }.into_any(),
                    Some(Ok(page)) if page.rows.is_empty() => {
                        view! { <tr><td colspan="4" class="second">"This list is empty."</td></tr> }.into_any()
                    }
                    Some(Ok(page)) => page.rows.into_iter().map(line).collect_view().into_any(),
                }}
            </DataTable>
        </section>
    }
    .into_any()
}
