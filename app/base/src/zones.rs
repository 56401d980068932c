//! Choosing a time zone by searching its name.

use crate::AppError;
use kit::{Choice, Combobox, Tone, toast};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos::task::spawn_local;

/// The IANA zones that can be chosen.
#[server(prefix = "/staff/api", input = Json)]
pub async fn time_zones() -> Result<Vec<String>, AppError> {
    crate::door::<shared::people::SignedIn>().await?;
    Ok(shared::events::when::zone_names())
}

/// A searchable list of zones inside the field `time_zone`; `value` is the chosen name. `initial` is shown at first.
#[component]
pub fn ZonePicker(
    initial: String,
    value: RwSignal<Option<Choice>>,
    /// What its `Field` was given as `error`.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let search = RwSignal::new(initial);
    // Asked for when somebody comes to choose.
    let zones = RwSignal::new(Vec::<String>::new());
    let asked = StoredValue::new(false);
    let ask = move |_| {
        if asked.get_value() {
            return;
        }
        asked.set_value(true);
        spawn_local(async move {
            match time_zones().await {
                Ok(found) => {
                    zones.try_set(found);
                }
                Err(error) => {
                    asked.try_set_value(false);
                    toast(Tone::Danger, error.to_string());
                }
            }
        });
    };
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
    view! {
        <div on:focusin=ask>
            <Combobox name="time_zone" search options value placeholder="Search a city, such as Chicago" none="No such zone." error />
        </div>
    }
    .into_any()
}
