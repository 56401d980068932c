//! The dialog that says which patients an entry showed.

use super::doors::audit_patients;
use base::Failure;
use kit::{Button, ButtonKind, Dialog, Skeleton, answers, open_while};
use leptos::prelude::*;
use shared::audit::ShownPatient;

#[component]
pub(super) fn Shown(entry: RwSignal<Option<i64>>) -> impl IntoView {
    let open = open_while(entry);
    // No resource: read inside a dialog, one would suspend the page around it.
    let shown = answers(move || {
        let key = entry.get();
        async move {
            match key {
                Some(key) => Some(audit_patients(key).await),
                None => None,
            }
        }
    });
    view! {
        <Dialog
            open
            title=Signal::stored("Patients shown".to_owned())
            footer=move || view! { <Button kind=ButtonKind::Primary on_click=move |_| open.set(false)>"Close"</Button> }
        >
            {move || match shown.get().flatten() {
                Some(Ok(patients)) => names(patients),
                Some(Err(error)) => view! { <Failure error /> }.into_any(),
                None => view! { <Skeleton lines=4 /> }.into_any(),
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
