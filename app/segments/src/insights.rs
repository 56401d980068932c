//! How membership went over the last months, and which segments share members with this one.

use super::doors::insights_of;
use base::Failure;
use kit::time::day;
use kit::{Bar, Card, EmptyState, Kind, Skeleton, answers, chart_day, grouped};
use leptos::prelude::*;
use shared::ids::SegmentId;
use shared::segments::wire::{MembersOnDay, Overlap};
use std::fmt::Write;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 160.0;

/// Asked for while its tab is open.
#[component]
pub fn Insights(id: SegmentId, selected: RwSignal<&'static str>, version: RwSignal<u32>) -> impl IntoView {
    let found = answers(move || {
        let open = selected.get() == "insights";
        version.track();
        async move { if open { Some(insights_of(id).await) } else { None } }
    });
    move || match found.get().flatten() {
        None => view! { <Skeleton lines=6 /> }.into_any(),
        Some(Err(error)) => view! { <Failure error /> }.into_any(),
        Some(Ok(insights)) => view! {
            <div class="stack">
                <Card title="Members over time">{over_time(insights.days)}</Card>
                <Card title="Shared with other live segments">{shared_with(insights.overlaps)}</Card>
            </div>
        }
        .into_any(),
    }
}

fn over_time(days: Vec<MembersOnDay>) -> AnyView {
    let (Some(first), Some(last)) = (days.first().copied(), days.last().copied()) else { return ().into_any() };
    let most = days.iter().map(|day| day.members).max().unwrap_or_default();
    let (joined, left) = days.iter().fold((0, 0), |(joined, left), day| (joined + day.joined, left + day.left));
    if most == 0 && joined == 0 {
        let text = "Once patients join, this shows how many there were each day.";
        return view! { <EmptyState icon="chart-column" kind=Kind::Entry title="Nobody has been in yet" text /> }
            .into_any();
    }
    let step = WIDTH / (days.len() as f64).max(1.0);
    let height = |members: u64| HEIGHT - members as f64 / most.max(1) as f64 * (HEIGHT - 8.0);
    let mut line = String::new();
    for (index, day) in days.iter().enumerate() {
        // A day is a step: membership is of its end.
        let (from, to, y) = (index as f64 * step, (index + 1) as f64 * step, height(day.members));
        // Writing to a String can't fail.
        let _ = write!(line, "{}{from:.1} {y:.1} L{to:.1} {y:.1}", if index == 0 { 'M' } else { 'L' });
    }
    let area = format!("{line} L{WIDTH} {HEIGHT} L0 {HEIGHT} Z");
    let words = if days.len() == 1 {
        format!(
            "{} members today; {} joined and {} left.",
            grouped(last.members as i64),
            grouped(joined as i64),
            grouped(left as i64)
        )
    } else {
        format!(
            "{} members on {}, {} on {}; {} joined and {} left in between.",
            grouped(first.members as i64),
            day(first.day),
            grouped(last.members as i64),
            day(last.day),
            grouped(joined as i64),
            grouped(left as i64)
        )
    };
    let hints = days
        .iter()
        .enumerate()
        .map(|(index, one)| {
            let title = format!(
                "{}: {} members, {} joined, {} left",
                day(one.day),
                grouped(one.members as i64),
                grouped(one.joined as i64),
                grouped(one.left as i64)
            );
            chart_day(index as f64 * step, step, HEIGHT, title)
        })
        .collect_view();
    view! {
        <figure class="chart">
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" aria-hidden="true">
                <path class="chart-area" d=area></path>
                <path class="chart-line" d=line></path>
                {hints}
            </svg>
            <div class="chart-axis second" aria-hidden="true">
                <span>{day(first.day)}</span>
                <span>{format!("at most {}", grouped(most as i64))}</span>
                <span>{day(last.day)}</span>
            </div>
            <figcaption>{words}</figcaption>
        </figure>
    }
    .into_any()
}

fn shared_with(overlaps: Vec<Overlap>) -> AnyView {
    if overlaps.is_empty() {
        return view! { <p class="second">"No member is in another live segment."</p> }.into_any();
    }
    let line = |overlap: Overlap| {
        let of = format!("{} of its {}", grouped(overlap.shared as i64), grouped(overlap.members as i64));
        view! {
            <li>
                <a href=super::links::page_of(overlap.id)>{overlap.name.clone()}</a>
                <Bar
                    label=format!("Shared with {}", overlap.name)
                    value=overlap.shared as f64
                    max=overlap.members as f64
                />
                <span class="number">{of}</span>
            </li>
        }
    };
    view! {
        <ul class="overlaps" role="list">
            {overlaps.into_iter().map(line).collect_view()}
        </ul>
    }
    .into_any()
}
