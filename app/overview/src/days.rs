//! The last seven days as bars: what was sent, opened and registered for.

use kit::time::{day, day_of};
use kit::{chart_day, grouped};
use leptos::prelude::*;
use shared::overview::{Counts, Hour, by_day};
use shared::time::{Date, UtcMillis};

const WIDTH: f64 = 700.0;
const HEIGHT: f64 = 120.0;
/// The room of a day, and of one of its three bars.
const DAY: f64 = WIDTH / 7.0;
const BAR: f64 = 18.0;

/// How each count is called and coloured.
const SERIES: [(&str, &str); 3] = [("sent", "kind-message"), ("opened", "kind-entry"), ("registered", "kind-goal")];

const fn of(counts: Counts) -> [i64; 3] {
    [counts.sent, counts.opened, counts.registered]
}

/// `now` is when the hours were read; the days are the organization's.
#[component]
pub fn Days(hours: Vec<Hour>, now: UtcMillis) -> impl IntoView {
    chart(by_day(&hours, day_of(now), day_of))
}

fn chart(days: Vec<(Date, Counts)>) -> AnyView {
    let total = of(days.iter().fold(Counts::default(), |all, (_, counts)| all.plus(*counts)));
    let most = days.iter().flat_map(|(_, counts)| of(*counts)).max().unwrap_or_default().max(1) as f64;
    let bar = |left: f64, kind: &'static str, count: i64| {
        // A few of very many are still to be seen.
        let high = if count == 0 { 0.0 } else { (count as f64 / most * HEIGHT).max(2.0) };
        view! { <rect class=kind x=left y=HEIGHT - high width=BAR - 2.0 height=high></rect> }
    };
    let columns = days
        .iter()
        .enumerate()
        .map(|(place, (date, counts))| {
            let left = place as f64 * DAY;
            let first = left + (DAY - 3.0 * BAR) / 2.0;
            let bars = SERIES.iter().zip(of(*counts)).enumerate();
            let bars =
                bars.map(|(series, ((_, kind), count))| bar(first + series as f64 * BAR, kind, count)).collect_view();
            view! { {bars} {chart_day(left, DAY, HEIGHT, in_words(*date, *counts))} }
        })
        .collect_view();
    let legend = SERIES
        .iter()
        .zip(total)
        .map(|((name, kind), count)| {
            view! { <li class=*kind>{format!("{} {name}", grouped(count))}</li> }
        })
        .collect_view();
    let axis = days.iter().map(|(date, _)| view! { <span>{date.weekday_short()}</span> }).collect_view();
    let lines = days.iter().map(|(date, counts)| view! { <li>{in_words(*date, *counts)}</li> }).collect_view();
    view! {
        <figure class="chart days">
            <ul class="days-legend" role="list">
                {legend}
            </ul>
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" aria-hidden="true">
                {columns}
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
    format!("{} {}: {}", date.weekday_short(), day(date), counts.collect::<Vec<_>>().join(", "))
}
