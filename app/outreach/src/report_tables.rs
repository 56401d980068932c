//! The parts of a report: key figures, funnel, notes, and a table for each breakdown.

use kit::{Card, EmptyState, Kind, grouped};
use leptos::prelude::*;
use shared::outreach::{Breakdown, Measure, Report, ReportLine, change, dollars};

/// Every measure with its definition, its change and its target; costs.
pub fn figures(report: &Report) -> AnyView {
    let one = |measure: Measure| {
        let value = report.totals.value(measure);
        let before = report
            .before
            .as_ref()
            .map(|before| format!("{} on the period before", change(value, before.value(measure))));
        let target = report.target(measure).map(|target| format!("target {target}"));
        let detail = [before, target].into_iter().flatten().collect::<Vec<_>>().join(", ");
        figure(measure.label(), grouped(value), detail, measure.hint())
    };
    let per = |label: &'static str, measure: Measure, hint: &'static str| {
        let cost =
            report.totals.cost_per(measure).map_or_else(|| "–".to_owned(), |cents| format!("${}", dollars(cents)));
        figure(label, cost, String::new(), hint)
    };
    let cost = format!("${}", dollars(report.totals.cost_cents));
    let counts = Measure::ALL.map(one).into_iter().collect_view();
    let booked = per("Cost per booked visit", Measure::Booked, "Cost of the period by visits booked in it.");
    let seen = per("Cost per seen visit", Measure::Seen, "Cost of the period by visits seen in it.");
    let service = report.service;
    let promised = report.targets.service_percent;
    let target = if promised > 0 {
        format!("{} of {}, target {promised} %", service.in_time, service.made)
    } else {
        format!("{} of {}", service.in_time, service.made)
    };
    let in_time = figure(
        "Call-backs in time",
        service.percent().map_or_else(|| "–".to_owned(), |percent| format!("{percent} %")),
        target,
        "Calls made within the promised minutes of the time that the person had named.",
    );
    view! {
        <Card title="Figures">
            <dl class="report-figures">
                {counts}
                {figure("Cost", cost, String::new(), "Touches by channel, and agents' time by begun minutes.")}
                {booked} {seen} {in_time}
            </dl>
        </Card>
    }
    .into_any()
}

fn figure(label: &'static str, value: String, detail: String, hint: &'static str) -> AnyView {
    view! {
        <div class="report-figure">
            <dt>{label}</dt>
            <dd>
                <span class="figure-value">{value}</span>
                <span class="figure-detail">{detail}</span>
                <span class="field-hint">{hint}</span>
            </dd>
        </div>
    }
    .into_any()
}

/// People from the first contact to a visit, and how many of each step go on.
pub fn funnel(report: &Report) -> AnyView {
    let most = Measure::FUNNEL.map(|measure| report.whole.people(measure)).into_iter().max().unwrap_or(0).max(1);
    let mut before = None;
    let steps = Measure::FUNNEL
        .into_iter()
        .map(|measure| {
            let people = report.whole.people(measure);
            let of = before
                .filter(|before| *before > 0)
                .map(|before: i64| format!("{} % of the step before", people * 100 / before));
            before = Some(people);
            view! {
                <li>
                    <span class="funnel-label">{measure.label()}</span>
                    <svg class="funnel-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                        <rect class="funnel-all" width="100" height="10" />
                        <rect class="funnel-part" width=(people * 100 / most).max(1).to_string() height="10" />
                    </svg>
                    <span class="funnel-count">{grouped(people)}</span>
                    <span class="muted">{of}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <Card title="From first contact to visit">
            <p class="muted">"People, from the first day of the program."</p>
            <ol class="funnel">{steps}</ol>
        </Card>
    }
    .into_any()
}

/// What was learnt.
pub fn notes(report: &Report) -> AnyView {
    let inside = if report.notes.is_empty() {
        view! { <EmptyState icon="message-square" kind=Kind::Message title="No notes" text="Write down what this period taught you." /> }.into_any()
    } else {
        let lines = report
            .notes
            .iter()
            .map(|note| {
                view! {
                    <li>
                        <span class="grow">
                            {note.text.clone()} <span class="second">{note.by.clone()} ", " {note.day.short()}</span>
                        </span>
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="rows">{lines}</ul> }.into_any()
    };
    view! { <Card title="What we learnt">{inside}</Card> }.into_any()
}

/// A table of one breakdown.
pub fn breakdown(by: Breakdown, lines: &[ReportLine]) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let caption = format!("By {}", by.label().to_lowercase());
    let heads = Measure::ALL
        .map(|measure| view! { <th scope="col" class="number" title=measure.hint()>{measure.label()}</th> });
    let rows = lines
        .iter()
        .map(|line| {
            let cells =
                Measure::ALL.map(|measure| view! { <td class="number">{grouped(line.figures.value(measure))}</td> });
            let per = |measure| line.figures.cost_per(measure).map(|cents| format!("${}", dollars(cents)));
            view! {
                <tr>
                    <th scope="row">{line.label.clone()}</th>
                    {cells.into_iter().collect_view()}
                    <td class="number">{format!("${}", dollars(line.figures.cost_cents))}</td>
                    <td class="number">{per(Measure::Booked)}</td>
                    <td class="number">{per(Measure::Seen)}</td>
                </tr>
            }
        })
        .collect_view();
    let (title, label) = (caption.clone(), caption.clone());
    view! {
        <Card title flush=true>
            <div class="table-wrap" role="region" tabindex="0" aria-label=label>
                <table class="table">
                    <caption class="sr-only">{caption}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{by.label()}</th>
                            {heads.into_iter().collect_view()}
                            <th scope="col" class="number">"Cost"</th>
                            <th scope="col" class="number">"Per booked"</th>
                            <th scope="col" class="number">"Per seen"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Card>
    }
    .into_any()
}
