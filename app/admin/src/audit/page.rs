//! The page of the audit log.

use super::doors::{audit_lines, audit_people};
use super::filters::{filters, narrowed_to};
use super::shown::Shown;
use base::{AppError, Failure, Rows};
use kit::time::Moment;
use kit::{
    Button, ButtonLink, ButtonSize, Column, DataTable, EmptyState, Kind, PageHeader, Skeleton, total_of, use_list,
};
use leptos::prelude::*;
use shared::audit::{AuditLine, AuditPerson, AuditQuery};

/// `/staff/audit`.
pub fn audit_page() -> AnyView {
    let list = use_list::<AuditQuery>();
    let filter = list.part(|query| query.filter);
    let people = Resource::new(|| (), |()| audit_people());
    let lines = Resource::new(move || list.get(), |query| audit_lines(query.filter, query.rows));
    let patient = narrowed_to(filter);
    let total = total_of(lines);
    let entry = RwSignal::new(None::<i64>);
    let log = move |people: Vec<AuditPerson>| {
        view! {
            <DataTable
                caption="Audit log, newest first"
                columns=columns()
                query=list
                total
                search="Action, item, detail or address"
                tools=move || filters(list, people.clone(), patient)
            >
                <Rows data=lines columns=4 line=move |line| row(line, entry) nothing />
            </DataTable>
        }
        .into_any()
    };
    view! {
        <kit::Page>
            <PageHeader
                title=Signal::stored("Audit".to_owned())
                about="Every list, search, record and change, by whom and with which patients. Nothing here can be changed or deleted."
            />
            <Transition fallback=|| view! { <Skeleton lines=8 /> }>
                {move || Suspend::new(async move {
                    match people.await {
                        Ok(people) => log(people),
                        Err(AppError::Forbidden) => closed(),
                        Err(error) => view! { <Failure error /> }.into_any(),
                    }
                })}
            </Transition>
            <Shown entry />
        </kit::Page>
    }
    .into_any()
}

/// What everybody else sees, administrators too.
fn closed() -> AnyView {
    view! {
        <div role="alert">
            <EmptyState
                icon="shield-x"
                title="Not for your role"
                text="Only a privacy officer can read the audit log. This attempt is in it too."
                kind=Kind::Look
            >
                <ButtonLink href="/staff" icon="house">"Home"</ButtonLink>
            </EmptyState>
        </div>
    }
    .into_any()
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("When"),
        Column::new("Who").hidden_when_narrow(),
        Column::new("Did"),
        Column::new("Patients shown").number(),
    ]
}

fn nothing() -> AnyView {
    let text =
        "Remove a filter, or choose more days. To find a patient, use the patient filter instead of the search box.";
    view! { <EmptyState icon="shield-check" title="No such entry" text /> }.into_any()
}

/// On a phone who did it stands under the moment, and the detail under what was done.
fn row(line: AuditLine, entry: RwSignal<Option<i64>>) -> AnyView {
    let AuditLine { key, at, actor, did, detail, patients, network } = line;
    let patients = if patients > 0 {
        let label = if patients == 1 { "Show 1 patient".to_owned() } else { format!("Show {patients} patients") };
        view! {
            <Button size=ButtonSize::Small label on_click=move |_| entry.set(Some(key))>
                {patients}
            </Button>
        }
        .into_any()
    } else {
        view! { <span class="faint">"none"</span> }.into_any()
    };
    let from = [detail, network].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    view! {
        <tr>
            <td>
                <Moment at />
                <span class="second narrow-only">{actor.clone()}</span>
            </td>
            <td class="narrow-hide">{actor}</td>
            <td>
                <span class="strong">{did}</span>
                <span class="second">{from}</span>
            </td>
            <td class="number">{patients}</td>
        </tr>
    }
    .into_any()
}
