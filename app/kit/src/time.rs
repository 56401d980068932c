//! Dates and times as people read them, always with their zone.
//!
//! The server writes UTC in a plain form; once the page is live the browser's own `Intl` replaces it by the reader's
//! language and the zone asked for. So both render the same at first, and the WASM carries no zone database.

use leptos::prelude::*;
use shared::time::{Date, UtcMillis};

/// How much of a moment to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Say {
    /// 22 Nov 2026, 14:05 CET
    #[default]
    DateTime,
    /// 22 Nov 2026
    DateOnly,
    /// 14:05 CET
    TimeOnly,
    /// "3 hours ago", the whole moment in the tooltip
    Ago,
}

/// `2026-11-22 14:05 UTC`: the form every reader understands and both sides render alike.
pub fn plain(at: UtcMillis) -> String {
    let minutes = at.0.div_euclid(60_000).rem_euclid(1_440);
    format!("{} {:02}:{:02} UTC", at.date_utc(), minutes / 60, minutes % 60)
}

/// `2026-11-22T14:05:09Z`, for `datetime` attributes.
pub fn iso(at: UtcMillis) -> String {
    let seconds = at.0.div_euclid(1_000).rem_euclid(86_400);
    format!("{}T{:02}:{:02}:{:02}Z", at.date_utc(), seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// `22 Nov 2026`, for dates that have no zone.
pub fn day(date: Date) -> String {
    date.short()
}

/// A moment. `zone` is an IANA name; without it, the reader's own.
#[component]
pub fn Moment(
    #[prop(into)] at: Signal<UtcMillis>,
    #[prop(optional)] say: Say,
    #[prop(optional, into)] zone: Option<String>,
) -> impl IntoView {
    let live = live();
    let zone = StoredValue::new(zone);
    let text = move || {
        let at = at.get();
        if live.get() { zone.with_value(|zone| browser::say(at, say, zone.as_deref())) } else { plain_part(at, say) }
    };
    let title = move || {
        (live.get() && say == Say::Ago)
            .then(|| zone.with_value(|zone| browser::say(at.get(), Say::DateTime, zone.as_deref())))
    };
    view! {
        <time datetime=move || iso(at.get()) title=title>
            {text}
        </time>
    }
    .into_any()
}

/// Whether the page is live: not in what the server renders nor in the browser's first render, which must be alike.
pub fn live() -> RwSignal<bool> {
    let live = RwSignal::new(false);
    Effect::new(move |_| live.set(true));
    live
}

/// The day on which `at` falls for the reader: UTC in what the server renders, and the browser's own once the page is live.
pub fn reader_day(at: UtcMillis, live: bool) -> Date {
    if live { browser::local_day(at) } else { at.date_utc() }
}

fn plain_part(at: UtcMillis, say: Say) -> String {
    match say {
        Say::DateOnly => day(at.date_utc()),
        Say::DateTime | Say::TimeOnly | Say::Ago => plain(at),
    }
}

/// The browser's own zone, such as `America/Chicago`; `UTC` on the server.
pub fn browser_zone() -> String {
    browser::zone().unwrap_or_else(|| "UTC".to_owned())
}

/// The present moment by the browser's clock: for display only, never for decisions.
pub fn browser_now() -> UtcMillis {
    browser::now()
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use super::{Say, UtcMillis, plain};
    use js_sys::{Array, Date, Function, Intl, Object, Reflect};
    use wasm_bindgen::{JsCast, JsValue};

    pub fn now() -> UtcMillis {
        UtcMillis(Date::now() as i64)
    }

    pub fn local_day(at: UtcMillis) -> shared::time::Date {
        let date = Date::new(&JsValue::from_f64(at.0 as f64));
        shared::time::Date::new(date.get_full_year() as i32, date.get_month() + 1, date.get_date())
            .unwrap_or_else(|| at.date_utc())
    }

    fn options(pairs: &[(&str, &str)]) -> Object {
        let options = Object::new();
        for (key, value) in pairs {
            // Setting a property of a fresh plain object can't fail.
            let _ = Reflect::set(&options, &JsValue::from_str(key), &JsValue::from_str(value));
        }
        options
    }

    pub fn zone() -> Option<String> {
        let format = Intl::DateTimeFormat::new(&Array::new(), &Object::new());
        Reflect::get(&format.resolved_options(), &JsValue::from_str("timeZone")).ok()?.as_string()
    }

    pub fn say(at: UtcMillis, say: Say, zone: Option<&str>) -> String {
        if say == Say::Ago
            && let Some(text) = ago(at)
        {
            return text;
        }
        let mut pairs = Vec::with_capacity(8);
        if say != Say::TimeOnly {
            pairs.extend([("day", "numeric"), ("month", "short"), ("year", "numeric")]);
        }
        if say != Say::DateOnly {
            pairs.extend([("hour", "numeric"), ("minute", "2-digit"), ("timeZoneName", "short")]);
        }
        if let Some(zone) = zone {
            pairs.push(("timeZone", zone));
        }
        let date = Date::new(&JsValue::from_f64(at.0 as f64));
        // An unknown zone name makes Intl throw: fall back to the plain form instead of breaking the page.
        let Ok(method) = Reflect::get(&date, &JsValue::from_str("toLocaleString")) else { return plain(at) };
        method
            .unchecked_ref::<Function>()
            .call2(&date, &JsValue::UNDEFINED, &options(&pairs))
            .ok()
            .and_then(|text| text.as_string())
            .unwrap_or_else(|| plain(at))
    }

    /// "3 hours ago", "in 2 days"; `None` beyond four weeks, where a date says more.
    fn ago(at: UtcMillis) -> Option<String> {
        let seconds = (at.0 - now().0) as f64 / 1_000.0;
        let (value, unit) = match seconds.abs() {
            s if s < 45.0 => return Some("just now".to_owned()),
            s if s < 3_570.0 => (seconds / 60.0, "minute"),
            s if s < 84_600.0 => (seconds / 3_600.0, "hour"),
            s if s < 2_419_200.0 => (seconds / 86_400.0, "day"),
            _ => return None,
        };
        let format = Intl::RelativeTimeFormat::new(&Array::new(), &options(&[("numeric", "auto")]));
        format.format(value.round(), unit).as_string()
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod browser {
    use super::{Say, UtcMillis, plain_part};

    pub const fn now() -> UtcMillis {
        UtcMillis(0)
    }

    pub fn local_day(at: UtcMillis) -> shared::time::Date {
        at.date_utc()
    }

    pub const fn zone() -> Option<String> {
        None
    }

    pub fn say(at: UtcMillis, say: Say, _zone: Option<&str>) -> String {
        plain_part(at, say)
    }
}
