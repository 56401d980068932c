//! The dialog that names the copy of a journey.

use super::state::Designer;
use crate::duplicate_journey;
use base::NameForm;
use kit::Dialog;
use leptos::prelude::*;

#[component]
pub fn CopyDialog(open: RwSignal<bool>) -> impl IntoView {
    let designer = Designer::use_context();
    let name = RwSignal::new(String::new());
    Effect::new(move |_| {
        if open.get() {
            name.set(format!("Copy of {}", designer.name.get_untracked()));
        }
    });
    let make = move |name| async move {
        duplicate_journey(designer.id, name).await.map(|id| Some(format!("/staff/journeys/{id}")))
    };
    view! {
        <Dialog open title="Duplicate journey">
            <NameForm open name confirm="Duplicate" make />
        </Dialog>
    }
    .into_any()
}
