//! Who is on the line: the person, what they want, their care gaps, earlier calls, and what happened between us.

use super::state::Desk;
use kit::time::{Moment, Say, day};
use kit::{KindIcon, StatusBadge, Tone};
use leptos::prelude::*;
use shared::activity;
use shared::outreach::calls::{AttemptLine, CallCard, Person};
use shared::patients::GapLine;
use shared::segments::GapState;

/// Lines of the timeline that are shown.
const LINES: usize = 14;

pub fn person(desk: Desk) -> AnyView {
    let inside = move || {
        desk.hand.get().and_then(|_| desk.card.get_untracked()).map(|card| match card.person.clone() {
            Some(person) => known(&card, person),
            None => unknown(&card),
        })
    };
    view! {
        <div>{inside}</div>
        {move || {
            desk.hand.get().is_none().then(|| view! { <p class="quiet desk-empty">"Whoever you take appears here."</p> })
        }}
    }
    .into_any()
}

fn unknown(card: &CallCard) -> AnyView {
    let code = (!card.caller.code.is_empty()).then(|| view! { <p>{format!("Answers {}", card.caller.code)}</p> });
    view! {
        <header class="desk-head">
            <h2>"Unknown caller"</h2>
        </header>
        <p class="desk-pad">{card.caller.number.reveal().clone()}</p>
        {code}
        <p class="second desk-pad">"Nobody has this number. Note who called and what they want; the call counts with its disposition."</p>
    }
    .into_any()
}

fn known(card: &CallCard, person: Person) -> AnyView {
    let born = match (person.born.as_ref(), person.age) {
        (Some(born), Some(age)) => format!("{}, {age} years, {}", day(*born.reveal()), person.gender),
        (Some(born), None) => day(*born.reveal()),
        (None, _) => "Not known".to_owned(),
    };
    let language = if person.language.is_empty() { "Not known".to_owned() } else { person.language.clone() };
    let lives = format!("{} · {} {} there", person.city.reveal(), card.clock, card.zone_short);
    let relationship = person.relationship.label().to_owned();
    let last = person.last_visit.as_ref().map_or_else(|| "None known".to_owned(), |date| day(*date.reveal()));
    let doctor = if person.doctor.is_empty() { "None".to_owned() } else { person.doctor.clone() };
    let facts = [
        ("Is a", relationship),
        ("Born", born),
        ("Speaks", language),
        ("Lives in", lives),
        ("Doctor", doctor),
        ("Last visit", last),
    ];
    let facts = facts.into_iter().map(|(what, words)| {
        view! {
            <div>
                <dt>{what}</dt>
                <dd>{words}</dd>
            </div>
        }
    });
    let consents = person.consents.iter().map(|(may, words)| {
        let tone = if *may { Tone::Good } else { Tone::Neutral };
        view! { <StatusBadge tone text=words.clone() /> }
    });
    let open = person.gaps.iter().filter(|gap| gap.state == GapState::OpenGap).count();
    let gaps = person.gaps.iter().map(gap).collect_view();
    let attempts = card.attempts.iter().map(attempt).collect_view();
    let timeline = person.timeline.iter().take(LINES).map(|line| {
        let (kind, icon) = activity::face(&line.kind);
        view! {
            <li>
                <KindIcon kind icon />
                <span>{activity::line(&line.kind, &line.summary)}</span>
                <span class="second">
                    <Moment at=line.at say=Say::DateOnly />
                </span>
            </li>
        }
    });
    let href = format!("/staff/patients/{}", person.id);
    view! {
        <header class="desk-head">
            <h2>"Person"</h2>
            <span class="second">{person.identifier.reveal().clone()}</span>
            <a href=href target="_blank" rel="noopener">
                "Open record"
            </a>
        </header>
        <dl class="desk-facts">{facts.collect_view()}</dl>
        <div class="row desk-pad">{consents.collect_view()}</div>
        <header class="desk-head">
            <h2>"Care gaps"</h2>
            {(open > 0).then(|| view! { <StatusBadge tone=Tone::Look text=format!("{open} open") /> })}
        </header>
        <ul class="desk-gaps" role="list">
            {gaps}
        </ul>
        {(!card.attempts.is_empty())
            .then(|| {
                view! {
                    <header class="desk-head">
                        <h2>"Earlier calls"</h2>
                    </header>
                    <ul class="desk-gaps" role="list">
                        {attempts}
                    </ul>
                }
            })}
        <header class="desk-head">
            <h2>"Timeline"</h2>
        </header>
        <ol class="desk-timeline" role="list">
            {timeline.collect_view()}
        </ol>
    }
    .into_any()
}

fn gap(gap: &GapLine) -> AnyView {
    let tone = match gap.state {
        GapState::OpenGap => Tone::Look,
        GapState::ProspectiveGap => Tone::Wait,
        GapState::ClosedGap => Tone::Good,
        GapState::NotWanted | GapState::NotAdvised | GapState::NotApplicable => Tone::Neutral,
    };
    view! {
        <li>
            <span class="desk-line-text">
                <strong>{gap.name.clone()}</strong>
                <span class="second">{gap.reason.clone()}</span>
            </span>
            <StatusBadge tone text=gap.state.label() />
        </li>
    }
    .into_any()
}

fn attempt(line: &AttemptLine) -> AnyView {
    view! {
        <li>
            <span class="desk-line-text">
                <strong>{line.disposition.clone()}</strong>
                <span class="second">{format!("{} {}", line.agent, line.note.reveal())}</span>
            </span>
            <Moment at=line.at say=Say::DateOnly />
        </li>
    }
    .into_any()
}
