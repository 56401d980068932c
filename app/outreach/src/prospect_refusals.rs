//! Lines that were not taken in, each with why.

use super::prospect_doors::prospect_refusals;
use base::{Rows, only_with};
use kit::{Column, DataTable, EmptyState, Kind, total_of, use_list_named};
use leptos::prelude::*;
use shared::ids::ProspectListId;
use shared::outreach::prospects::{Refusal, RefusalsQuery};
use shared::people::EditPrograms;

#[component]
pub fn Refusals(id: ProspectListId) -> impl IntoView {
    let list = use_list_named::<RefusalsQuery>("refused");
    let rows = Resource::new(move || list.get().rows, move |rows| prospect_refusals(id, rows));
    let total = total_of(rows);
    let columns = vec![Column::new("Line").number(), Column::new("Why")];
    let tools = move || {
        only_with::<EditPrograms>(move || {
            let href = format!("/staff/prospects/{id}/refused.csv");
            view! {
                <a class="button button-secondary" rel="external" href=href download="refused-lines.csv">
                    "Download as CSV"
                </a>
            }
            .into_any()
        })
    };
    view! {
        <DataTable caption="Lines that were not taken in" columns query=list total tools>
            <Rows data=rows columns=2 line nothing />
        </DataTable>
    }
    .into_any()
}

fn nothing() -> AnyView {
    view! {
        <EmptyState icon="circle-check" title="Every line could be read" text="Nothing was left out." kind=Kind::Goal />
    }
    .into_any()
}

fn line(row: Refusal) -> AnyView {
    view! {
        <tr>
            <td class="number">{row.line}</td>
            <td>{row.reason}</td>
        </tr>
    }
    .into_any()
}
