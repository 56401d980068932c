//! `/my/events`: what an attendee is registered for, and was.

use super::answer::{Refusal, private};
use super::cards::JoinLink;
use super::frame::{self, Meta};
use super::limit::WithinLimit;
use super::registration::{guests, state};
use super::session::SignedIn;
use super::{Portal, cards};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use shared::events::{AttendanceStatus, Status};
use shared::ids::RegistrationId;
use shared::time::UtcMillis;
use store::events::Stored;
use store::events::registration::{Registration, of_email};

/// Upcoming events first, then past ones.
pub async fn page(SignedIn(email): SignedIn, State(portal): State<Portal>) -> Response {
    let page = async {
        let organization = portal.organization().await?;
        let now = portal.services.now();
        let (coming, past): (Vec<_>, Vec<_>) = registrations(&portal, &email)
            .await?
            .into_iter()
            .partition(|(stored, _)| stored.record.ends_at.is_some_and(|ends| ends > now));
        let none = coming.is_empty();
        let coming: Vec<_> = coming.iter().map(|(stored, own)| card(stored, own, now)).collect();
        let past: Vec<_> = past.iter().rev().map(|(stored, own)| past_row(stored, own)).collect();
        let meta = Meta { title: "My events".into(), private: true, ..Meta::default() };
        Ok::<_, Refusal>(private(frame::page(&portal, &organization, meta, || {
            view! {
                <div class="mine">
                    <h1>"My events"</h1>
                    <form method="post" action="/my/sign-out">
                        <button class="button button-quiet" type="submit">"Sign out"</button>
                    </form>
                </div>
                <p class="field-hint">"Signed in as " {email.clone()} ". You are signed out after 30 minutes without a click."</p>
                {none
                    .then(|| {
                        view! {
                            <p>"You have no upcoming events. " <a href="/events">"See our events"</a></p>
                        }
                    })}
                {coming}
                {(!past.is_empty()).then(|| view! { <h2>"Past events"</h2><ul class="sheet people">{past}</ul> })}
            }
            .into_any()
        })))
    };
    match page.await {
        Ok(response) => response,
        Err(refusal) => refusal.page(&portal).await,
    }
}

fn card(stored: &Stored, own: &Registration, now: UtcMillis) -> impl IntoView + use<> {
    let event = &stored.record;
    let comes = own.status == AttendanceStatus::Registered && event.status == Status::Live;
    let waits = own.status == AttendanceStatus::Waitlisted && event.status == Status::Live;
    let join = comes.then(|| event.join_link(now)).flatten();
    let join =
        join.map(|url| view! { <a class="button button-primary button-wide" href=url.to_owned()>"Join now"</a> });
    let tone = if comes { "badge badge-good" } else { "badge badge-look" };
    let page = format!("/events/{}", event.fields.slug);
    let file = format!("{page}/calendar.ics");
    let action = format!("/my/events/{}/give-back", own.id);
    view! {
        <article class="sheet stack">
            <p class="row"><span class=tone>{state(event, own.status)}</span> <span class="field-hint">{guests(own)}</span></p>
            <h2><a href=page>{event.fields.name.clone()}</a></h2>
            {cards::facts(event, JoinLink::of(event, own.status), false)}
            {join}
            {comes.then(|| view! { <p><a href=file download>"Add to your calendar"</a></p> })}
            {(comes || waits)
                .then(|| {
                    view! {
                        <details>
                            <summary>"Can't make it?"</summary>
                            <form method="post" action=action class="stack">
                                <p>"Cancel your registration so that somebody else can have your place."</p>
                                <button class="button button-danger" type="submit">"Yes, cancel my registration"</button>
                            </form>
                        </details>
                    }
                })}
        </article>
    }
}

fn past_row(stored: &Stored, own: &Registration) -> impl IntoView + use<> {
    let said = cards::said(&stored.record).map(|said| said.day).unwrap_or_default();
    view! {
        <li>
            <strong>{stored.record.fields.name.clone()}</strong>
            <span>{said} " · " {state(&stored.record, own.status)}</span>
        </li>
    }
}

/// `POST /my/events/{id}/give-back`: only one's own.
pub async fn give_back(
    _: WithinLimit,
    SignedIn(email): SignedIn,
    State(portal): State<Portal>,
    Path(id): Path<RegistrationId>,
) -> Response {
    let done = async {
        let own = registrations(&portal, &email).await?.into_iter().any(|(_, registration)| registration.id == id);
        if !own {
            return Err(Refusal::NotFound);
        }
        engine::events::give_back(&portal.services, id).await?;
        Ok(Redirect::to("/my/events").into_response())
    };
    match done.await {
        Ok(response) => response,
        Err(refusal) => refusal.page(&portal).await,
    }
}

async fn registrations(portal: &Portal, email: &str) -> Result<Vec<(Stored, Registration)>, Refusal> {
    let mut connection =
        portal.services.db.read().acquire().await.map_err(|error| Refusal::Failed(error.to_string()))?;
    Ok(of_email(&mut connection, email).await?)
}
