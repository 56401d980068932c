//! Choosing a time zone by searching its name.

use super::doors::time_zones;
use super::inline::{Mark, Saver};
use super::planning::{Planning, tell};
use crate::ui::{Choice, Combobox, Field};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A searchable list of zones inside the field `time_zone`; `value` is the chosen name. `initial` is shown at first.
#[component]
pub fn ZonePicker(initial: String, value: RwSignal<Option<Choice>>) -> impl IntoView {
    let search = RwSignal::new(initial);
    // Asked for once the page lives: nobody can type before.
    let zones = RwSignal::new(Vec::<String>::new());
    Effect::new(move |_| {
        spawn_local(async move {
            match time_zones().await {
                Ok(found) => {
                    zones.try_set(found);
                }
                Err(error) => tell(&error),
            }
        });
    });
    let options = Signal::derive(move || {
        let typed = search.get().to_lowercase().replace(' ', "_");
        let chosen = value.with(|value| value.as_ref().is_some_and(|value| value.value.to_lowercase() == typed));
        zones
            .get()
            .into_iter()
            .filter(|zone| chosen || zone.to_lowercase().contains(&typed))
            .take(60)
            .map(|zone| Choice::new(zone.clone(), zone))
            .collect()
    });
    view! { <Combobox name="time_zone" search options value placeholder="Search a city, such as Chicago" none="No such zone." /> }
        .into_any()
}

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
                <ZonePicker initial value />
            </Field>
            <Mark saver />
        </div>
    }
    .into_any()
}
