//! The list of code sets.

use super::doors::list_code_sets;
use super::new_set::NewCodeSet;
use base::{Rows, only_with};
use kit::time::Moment;
use kit::{
    Button, ButtonKind, ButtonLink, Column, Crumb, DataTable, EmptyState, Kind, Page, PageHeader, StatusBadge, Tone,
    grouped, total_of, use_list,
};
use leptos::prelude::*;
use shared::code_sets::wire::CodeSetRow;
use shared::code_sets::{CodeSetSort, CodeSetsQuery};
use shared::people::EditSegments;

/// `/staff/code-sets`
pub fn code_sets_page() -> AnyView {
    let list = use_list::<CodeSetsQuery>();
    let rows = Resource::new(move || list.get().rows, list_code_sets);
    let total = total_of(rows);
    let open = RwSignal::new(false);
    base::open_when_asked(open);
    let new_button = move || {
        only_with::<EditSegments>(move || {
            view! {
                <ButtonLink href="/staff/value-sets">"Imported value sets"</ButtonLink>
                <Button kind=ButtonKind::Primary icon="plus" on_click=move |_| open.set(true)>
                    "New code set"
                </Button>
            }
            .into_any()
        })
    };
    let columns = vec![
        Column::new("Name").sorted(CodeSetSort::Name),
        Column::new("Codes").sorted(CodeSetSort::Codes).number(),
        Column::new("Version").sorted(CodeSetSort::Version).number().hidden_when_narrow(),
        Column::new("Changed").sorted(CodeSetSort::Updated).hidden_when_narrow(),
        Column::new("Source").hidden_when_narrow(),
        Column::new("From"),
        Column::new("Live segments").number().hidden_when_narrow(),
    ];
    view! {
        <Page>
            <PageHeader
                title="Code sets"
                crumbs=vec![Crumb::new("Segments", "/staff/segments")]
                about="Named lists of codes that rules and care gaps ask for."
                actions=new_button
            />
            <DataTable caption="Code sets" columns query=list total search="Search code sets">
                <Rows data=rows columns=7 line nothing />
            </DataTable>
            <NewCodeSet open />
        </Page>
    }
    .into_any()
}

fn nothing() -> AnyView {
    let (title, text) = ("No code set has that name", "Try fewer letters, or make one.");
    view! { <EmptyState icon="list" title text kind=Kind::Entry /> }.into_any()
}

/// Whose list it is.
pub fn origin(built_in: bool) -> (Tone, &'static str) {
    if built_in { (Tone::Neutral, "Built in") } else { (Tone::Info, "Yours") }
}

fn line(row: CodeSetRow) -> AnyView {
    let (tone, text) = origin(row.built_in);
    let changed = match row.changed_at {
        Some(at) => view! { <Moment at /> }.into_any(),
        None => "As shipped".into_any(),
    };
    let asked = if row.live_segments == 0 { "—".to_owned() } else { grouped(row.live_segments as i64) };
    view! {
        <tr>
            <td>
                <a class="row-link" href=format!("/staff/code-sets/{}", row.key)>
                    {row.name}
                </a>
                <span class="second">{row.key}</span>
            </td>
            <td class="number">{grouped(row.codes as i64)}</td>
            <td class="number narrow-hide">{row.version}</td>
            <td class="narrow-hide">{changed}</td>
            <td class="narrow-hide">{row.source}</td>
            <td>
                <StatusBadge tone text />
            </td>
            <td class="number narrow-hide">{asked}</td>
        </tr>
    }
    .into_any()
}
