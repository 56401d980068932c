//! Vaccines by series: where the patient stands, what is due when, and what each dose counted for.

use kit::time::day;
use kit::{Card, StatusBadge, Tone};
use leptos::prelude::*;
use shared::patients::VaccineLine;
use shared::vaccines::State;

/// Nothing where no series concerns the patient.
#[component]
pub(super) fn Vaccines(lines: Vec<VaccineLine>) -> impl IntoView {
    (!lines.is_empty()).then(|| {
        let rows = lines.into_iter().map(row).collect_view();
        view! {
            <Card title="Vaccines by series" flush=true>
                <ul class="rows">{rows}</ul>
            </Card>
        }
    })
}

fn row(line: VaccineLine) -> impl IntoView {
    let VaccineLine { series, state, due, doses, why } = line;
    let doses = doses.into_iter().map(|(on, words)| view! { <span class="second">{day(on)} " · " {words}</span> });
    let why = why.into_iter().map(|words| view! { <span class="second">{words}</span> });
    view! {
        <li>
            <div class="grow">
                <span>{series.label()}</span>
                {doses.collect_view()}
                {why.collect_view()}
            </div>
            {due.map(|due| view! { <span class="number nowrap">"Due " {day(due)}</span> })}
            <StatusBadge tone=tone(state) text=state.label() />
        </li>
    }
}

const fn tone(state: State) -> Tone {
    match state {
        State::Overdue => Tone::Look,
        State::Due => Tone::Wait,
        State::OnSchedule | State::Complete | State::Immune => Tone::Good,
        State::Contraindicated | State::TooLate | State::NotForThem => Tone::Neutral,
    }
}
