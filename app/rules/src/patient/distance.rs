//! How far from a place, which is chosen by name or given in degrees.

use super::Row;
use crate::chips::ChipText;
use crate::doors::known_places;
use crate::number_input::NumberInput;
use kit::answers;
use leptos::prelude::*;
use shared::segments::{Distance, PatientTest};

pub(super) fn distance(row: Row) -> AnyView {
    let now = Memo::new(move |_| match row.test.get() {
        Some(PatientTest::Distance(distance)) => distance,
        _ => Distance { latitude: 0.0, longitude: 0.0, km: 10.0, place: String::new() },
    });
    let set = move |distance: Distance| row.set(PatientTest::Distance(distance));
    let places = answers(known_places);
    let known = move || places.get().and_then(Result::ok).unwrap_or_default();
    let degrees_of = move |place: &str| {
        known()
            .into_iter()
            .find(|known| known.name.eq_ignore_ascii_case(place.trim()))
            .map(|known| (known.latitude, known.longitude))
    };
    let name = Callback::new(move |place: String| {
        let before = now.get_untracked();
        let (latitude, longitude) = untrack(|| degrees_of(&place)).unwrap_or((before.latitude, before.longitude));
        set(Distance { place, latitude, longitude, ..before });
    });
    // A name that was typed before the known places had come gets its degrees once they are here.
    Effect::new(move |_| {
        let distance = now.get_untracked();
        if (distance.latitude, distance.longitude) == (0.0, 0.0)
            && let Some((latitude, longitude)) = degrees_of(&distance.place)
        {
            set(Distance { latitude, longitude, ..distance });
        }
    });
    let number =
        |pick: fn(&Distance) -> f64| Signal::derive(move || Some(now.with(pick)).filter(|number| number.is_finite()));
    let typed = move |put: fn(&mut Distance, f64)| {
        Callback::new(move |number: Option<f64>| {
            let mut distance = now.get_untracked();
            put(&mut distance, number.unwrap_or(f64::NAN));
            set(distance);
        })
    };
    let list = format!("places-{}", row.block.0);
    let options = move || known().into_iter().map(|place| view! { <option value=place.name></option> }).collect_view();
    view! {
        <span class="row-word">"within"</span>
        <NumberInput
            label="Kilometers"
            value=number(|distance| distance.km)
            disabled=row.disabled()
            described_by=row.error()
            on_input=typed(|distance, number| distance.km = number)
        />
        <span class="row-word">"km of"</span>
        <ChipText
            label="Place"
            value=Signal::derive(move || now.get().place)
            disabled=row.disabled()
            placeholder="a site or a city"
            described_by=row.error()
            list=list.clone()
            on_input=name
        />
        <datalist id=list>{options}</datalist>
        <span class="row-word">"at"</span>
        <NumberInput
            label="Latitude"
            value=number(|distance| distance.latitude)
            disabled=row.disabled()
            described_by=row.error()
            on_input=typed(|distance, number| distance.latitude = number)
        />
        <NumberInput
            label="Longitude"
            value=number(|distance| distance.longitude)
            disabled=row.disabled()
            described_by=row.error()
            on_input=typed(|distance, number| distance.longitude = number)
        />
    }
    .into_any()
}
