//! What is known clinically: the latest of each kind.

use kit::time::{Moment, Say, day};
use kit::{Card, EmptyState, StatusBadge, Tone};
use leptos::prelude::*;
use shared::patients::{ClinicalLine, ClinicalSection, status_words};

/// One card a kind that has anything.
#[component]
pub(super) fn Clinical(sections: Vec<ClinicalSection>) -> impl IntoView {
    let filled: Vec<_> = sections.into_iter().filter(|section| section.total > 0).collect();
    if filled.is_empty() {
        return view! {
            <div class="card">
                <EmptyState icon="stethoscope" title="No clinical facts" text="This patient's record has none." />
            </div>
        }
        .into_any();
    }
    let cards = filled
        .into_iter()
        .map(|section| {
            let title = section.kind.heading();
            view! { <Card title=title flush=true>{list(section, Say::DateOnly)}</Card> }
        })
        .collect_view();
    view! { <div class="grid-2">{cards}</div> }.into_any()
}

/// Appointments ahead and behind.
#[component]
pub(super) fn Appointments(upcoming: ClinicalSection, past: ClinicalSection) -> impl IntoView {
    let part = |section: ClinicalSection, none: &'static str| {
        if section.total == 0 {
            view! { <p class="card-body muted">{none}</p> }.into_any()
        } else {
            list(section, Say::DateTime)
        }
    };
    view! {
        <div class="stack">
            <Card title="Ahead" flush=true>{part(upcoming, "Nothing is booked.")}</Card>
            <Card title="Past" flush=true>{part(past, "None on record.")}</Card>
        </div>
    }
    .into_any()
}

fn list(section: ClinicalSection, say: Say) -> AnyView {
    let more = section.total.saturating_sub(section.lines.len() as u64);
    let rows = section.lines.into_iter().map(|line| row(line, say)).collect_view();
    view! {
        <ul class="rows">{rows}</ul>
        {(more > 0).then(|| view! { <p class="card-foot">{format!("and {more} earlier")}</p> })}
    }
    .into_any()
}

fn row(line: ClinicalLine, say: Say) -> impl IntoView {
    let when = line.at.map(|at| match say {
        // A clinical date has no zone: the day as the source wrote it.
        Say::DateOnly => day(at.date_utc()).into_any(),
        _ => view! { <Moment at say /> }.into_any(),
    });
    let until = line.until.filter(|_| say == Say::DateOnly).map(|at| format!(" to {}", day(at.date_utc())));
    let contradicted = line.contradicted.map(|at| {
        let said = format!("A newer record says it is over ({}): the newer one decides.", at.date_utc().long());
        view! { <span class="second">{said}</span> }
    });
    let has_code = line.code.is_some();
    view! {
        <li>
            <div class="grow">
                <span>{line.title}</span>
                <span class="second">
                    {when} {until} {(has_code).then_some(" · ")} {line.code}
                </span>
                {contradicted}
            </div>
            {line.value.map(|value| view! { <span class="strong number nowrap">{value}</span> })}
            {line.status.map(|status| view! { <StatusBadge tone=status_tone(&status) text=status_words(&status) /> })}
        </li>
    }
}

fn status_tone(status: &str) -> Tone {
    match status {
        "active" | "recurrence" | "relapse" | "booked" | "checked-in" | "arrived" => Tone::Good,
        "proposed" | "pending" | "waitlist" | "on-hold" | "preliminary" | "planned" | "in-progress" => Tone::Wait,
        "cancelled" | "noshow" | "entered-in-error" | "refuted" | "stopped" => Tone::Look,
        _ => Tone::Neutral,
    }
}
