//! Registration and attendance: the figures, and everybody in a table.

use super::planning::Planning;
use super::registrations::Registrations;
use kit::{Bar, Figure};
use leptos::prelude::*;

/// The table asks the server only once the tab is `shown`: looking at people is audited.
#[component]
pub fn Attendance(shown: Signal<bool>) -> impl IntoView {
    let planning = expect_context::<Planning>();
    let figure = move |pick: fn(&shared::events::views::Attendance) -> u32| {
        Signal::derive(move || planning.page.with(|page| pick(&page.attendance).to_string()))
    };
    let places = Signal::derive(move || {
        planning.page.with(|page| match page.event.fields.capacity {
            Some(capacity) => format!("{} of {capacity}", page.attendance.places),
            None => page.attendance.places.to_string(),
        })
    });
    let ever_shown = Memo::new(move |before| before == Some(&true) || shown.get());
    view! {
        <div class="stack-l">
            <div class="card">
                <div class="figures">
                    <Figure label="Places taken" value=places />
                    <Figure label="Registered" value=figure(|a| a.registered) />
                    <Figure label="Guests" value=figure(|a| a.guests) />
                    <Figure label="Came" value=figure(|a| a.attended) />
                    <Figure label="Did not come" value=figure(|a| a.no_show) />
                    <Figure label="Waiting" value=figure(|a| a.waitlisted) />
                    <Figure label="Cancelled" value=figure(|a| a.cancelled) />
                </div>
            </div>
            {move || {
                planning
                    .page
                    .with(|page| page.event.fields.capacity.map(|capacity| (page.attendance.places, capacity)))
                    .map(|(taken, capacity)| {
                        view! { <Bar label="Places taken" value=f64::from(taken) max=f64::from(capacity) /> }
                    })
            }}
            <Show when=move || ever_shown.get() && planning.may_edit.get()>
                <Registrations />
            </Show>
        </div>
    }
    .into_any()
}
