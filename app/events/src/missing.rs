//! What keeps an event from going live, each complaint leading to the field it is about.

use super::planning::Planning;
use kit::focus;
use leptos::prelude::*;
use shared::events::{EventField, PlanningTab};
use shared::field::FieldError;

/// One line for each of `found`. Pressing one calls `leave`, opens the field's tab and puts the focus into the field.
#[component]
pub fn MissingList(found: Vec<FieldError>, #[prop(optional, into)] leave: Option<Callback<()>>) -> impl IntoView {
    let planning = expect_context::<Planning>();
    let rows = found
        .into_iter()
        .map(|error| {
            let go = move |_| {
                if let Some(leave) = leave {
                    leave.run(());
                }
                planning.tab.set(tab_of(&error.field).code());
                let field = format!("#{}", error.field);
                // Only what is shown takes the focus, and a dialog gives it back while it closes.
                request_animation_frame(move || {
                    request_animation_frame(move || {
                        focus(&field);
                    });
                });
            };
            view! { <li><button type="button" class="link-button" on:click=go>{error.message}</button></li> }
        })
        .collect_view();
    view! { <ul class="missing">{rows}</ul> }.into_any()
}

/// The tab of the event's page that has the field.
fn tab_of(field: &str) -> PlanningTab {
    EventField::from_code(field).map_or(PlanningTab::Overview, |field| field.about().tab)
}
