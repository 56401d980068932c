//! The time zone of an event.

use super::inline::{Mark, Saver};
use super::planning::Planning;
use base::ZonePicker;
use kit::{Choice, Field};
use leptos::prelude::*;
use shared::events::EventField;

/// The event's zone, saved when chosen.
#[component]
pub fn ZoneField() -> impl IntoView {
    let planning = expect_context::<Planning>();
    let field = EventField::TimeZone;
    let initial = planning.page.with_untracked(|page| page.event.fields.time_zone.clone());
    let value = RwSignal::new(None::<Choice>);
    let saver = Saver::new(planning, field);
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
            <Field name=field.code() label=field.label() hint=field.about().hint error=saver.error>
                <ZonePicker initial value error=saver.error />
            </Field>
            <Mark saver />
        </div>
    }
    .into_any()
}
