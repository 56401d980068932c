//! The page of the audit log.

use super::doors::{audit_lines, audit_patients};
use crate::shell::{Failure, Loaded};
use crate::ui::time::Moment;
use crate::ui::{
    Button, ButtonKind, ButtonSize, Column, DataTable, Dialog, EmptyState, PageHeader, Skeleton, total_of,
};
use leptos::prelude::*;
use shared::audit::{AuditLine, ShownPatient};
use shared::paging::PageQuery;

/// `/staff/audit`.
pub fn audit_page() -> AnyView {
    let query = RwSignal::new(PageQuery { size: 50, ..PageQuery::default() });
    let lines = Resource::new(move || query.get(), audit_lines);
    let total = total_of(lines);
    let entry = RwSignal::new(None::<i64>);
    let columns = vec![
        Column::new("When"),
        Column::new("Who"),
        Column::new("Did"),
        Column::new("Detail").hidden_when_narrow(),
        Column::new("Patients shown").number(),
    ];
    view! {
        <crate::ui::Page>
            <PageHeader
                title=Signal::stored("Audit".to_owned())
                about="Every list, search, record and change, by whom and with which patients. Nothing here can be changed or deleted."
            />
            <DataTable caption="Audit log, newest first" columns query total search="Person, action, thing or detail">
                <Transition fallback=|| view! { <tr><td colspan="5"><Skeleton lines=8 /></td></tr> }>
                    {move || Suspend::new(async move {
                        match lines.await {
                            Ok(page) => {
                                rows(page.rows, entry)
                            }
                            Err(error) => view! { <tr><td colspan="5"><Failure error /></td></tr> }.into_any(),
                        }
                    })}
                </Transition>
            </DataTable>
            <Shown entry />
        </crate::ui::Page>
    }
    .into_any()
}

fn rows(lines: Vec<AuditLine>, entry: RwSignal<Option<i64>>) -> AnyView {
    if lines.is_empty() {
        let text = "No entry has these words. Search by a person's name, or a word such as search, view, sign-in.";
        return view! {
            <tr>
                <td colspan="5">
                    <EmptyState icon="shield-check" title="No such entry" text />
                </td>
            </tr>
        }
        .into_any();
    }
    lines
        .into_iter()
        .map(|line| {
            let key = line.key;
            let patients = if line.patients > 0 {
                view! {
                    <Button size=ButtonSize::Small on_click=move |_| entry.set(Some(key))>
                        {line.patients}
                    </Button>
                }
                .into_any()
            } else {
                view! { <span class="faint">"none"</span> }.into_any()
            };
            view! {
                <tr>
                    <td class="nowrap">
                        <Moment at=line.at />
                    </td>
                    <td>{line.actor}</td>
                    <td>
                        <span class="strong">{line.action}</span>
                        " "
                        <span class="muted">{line.entity}</span>
                    </td>
                    <td class="narrow-hide muted">{line.detail}</td>
                    <td class="number">{patients}</td>
                </tr>
            }
        })
        .collect_view()
        .into_any()
}

/// Who an entry showed.
#[component]
fn Shown(entry: RwSignal<Option<i64>>) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(entry.with(Option::is_some)));
    Effect::watch(
        move || open.get(),
        move |open, _, _| {
            if !*open {
                entry.set(None);
            }
        },
        false,
    );
    view! {
        <Dialog
            open
            title=Signal::stored("Patients shown".to_owned())
            footer=move || view! { <Button kind=ButtonKind::Primary on_click=move |_| open.set(false)>"Close"</Button> }
        >
            {move || {
                entry
                    .get()
                    .map(|key| {
                        let shown = Resource::new(move || key, audit_patients);
                        view! { <Loaded data=shown view=names bones=4 /> }
                    })
            }}
        </Dialog>
    }
    .into_any()
}

fn names(patients: Vec<ShownPatient>) -> AnyView {
    let rows = patients
        .into_iter()
        .map(|patient| {
            view! { <li><a href=format!("/staff/patients/{}", patient.id)>{patient.name.into_inner()}</a></li> }
        })
        .collect_view();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}
