//! Registering: the post of the form.

use super::Portal;
use super::answer::{Refusal, private};
use super::event::{published, render};
use super::form::{answer_name, with_key};
use super::limit::WithinLimit;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use engine::events::Registered;
use http::StatusCode;
use shared::events::questions::Question;
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
    match try_submit(&portal, &slug, &posted).await {
        Ok(response) => response,
        Err(refusal) => refusal.page(&portal).await,
    }
}

async fn try_submit(portal: &Portal, slug: &str, posted: &BTreeMap<String, String>) -> Result<Response, Refusal> {
    let thanks = format!("/events/{slug}/thanks");
    if read(posted, &[]).is_robot() {
        // It is told what everybody is told, and nothing happens.
        return Ok(Redirect::to(&thanks).into_response());
    }
    let event = published(portal, slug).await?;
    let form = &read(posted, &event.fields.asked());
    let errors = match form.check(event.fields.most_guests, &event.fields.asked()) {
        Ok(attendee) => match engine::events::register_once(&portal.services, event.id, &attendee, &form.key).await {
            Ok(done) => {
                let to = match done {
                    Registered::Linked(token) => format!("/registration/{token}?new=1"),
                    Registered::NumberKnown => format!("/events/{slug}/number-known"),
                    Registered::Lettered { waits: true } => format!("{thanks}?waits=1"),
                    Registered::Lettered { waits: false } => thanks,
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
    let mut response = private(with_key(&html));
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// Answers by question: the list behind the form may have changed since it was opened.
pub fn read(posted: &BTreeMap<String, String>, asked: &[Question]) -> RegistrationForm {
    let text = |name: &str| posted.get(name).cloned().unwrap_or_default();
    let answers = asked
        .iter()
        .enumerate()
        .filter_map(|(index, question)| Some((index, posted.get(&answer_name(question))?.clone())))
        .collect();
    RegistrationForm {
        name: text("name"),
        contact: text("contact"),
        // Anything that is no number is more than anybody may bring.
        guests: posted.get("guests").map_or(0, |guests| guests.parse().unwrap_or(u32::MAX)),
        answers,
        website: text("website"),
        key: text("key"),
    }
}
