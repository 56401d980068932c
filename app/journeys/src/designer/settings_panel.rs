//! When the journey runs, on whose clock, and who may come back.

use super::ends::Ends;
use super::state::Designer;
use kit::{Choice, DateInput, Field, Select, focus};
use leptos::prelude::*;
use shared::coded::Coded;
use shared::journeys::{AtEnd, LocalDateTime, OnLeave, ReEntry, Settings, set_settings};

#[component]
pub fn SettingsPanel() -> impl IntoView {
    let designer = Designer::use_context();
    let settings = Memo::new(move |_| designer.board.follow(|definition| definition.settings.clone()));
    let change = move |with: &dyn Fn(&mut Settings)| {
        designer.edit(|definition| {
            let mut settings = definition.settings.clone();
            with(&mut settings);
            set_settings(definition, settings)
        });
    };
    let locked = Signal::derive(move || !designer.editable());
    let date =
        move |name: &'static str, at: Signal<Option<LocalDateTime>>, set: fn(&mut Settings, Option<LocalDateTime>)| {
            view! {
                <DateInput
                    name=name
                    time=true
                    disabled=locked
                    value=Signal::derive(move || at.get().map(|at| at.to_string()).unwrap_or_default())
                    on_change=move |typed: String| change(&|settings| set(settings, LocalDateTime::parse(&typed)))
                />
            }
        };
    let zones = StoredValue::new(zones());
    let zone = RwSignal::new(settings.with_untracked(|settings| settings.zone.clone()));
    let re_entry = RwSignal::new(settings.with_untracked(|settings| settings.re_entry.to_string()));
    let at_end = RwSignal::new(settings.with_untracked(|settings| settings.at_end.to_string()));
    let on_leave = RwSignal::new(settings.with_untracked(|settings| settings.on_leave.to_string()));
    // Undo changes what is shown, too.
    Effect::new(move |_| {
        let now = settings.get();
        zone.set(now.zone);
        re_entry.set(now.re_entry.to_string());
        at_end.set(now.at_end.to_string());
        on_leave.set(now.on_leave.to_string());
    });
    let zone_choices = Signal::derive(move || {
        let chosen = settings.with(|settings| settings.zone.clone());
        zones.with_value(|zones| {
            let known = zones.contains(&chosen);
            (!known)
                .then_some(&chosen)
                .into_iter()
                .chain(zones)
                .map(|zone| Choice::new(zone.as_str(), zone.replace('_', " ")))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <div class="stack">
            <Field name="start" label="Start" hint="Nobody enters and nothing is sent before.">
                {date("start", Signal::derive(move || settings.with(|settings| settings.start)), |settings, at| settings.start = at)}
            </Field>
            <Field name="end" label="End" hint="Nobody enters after it. Empty: until it is stopped." optional=true>
                {date("end", Signal::derive(move || settings.with(|settings| settings.end)), |settings, at| settings.end = at)}
            </Field>
            <Field name="zone" label="Time zone" hint="For the start, the end, and every “wait until”.">
                <Select
                    name="zone"
                    choices=zone_choices
                    value=zone
                    disabled=locked
                    on_change=move |chosen: String| change(&|settings| settings.zone.clone_from(&chosen))
                />
            </Field>
            <Field name="re_entry" label="Can a person go through again?">
                <Select
                    name="re_entry"
                    choices=choices(&ReEntry::ALL)
                    value=re_entry
                    disabled=locked
                    on_change=move |chosen: String| {
                        change(&|settings| {
                            settings.re_entry = ReEntry::from_code(&chosen).unwrap_or_default();
                        });
                    }
                />
            </Field>
            <Field name="at_end" label="At the end, people still in it">
                <Select
                    name="at_end"
                    choices=choices(&AtEnd::ALL)
                    value=at_end
                    disabled=locked
                    on_change=move |chosen: String| {
                        change(&|settings| {
                            settings.at_end = AtEnd::from_code(&chosen).unwrap_or_default();
                        });
                    }
                />
            </Field>
            <Field name="on_leave" label="People who leave the segment">
                <Select
                    name="on_leave"
                    choices=choices(&OnLeave::ALL)
                    value=on_leave
                    disabled=locked
                    on_change=move |chosen: String| {
                        change(&|settings| {
                            settings.on_leave = OnLeave::from_code(&chosen).unwrap_or_default();
                        });
                    }
                />
            </Field>
            <Ends />
        </div>
    }
    .into_any()
}

fn choices<T: Coded>(all: &[T]) -> Vec<Choice> {
    all.iter().map(|one| Choice::new(one.code(), one.label())).collect()
}

/// Opens the journey's own settings at a field.
pub fn focus_field(name: &'static str) {
    request_animation_frame(move || {
        focus(&format!("#{name}"));
    });
}

/// The zones that the browser knows, by name.
#[cfg(target_arch = "wasm32")]
fn zones() -> Vec<String> {
    use js_sys::{Array, Function, Reflect};
    use wasm_bindgen::{JsCast, JsValue};
    let found = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl"))
        .and_then(|intl| Reflect::get(&intl, &JsValue::from_str("supportedValuesOf")))
        .ok()
        .and_then(|ask| ask.dyn_into::<Function>().ok())
        .and_then(|ask| ask.call1(&JsValue::UNDEFINED, &JsValue::from_str("timeZone")).ok())
        .map(|found| Array::from(&found).iter().filter_map(|zone| zone.as_string()).collect::<Vec<_>>());
    let mut zones = found.unwrap_or_default();
    zones.push("UTC".to_owned());
    zones
}

#[cfg(not(target_arch = "wasm32"))]
const fn zones() -> Vec<String> {
    Vec::new()
}
