//! The time zone of an event.

use super::inline::{Mark, Saver};
use super::planning::Planning;
use base::ZonePicker;
use kit::{Choice, Field};
use leptos::prelude::*;

/// The event's zone, saved when chosen.
#[component]
pub fn ZoneField() -> impl IntoView {
    let planning = expect_context::<Planning>();
    let initial = planning.page.with_untracked(|page| page.event.fields.time_zone.clone());
    let value = RwSignal::new(None::<Choice>);
    let saver = Saver::new(planning, "time_zone");
    Effect::watch(
        move || value.get(),
        move |chosen, _, _| {
            if let Some(chosen) = chosen {
                saver.save(chosen.value.clone());
            }
        },
        false,
    );
    view! {
        <div class="inline-field">
            <Field name="time_zone" label="Time zone" hint="All times of this event are meant in this zone." error=saver.error>
                <ZonePicker initial value error=saver.error />
            </Field>
            <Mark saver />
        </div>
    }
    .into_any()
}
