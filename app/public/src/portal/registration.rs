//! `/registration/{token}`: one registration, reached by the link in a letter, without signing in.

use super::answer::{Refusal, private};
use super::cards::JoinLink;
use super::frame::{self, Meta};
use super::limit::WithinLimit;
use super::{Portal, calendar, cards};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use engine::events::For;
use leptos::prelude::*;
use serde::Deserialize;
use shared::events::views::EventRecord;
use shared::events::{AttendanceStatus, Status};
use store::events::registration::{Registration, by_token};

#[derive(Debug, Deserialize)]
pub struct Fresh {
    /// Set right after registering by phone number: this page then is the confirmation.
    new: Option<u8>,
}

/// The registration, and the way to give the place back. Looking changes nothing: mail scanners look too.
pub async fn page(State(portal): State<Portal>, Path(token): Path<String>, Query(fresh): Query<Fresh>) -> Response {
    let page = async {
        let (event, registration) = find(&portal, &token).await?;
        let organization = portal.organization().await?;
        let now = portal.services.now();
        let title = state(&event, registration.status);
        let meta = Meta { title: title.to_owned(), private: true, ..Meta::default() };
        let join = (registration.status == AttendanceStatus::Registered).then(|| event.join_link(now)).flatten();
        let join = join.map(|url| {
            view! { <p><a class="button button-primary button-wide" href=url.to_owned()>"Join now"</a></p> }
        });
        let holds = matches!(registration.status, AttendanceStatus::Registered | AttendanceStatus::Waitlisted);
        let can_give_back = holds && event.takes_registrations(now);
        let file = format!("/registration/{token}/calendar.ics");
        let calendars = (registration.status == AttendanceStatus::Registered && event.status == Status::Live)
            .then(|| cards::calendar_links(&event, &organization, &portal.services.public_url, file));
        let action = format!("/registration/{token}/give-back");
        let keep = fresh.new.map(|_| keep(portal.url(&format!("/registration/{token}"))));
        let look_in = (registration.status == AttendanceStatus::Waitlisted && registration.email.is_none()).then(|| {
            view! { <p>"Check this page again: it tells you when a place opens up. We can't write to a phone number."</p> }
        });
        Ok::<_, Refusal>(private(frame::page(&portal, &organization, meta, || {
            view! {
                <div class="hero">
                    <p class="tag">{guests(&registration)}</p>
                    <h1>{title}</h1>
                    <p>{event.fields.name.clone()}</p>
                </div>
                {keep}
                {look_in}
                {join}
                {cards::facts(&event, JoinLink::of(&event, registration.status), false)}
                {calendars.flatten()}
                {(can_give_back && can_change(&event))
                    .then(|| {
                        let change = format!("/registration/{token}/change");
                        view! { <p><a class="button button-secondary" href=change>"Change guests or answers"</a></p> }
                    })}
                {can_give_back.then(|| give_back_form(action))}
                {(registration.status == AttendanceStatus::Cancelled && event.takes_registrations(now))
                    .then(|| {
                        let page = format!("/events/{}", event.fields.slug);
                        view! { <p><a class="button button-secondary" href=page>"Register again"</a></p> }
                    })}
            }
            .into_any()
        })))
    };
    match page.await {
        Ok(response) => response,
        Err(refusal) => refusal.page(&portal).await,
    }
}

/// Whether the form had anything that can be changed: name and address are who they are.
fn can_change(event: &EventRecord) -> bool {
    event.fields.most_guests > 0 || !event.fields.asked().is_empty()
}

/// To those who registered by number: this page is all they have, and its address the only way back to it.
fn keep(address: String) -> AnyView {
    view! {
        <div class="notice notice-look">
            <div>
                <p class="notice-title">"Keep this page"</p>
                <p>
                    "We have no e-mail address of yours and send nothing to your mobile, so this page is your confirmation.
                    Bookmark it, or keep its address:"
                </p>
                <p><a class="own-link" href=address.clone()>{address.clone()}</a></p>
                <p>"Here you see your registration and can cancel it. Anybody who has this address can do so too."</p>
            </div>
        </div>
    }
    .into_any()
}

/// The form that gives a place back.
fn give_back_form(action: String) -> AnyView {
    view! {
        <section class="sheet stack">
            <h2>"Can't make it?"</h2>
            <details>
                <summary>"Cancel my registration…"</summary>
                <form method="post" action=action class="stack">
                    <p>"Somebody else gets your place at once. To come back you register again, if there is room then."</p>
                    <button class="button button-danger" type="submit">"Yes, cancel my registration"</button>
                </form>
            </details>
        </section>
    }
    .into_any()
}

/// `POST /registration/{token}/give-back`
pub async fn give_back(_: WithinLimit, State(portal): State<Portal>, Path(token): Path<String>) -> Response {
    let done = async {
        let (_, registration) = find(&portal, &token).await?;
        engine::events::give_back(&portal.services, registration.id).await?;
        Ok::<_, Refusal>(Redirect::to(&format!("/registration/{token}")).into_response())
    };
    match done.await {
        Ok(response) => response,
        Err(refusal) => refusal.page(&portal).await,
    }
}

/// `GET /registration/{token}/calendar.ics`, with the join link for whoever comes.
pub async fn file(State(portal): State<Portal>, Path(token): Path<String>) -> Response {
    let answer = async {
        let (event, registration) = find(&portal, &token).await?;
        let letters = registration.letters;
        let whose = match registration.status {
            AttendanceStatus::Registered | AttendanceStatus::Attended => For::Registered { letters },
            AttendanceStatus::NoShow | AttendanceStatus::Waitlisted => For::Anybody,
            AttendanceStatus::Cancelled => For::Gone { letters },
        };
        calendar::answer(&portal, &event, whose).await
    };
    match answer.await {
        Ok(response) => response,
        Err(refusal) => refusal.page(&portal).await,
    }
}

pub async fn find(portal: &Portal, token: &str) -> Result<(EventRecord, Registration), Refusal> {
    let mut connection =
        portal.services.db.read().acquire().await.map_err(|error| Refusal::Failed(error.to_string()))?;
    let (stored, registration) = by_token(&mut connection, token).await?;
    Ok((stored.record, registration))
}

/// Where the registration stands, as a headline.
pub fn state(event: &EventRecord, status: AttendanceStatus) -> &'static str {
    match (event.status, status) {
        (Status::Cancelled, _) => "This event is cancelled",
        (_, AttendanceStatus::Registered) => "You are registered",
        (_, AttendanceStatus::Waitlisted) => "You are on the waiting list",
        (_, AttendanceStatus::Cancelled) => "You canceled your registration",
        (_, AttendanceStatus::Attended) => "You were here",
        (_, AttendanceStatus::NoShow) => "We missed you",
    }
}

/// `For you and 1 more`
pub fn guests(registration: &Registration) -> String {
    match registration.guests {
        0 => "For you".to_owned(),
        more => format!("For you and {more} more"),
    }
}
