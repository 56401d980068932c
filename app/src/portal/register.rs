//! Registering: the post of the form, and the page that thanks.

use super::answer::{Refusal, private};
use super::event::{published, render};
use super::frame::{self, Meta};
use super::icons::icon;
use super::limit::WithinLimit;
use super::{Portal, cards};
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use leptos::prelude::*;
use serde::Deserialize;
use shared::events::registration::RegistrationForm;
use shared::field::FieldError;
use std::collections::BTreeMap;

/// `POST /events/{slug}`: registers and leads to the thanks, or shows the form again with what is wrong.
pub async fn submit(
    _: WithinLimit,
    State(portal): State<Portal>,
    Path(slug): Path<String>,
    Form(posted): Form<BTreeMap<String, String>>,
) -> Response {
    let form = read(&posted);
    match try_submit(&portal, &slug, &form).await {
        Ok(response) => response,
        Err(refusal) => refusal.page(&portal).await,
    }
}

async fn try_submit(portal: &Portal, slug: &str, form: &RegistrationForm) -> Result<Response, Refusal> {
    let thanks = format!("/events/{slug}/thanks");
    if form.is_robot() {
        // It is told what everybody is told, and nothing happens.
        return Ok(Redirect::to(&thanks).into_response());
    }
    let event = published(portal, slug).await?;
    let errors = match form.check(event.fields.most_guests, &event.fields.asked()) {
        Ok(attendee) => match engine::events::register(&portal.services, event.id, &attendee).await {
            Ok(done) => {
                let to = match (done.link, done.waits) {
                    (Some(token), _) => format!("/registration/{token}?new=1"),
                    (None, true) => format!("{thanks}?waits=1"),
                    (None, false) => thanks,
                };
                return Ok(Redirect::to(&to).into_response());
            }
            Err(error) => match Refusal::from(error) {
                Refusal::Conflict(message) => vec![FieldError::new("register", message)],
                other => return Err(other),
            },
        },
        Err(errors) => errors,
    };
    // What was full or over a moment ago is shown as it is now.
    let event = published(portal, slug).await?;
    let html = render(portal, &portal.organization().await?, &event, portal.services.now(), form, &errors);
    let mut response = private(html);
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

fn read(posted: &BTreeMap<String, String>) -> RegistrationForm {
    let text = |name: &str| posted.get(name).cloned().unwrap_or_default();
    let answers = posted
        .iter()
        .filter_map(|(name, answer)| Some((name.strip_prefix("answer-")?.parse().ok()?, answer.clone())))
        .collect();
    RegistrationForm {
        name: text("name"),
        contact: text("contact"),
        // Anything that is no number is more than anybody may bring.
        guests: posted.get("guests").map_or(0, |guests| guests.parse().unwrap_or(u32::MAX)),
        answers,
        website: text("website"),
    }
}

#[derive(Debug, Deserialize)]
pub struct Thanks {
    waits: Option<u8>,
}

/// `GET /events/{slug}/thanks`: says the same to everybody, whether or not the address was known.
pub async fn thanks(
    State(portal): State<Portal>,
    Path(slug): Path<String>,
    Query(Thanks { waits }): Query<Thanks>,
) -> Response {
    let page = async {
        let event = published(&portal, &slug).await?;
        let organization = portal.organization().await?;
        let (title, text) = if waits.is_some() {
            ("You are on the waiting list", "We write to you as soon as a place comes free.")
        } else {
            ("You are registered", "We have sent you an e-mail with everything you need.")
        };
        let meta = Meta { title: title.to_owned(), private: true, ..Meta::default() };
        let calendars = waits.is_none().then(|| {
            cards::calendar_links(
                &event,
                &organization,
                &portal.services.public_url,
                format!("/events/{slug}/calendar.ics"),
            )
        });
        Ok::<_, Refusal>(private(frame::page(&portal, &organization, meta, || {
            view! {
                <div class="hero">
                    <p class="tag">{icon("mail-check")} "Look into your mailbox"</p>
                    <h1>{title}</h1>
                    <p>{text}</p>
                </div>
                <h2>{event.fields.name.clone()}</h2>
                {cards::facts(&event, false)}
                {calendars.flatten()}
                <p class="field-hint">
                    "Nothing there after a few minutes? Look into the folder for unwanted mail, or "
                    <a href=format!("/events/{slug}#register")>"check the address and register again"</a> "."
                </p>
            }
            .into_any()
        })))
    };
    match page.await {
        Ok(response) => response,
        Err(refusal) => refusal.page(&portal).await,
    }
}
