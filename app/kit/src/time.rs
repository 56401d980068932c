//! Dates and times as people read them: on the organization's clock, in the one form of `shared::time`, on every staff page.
//!
//! The server finds the wall clock with its zone database, the browser with its own `Intl`, so the WASM carries none. Both put
//! it into words with the same code, so what the server rendered is what the browser's first render says.

use leptos::prelude::*;
use shared::time::{Date, LocalDateTime, UtcMillis};

/// How much of a moment to say. The year is said only where it is not this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Say {
    /// Nov 22, 2:05 PM
    #[default]
    DateTime,
    /// Nov 22
    DateOnly,
    /// 2:05 PM
    TimeOnly,
    /// "3 hours ago" for four weeks, then the date; the whole moment in the tooltip
    Ago,
}

/// The organization's clock: in context on the server, in the document's `data-zone` in the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageClock {
    /// IANA name, such as `America/Chicago`.
    pub zone: String,
    pub now: UtcMillis,
}

impl PageClock {
    /// The clock of the page that is being rendered; UTC where none was given.
    pub fn here() -> Self {
        clock::here()
    }

    /// What it shows at `at`, by the zone of that name where one is given.
    fn shows(&self, at: UtcMillis, zone: Option<&str>) -> LocalDateTime {
        clock::local(at, zone.unwrap_or(&self.zone))
    }

    /// The year whose dates need no year.
    fn this_year(&self) -> i32 {
        self.shows(self.now, None).date().year()
    }

    /// `at` in words.
    pub fn say(&self, at: UtcMillis, say: Say, zone: Option<&str>) -> String {
        let shown = self.shows(at, zone);
        match say {
            Say::DateTime | Say::Ago => shown.brief(self.this_year()),
            Say::DateOnly => shown.date().brief(self.this_year()),
            Say::TimeOnly => shown.clock(),
        }
    }
}

/// `2026-11-22T14:05:09Z`, for `datetime` attributes.
pub fn iso(at: UtcMillis) -> String {
    let seconds = at.0.div_euclid(1_000).rem_euclid(86_400);
    format!("{}T{:02}:{:02}:{:02}Z", at.date_utc(), seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// `Nov 22`, with the year where it is not this one.
pub fn day(date: Date) -> String {
    date.brief(PageClock::here().this_year())
}

/// The day on which `at` falls for the organization.
pub fn day_of(at: UtcMillis) -> Date {
    PageClock::here().shows(at, None).date()
}

/// Today by the organization's clock.
pub fn today() -> Date {
    day_of(PageClock::here().now)
}

/// The organization's zone, such as `America/Chicago`.
pub fn organization_zone() -> String {
    PageClock::here().zone
}

/// A moment. `zone` is an IANA name; without it, the organization's. The zone is named once the page is live and where the
/// reader's clock shows another time.
#[component]
pub fn Moment(
    #[prop(into)] at: Signal<UtcMillis>,
    #[prop(optional)] say: Say,
    #[prop(optional, into)] zone: Option<String>,
) -> impl IntoView {
    let live = live();
    let here = StoredValue::new((PageClock::here(), zone));
    let said = move |at, say| {
        here.with_value(|(clock, zone)| {
            let zone = zone.as_deref();
            let text = clock.say(at, say, zone);
            let foreign = (live.get() && say != Say::DateOnly)
                .then(|| clock::foreign_zone(at, zone.unwrap_or(&clock.zone)))
                .flatten();
            foreign.map_or_else(|| text.clone(), |zone| format!("{text} {zone}"))
        })
    };
    let text = move || {
        let at = at.get();
        let ago = (say == Say::Ago && live.get()).then(|| clock::ago(at)).flatten();
        ago.unwrap_or_else(|| said(at, say))
    };
    let title = move || (live.get() && say == Say::Ago).then(|| said(at.get(), Say::DateTime));
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

/// The present moment by the browser's clock: for display only, never for decisions.
pub fn browser_now() -> UtcMillis {
    clock::now()
}

#[cfg(target_arch = "wasm32")]
mod clock {
    use super::{LocalDateTime, PageClock, UtcMillis};
    use js_sys::{Array, Date, Intl, Object, Reflect};
    use std::cell::RefCell;
    use std::collections::HashMap;
    use wasm_bindgen::{JsCast, JsValue};

    thread_local! {
        /// Making a formatter costs more than a hundred uses of it.
        static FORMATS: RefCell<HashMap<String, Option<Intl::DateTimeFormat>>> = RefCell::default();
    }

    pub fn now() -> UtcMillis {
        UtcMillis(Date::now() as i64)
    }

    pub fn here() -> PageClock {
        let zone = leptos::prelude::document().document_element().and_then(|root| root.get_attribute("data-zone"));
        PageClock { zone: zone.unwrap_or_else(|| "UTC".to_owned()), now: now() }
    }

    fn reader_zone() -> Option<String> {
        let format = Intl::DateTimeFormat::new(&Array::new(), &Object::new());
        Reflect::get(&format.resolved_options(), &JsValue::from_str("timeZone")).ok()?.as_string()
    }

    pub fn local(at: UtcMillis, zone: &str) -> LocalDateTime {
        read(at, zone).unwrap_or_else(|| LocalDateTime::day_start(at.date_utc()))
    }

    fn read(at: UtcMillis, zone: &str) -> Option<LocalDateTime> {
        let parts = parts(at, zone)?;
        let number = |name| part(&parts, name)?.parse::<u32>().ok();
        let year = i32::try_from(number("year")?).ok()?;
        let date = shared::time::Date::new(year, number("month")?, number("day")?)?;
        LocalDateTime::new(date, number("hour")?, number("minute")?)
    }

    /// `CST` where the reader's clock shows another time at `at` than clocks in `zone`.
    pub fn foreign_zone(at: UtcMillis, zone: &str) -> Option<String> {
        let own = reader_zone()?;
        (own != zone && read(at, &own)? != read(at, zone)?).then(|| part(&parts(at, zone)?, "timeZoneName")).flatten()
    }

    fn parts(at: UtcMillis, zone: &str) -> Option<Array> {
        FORMATS.with_borrow_mut(|formats| {
            let format = formats.entry(zone.to_owned()).or_insert_with(|| made(zone)).as_ref()?;
            Some(format.format_to_parts(&Date::new(&JsValue::from_f64(at.0 as f64))))
        })
    }

    /// `None` for a zone that this browser does not know.
    fn made(zone: &str) -> Option<Intl::DateTimeFormat> {
        let options = options(&[
            ("timeZone", zone),
            ("hourCycle", "h23"),
            ("year", "numeric"),
            ("month", "numeric"),
            ("day", "numeric"),
            ("hour", "numeric"),
            ("minute", "numeric"),
            ("timeZoneName", "short"),
        ]);
        let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl")).ok()?;
        let class = Reflect::get(&intl, &JsValue::from_str("DateTimeFormat")).ok()?;
        // The constructor throws for an unknown zone, which only `construct` reports.
        Reflect::construct(
            class.unchecked_ref::<js_sys::Function>(),
            &Array::of2(&JsValue::from_str("en-US"), &options),
        )
        .ok()
        .map(|made| made.unchecked_into::<Intl::DateTimeFormat>())
    }

    fn part(parts: &Array, name: &str) -> Option<String> {
        let get = |part: &JsValue, key| Reflect::get(part, &JsValue::from_str(key)).ok()?.as_string();
        parts.iter().find(|part| get(part, "type").as_deref() == Some(name)).and_then(|part| get(&part, "value"))
    }

    fn options(pairs: &[(&str, &str)]) -> Object {
        let options = Object::new();
        for (key, value) in pairs {
            // Setting a property of a fresh plain object can't fail.
            let _ = Reflect::set(&options, &JsValue::from_str(key), &JsValue::from_str(value));
        }
        options
    }

    /// "3 hours ago", "in 2 days"; `None` beyond four weeks, where a date says more.
    pub fn ago(at: UtcMillis) -> Option<String> {
        let seconds = (at.0 - now().0) as f64 / 1_000.0;
        let (value, unit) = match seconds.abs() {
            s if s < 45.0 => return Some("just now".to_owned()),
            s if s < 3_570.0 => (seconds / 60.0, "minute"),
            s if s < 84_600.0 => (seconds / 3_600.0, "hour"),
            s if s < 2_419_200.0 => (seconds / 86_400.0, "day"),
            _ => return None,
        };
        let locale = Array::of1(&JsValue::from_str("en-US"));
        let format = Intl::RelativeTimeFormat::new(&locale, &options(&[("numeric", "auto")]));
        format.format(value.round(), unit).as_string()
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod clock {
    use super::{LocalDateTime, PageClock, UtcMillis};
    use leptos::prelude::use_context;

    pub const fn now() -> UtcMillis {
        UtcMillis(0)
    }

    pub fn here() -> PageClock {
        use_context().unwrap_or_else(|| PageClock { zone: "UTC".to_owned(), now: UtcMillis(0) })
    }

    pub fn local(at: UtcMillis, zone: &str) -> LocalDateTime {
        LocalDateTime::at(at, zone).unwrap_or_else(|| LocalDateTime::day_start(at.date_utc()))
    }

    pub const fn foreign_zone(_at: UtcMillis, _zone: &str) -> Option<String> {
        None
    }

    pub const fn ago(_at: UtcMillis) -> Option<String> {
        None
    }
}
