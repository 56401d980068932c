//! The parts of the home page.

use kit::time::{Moment, Say};
use kit::{Bar, ButtonLink, EmptyState, Figure, Kind, KindIcon, Notice, Tone, grouped};
use leptos::prelude::*;
use shared::activity;
use shared::noun::{Noun, Thing};
use shared::overview::{Attention, ComingEvent, Happening, KeyFigures, RunningJourney};

pub(super) fn figures(counts: KeyFigures, sees_patients: bool, sees_outbox: bool) -> AnyView {
    let share = |part: i64, whole: i64| if whole > 0 { part * 100 / whole } else { 0 };
    let figure = |label: &'static str, value: i64, detail: String, href: Option<&'static str>| {
        let value = Signal::stored(grouped(value));
        match href {
            Some(href) => view! { <Figure label value detail href /> }.into_any(),
            None => view! { <Figure label value detail /> }.into_any(),
        }
    };
    let email = format!("{}% have an e-mail address", share(counts.with_email, counts.patients));
    let opened = format!("in the last seven days, {} opened", grouped(counts.opened));
    view! {
        <section class="card figures" aria-label="Key figures">
            {figure("Patients", counts.patients, email, sees_patients.then_some("/staff/patients"))}
            {figure("Inside journeys", counts.inside_journeys, "now".to_owned(), Some("/staff/journeys"))}
            {figure("Messages sent", counts.sent, opened, sees_outbox.then_some("/staff/outbox"))}
            {figure("Registrations", counts.registrations, "in the last seven days".to_owned(), Some("/staff/events"))}
        </section>
    }
    .into_any()
}

pub(super) fn attention(all: Vec<Attention>) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    let notices = all.into_iter().map(notice).collect_view();
    Some(
        view! {
            <section class="home-attention" aria-label="Needs attention">
                {notices}
            </section>
        }
        .into_any(),
    )
}

fn notice(one: Attention) -> AnyView {
    let (tone, title, text, link, href) = match one {
        Attention::Paused(pause) => (
            Tone::Danger,
            format!("{} is paused: the provider {}", pause.channel.label(), pause.reason.label()),
            "Messages wait, and are sent automatically once it works again.".to_owned(),
            "See why",
            "/staff/outbox".to_owned(),
        ),
        Attention::InDoubt(count) => (
            Tone::Danger,
            format!("{count} messages are in doubt"),
            "They may have reached their recipients before something broke. Nothing is sent again automatically."
                .to_owned(),
            "Decide",
            "/staff/outbox".to_owned(),
        ),
        Attention::Failed(count) => (
            Tone::Look,
            format!("{count} messages failed"),
            "They were refused, or could not be delivered in time.".to_owned(),
            "See why",
            "/staff/outbox".to_owned(),
        ),
        Attention::SegmentError { id, name, error } => (
            Tone::Look,
            format!("\u{201c}{name}\u{201d} could not be refreshed"),
            format!("Its members are as they were before. {error}"),
            "Open the segment",
            format!("/staff/segments/{id}"),
        ),
        Attention::NoPostalAddress => (
            Tone::Look,
            "No postal address".to_owned(),
            "Every message other than plain care must carry it by law. Without it, such messages can't go live."
                .to_owned(),
            "Settings",
            "/staff/settings".to_owned(),
        ),
        Attention::NoSender => (
            Tone::Look,
            "No sender".to_owned(),
            "E-mails need an address that patients can answer to.".to_owned(),
            "Settings",
            "/staff/settings".to_owned(),
        ),
        Attention::NoPatients => (
            Tone::Info,
            "No patients yet".to_owned(),
            "Bring them in from FHIR R4 files: bundles, single resources or bulk data.".to_owned(),
            "Import",
            "/staff/imports".to_owned(),
        ),
    };
    view! {
        <Notice tone title>
            {text} " " <a href=href>{link}</a>
        </Notice>
    }
    .into_any()
}

pub(super) fn journeys(running: Vec<RunningJourney>) -> AnyView {
    if running.is_empty() {
        return view! {
            <EmptyState
                icon="route"
                kind=Kind::Entry
                title="No journey is running"
                text="A journey carries each member of a segment through messages, waits and branches."
            >
                <ButtonLink href="/staff/journeys" icon="arrow-right">"Journeys"</ButtonLink>
            </EmptyState>
        }
        .into_any();
    }
    let rows = running
        .into_iter()
        .map(|journey| {
            let counts = format!(
                "{} in, {} waiting, {} out",
                grouped(journey.entered),
                grouped(journey.waiting),
                grouped(journey.finished)
            );
            view! {
                <li>
                    <KindIcon kind=Kind::Entry icon="route" />
                    <div class="grow">
                        <a href=format!("/staff/journeys/{}", journey.id)>{journey.name}</a>
                        <span class="second number">{counts}</span>
                    </div>
                    <span class="muted small nowrap">
                        {journey.end_at.map(|at| view! { "until " <Moment at say=Say::DateOnly /> })}
                    </span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}

pub(super) fn events(coming: Vec<ComingEvent>) -> AnyView {
    if coming.is_empty() {
        return view! {
            <EmptyState
                icon="calendar-days"
                kind=Kind::Goal
                title="No upcoming events"
                text="An event that is live is listed on the public pages and takes registrations."
            >
                <ButtonLink href="/staff/events" icon="arrow-right">"Events"</ButtonLink>
            </EmptyState>
        }
        .into_any();
    }
    let rows = coming
        .into_iter()
        .map(|event| {
            let places = match event.capacity {
                Some(capacity) => format!("{} of {} places", grouped(event.taken), grouped(capacity)),
                None => format!("{} registered", grouped(event.taken)),
            };
            let label = format!("Places taken at {}", event.name);
            let bar = event.capacity.map(|capacity| {
                view! { <Bar label value=Signal::stored(event.taken as f64) max=Signal::stored(capacity as f64) /> }
            });
            view! {
                <li>
                    <KindIcon kind=Kind::Goal icon="calendar-days" />
                    <div class="grow">
                        <a href=format!("/staff/events/{}", event.id)>{event.name}</a>
                        <span class="second">{event.starts_at.map(|at| view! { <Moment at zone=event.time_zone /> })}</span>
                    </div>
                    <div class="home-places">
                        <span class="small number">{places}</span>
                        {bar}
                    </div>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}

pub(super) fn happened(lately: Vec<Happening>, sees_outbox: bool) -> AnyView {
    if lately.is_empty() {
        return view! {
            <EmptyState
                icon="activity"
                title="Nothing yet"
                text="Messages sent and opened, registrations and journeys appear here as they happen."
            />
        }
        .into_any();
    }
    let rows = lately
        .into_iter()
        .map(|one| {
            let (kind, icon) = activity::face(&one.kind);
            // Several are of several messages: no one of them is the one.
            let seen = |about: &Thing| about.noun != Noun::SentMessage || (sees_outbox && one.times == 1);
            let page = one.about.filter(seen).and_then(Thing::path);
            let words = activity::line(&one.kind, &one.summary);
            let times =
                (one.times > 1).then(|| view! { <span class="count">{format!("{} times", grouped(one.times))}</span> });
            view! {
                <li>
                    <KindIcon kind icon />
                    <div class="grow">
                        {match page {
                            Some(href) => view! { <a href=href>{words}</a> }.into_any(),
                            None => view! { <span>{words}</span> }.into_any(),
                        }}
                        <span class="second">
                            <Moment at=one.at say=Say::Ago />
                        </span>
                    </div>
                    {times}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}
