//! `/registration/{token}/change`: who comes along, and the answers, changed by those who registered.

use super::Portal;
use super::answer::{Refusal, private};
use super::form;
use super::frame::{self, Meta};
use super::limit::WithinLimit;
use super::register::read;
use super::registration::find;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use leptos::prelude::*;
use shared::events::registration::RegistrationForm;
use shared::events::views::EventRecord;
use shared::field::FieldError;
use std::collections::BTreeMap;

/// The form with what was said at registering.
pub async fn page(State(portal): State<Portal>, Path(token): Path<String>) -> Response {
    let page = async {
        let (event, registration) = find(&portal, &token).await?;
        let said = store::events::registration::answers(&portal.services.db, registration.id).await?;
        let asked = event.fields.asked();
        let answers = asked
            .iter()
            .enumerate()
            .filter_map(|(index, question)| Some((index, said.get(&question.label)?.clone())))
            .collect();
        let typed = RegistrationForm { guests: registration.guests, answers, ..RegistrationForm::default() };
        show(&portal, &event, &token, &typed, &[]).await
    };
    match page.await {
        Ok(response) => response,
        Err(refusal) => refusal.page(&portal).await,
    }
}

/// Keeps what was changed, or shows the form again with what is wrong.
pub async fn submit(
    _: WithinLimit,
    State(portal): State<Portal>,
    Path(token): Path<String>,
    Form(posted): Form<BTreeMap<String, String>>,
) -> Response {
    match try_submit(&portal, &token, &posted).await {
        Ok(response) => response,
        Err(refusal) => refusal.page(&portal).await,
    }
}

async fn try_submit(portal: &Portal, token: &str, posted: &BTreeMap<String, String>) -> Result<Response, Refusal> {
    let (event, registration) = find(portal, token).await?;
    let asked = event.fields.asked();
    let typed = read(posted, &asked);
    let errors = match typed.check_changes(event.fields.most_guests, &asked) {
        Ok(answers) => match engine::events::change(&portal.services, registration.id, typed.guests, &answers).await {
            Ok(()) => return Ok(Redirect::to(&format!("/registration/{token}")).into_response()),
            Err(error) => match Refusal::from(error) {
                Refusal::Conflict(message) => vec![FieldError::new("guests", message)],
                other => return Err(other),
            },
        },
        Err(errors) => errors,
    };
    let mut response = show(portal, &event, token, &typed, &errors).await?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

async fn show(
    portal: &Portal,
    event: &EventRecord,
    token: &str,
    typed: &RegistrationForm,
    errors: &[FieldError],
) -> Result<Response, Refusal> {
    let organization = portal.organization().await?;
    let meta = Meta { title: "Change your registration".to_owned(), private: true, ..Meta::default() };
    let back = format!("/registration/{token}");
    let changes = form::changes(event, typed, errors, format!("{back}/change"));
    Ok(private(frame::page(portal, &organization, meta, || {
        view! {
            <h1>"Change your registration"</h1>
            <p>{event.fields.name.clone()}</p>
            {changes}
            <p><a href=back>"Back without a change"</a></p>
        }
        .into_any()
    })))
}
