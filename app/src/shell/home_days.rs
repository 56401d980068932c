//! The last seven days as bars: what was sent, opened and registered for.

use crate::ui::grouped;
use crate::ui::time::{day, reader_day};
use leptos::prelude::*;
use shared::overview::{Counts, Hour, by_day};
use shared::time::{Date, UtcMillis};

const WIDTH: f64 = 700.0;
const HEIGHT: f64 = 120.0;
/// The room of a day, of its three bars and of one of them.
const DAY: f64 = WIDTH / 7.0;
const BAR: f64 = 18.0;

/// How each count is called and coloured.
const SERIES: [(&str, &str); 3] = [("sent", "kind-message"), ("opened", "kind-entry"), ("registered", "kind-goal")];

const fn of(counts: Counts) -> [i64; 3] {
    [counts.sent, counts.opened, counts.registered]
}

/// `now` is when the hours were read; the days are the reader's once the page is live.
#[component]
pub fn Days(hours: Vec<Hour>, now: UtcMillis) -> impl IntoView {
    let live = RwSignal::new(false);
    Effect::new(move |_| live.set(true));
    view! {
        {move || {
            let live = live.get();
            chart(by_day(&hours, reader_day(now, live), |at| reader_day(at, live)))
        }}
    }
    .into_any()
}

fn chart(days: Vec<(Date, Counts)>) -> AnyView {
    let total = of(days.iter().fold(Counts::default(), |all, (_, counts)| all.plus(*counts)));
    let most = days.iter().flat_map(|(_, counts)| of(*counts)).max().unwrap_or_default().max(1) as f64;
    let bar = |place: usize, series: usize, count: i64| {
        // A few of very many are still to be seen.
        let high = if count == 0 { 0.0 } else { (count as f64 / most * HEIGHT).max(2.0) };
        let left = place as f64 * DAY + (DAY - 3.0 * BAR) / 2.0 + series as f64 * BAR;
        view! {
            <rect
                class=SERIES[series].1
                x=format!("{left:.1}")
                y=format!("{:.1}", HEIGHT - high)
                width=format!("{:.1}", BAR - 2.0)
                height=format!("{high:.1}")
            ></rect>
        }
    };
    let bars = days
        .iter()
        .enumerate()
        .flat_map(|(place, (_, counts))| {
            of(*counts).into_iter().enumerate().map(move |(series, count)| (place, series, count))
        })
        .map(|(place, series, count)| bar(place, series, count))
        .collect_view();
    let hints = days
        .iter()
        .enumerate()
        .map(|(place, (date, counts))| {
            view! {
                <rect class="chart-day" x=place as f64 * DAY y="0" width=DAY height=HEIGHT>
                    <title>{in_words(*date, *counts)}</title>
                </rect>
            }
        })
        .collect_view();
    let legend = SERIES
        .iter()
        .zip(total)
        .map(|((name, kind), count)| {
            view! { <li class=*kind>{format!("{} {name}", grouped(count))}</li> }
        })
        .collect_view();
    let axis = days.iter().map(|(date, _)| view! { <span>{weekday(*date)}</span> }).collect_view();
    let lines = days.iter().map(|(date, counts)| view! { <li>{in_words(*date, *counts)}</li> }).collect_view();
    view! {
        <figure class="chart days">
            <ul class="days-legend" role="list">
                {legend}
            </ul>
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" aria-hidden="true">
                {bars}
                {hints}
            </svg>
            <div class="days-axis second" aria-hidden="true">
                {axis}
            </div>
            <figcaption class="sr-only">
                <ul>{lines}</ul>
            </figcaption>
        </figure>
    }
    .into_any()
}

fn in_words(date: Date, counts: Counts) -> String {
    let counts = SERIES.iter().zip(of(counts)).map(|((name, _), count)| format!("{} {name}", grouped(count)));
    format!("{} {}: {}", weekday(date), day(date), counts.collect::<Vec<_>>().join(", "))
}

fn weekday(date: Date) -> &'static str {
    // The first of January 1970 was a Thursday.
    ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][date.days_since_epoch().rem_euclid(7) as usize]
}
