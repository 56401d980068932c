//! What is said after registering. To an e-mail address it says the same whether or not the address was known before, in
//! words that are true in both cases: the letter alone tells its owner more.

use super::answer::{Refusal, private};
use super::cards::JoinLink;
use super::event::published;
use super::frame::{self, Meta};
use super::icons::icon;
use super::{Portal, cards};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use leptos::prelude::*;
use serde::Deserialize;
use store::events::registration::REPEAT_PAUSE;

#[derive(Debug, Deserialize)]
pub struct Thanks {
    waits: Option<u8>,
}

/// `GET /events/{slug}/thanks`
pub async fn page(
    State(portal): State<Portal>,
    Path(slug): Path<String>,
    Query(Thanks { waits }): Query<Thanks>,
) -> Response {
    let page = async {
        let event = published(&portal, &slug).await?;
        let organization = portal.organization().await?;
        let (title, text, join) = if waits.is_some() {
            let text = "Our e-mail confirms it. We will write to you as soon as a place opens up.";
            ("You are on the waiting list", text, JoinLink::WithPlace)
        } else {
            ("You are registered", "Everything you need is in our e-mail to you.", JoinLink::InMail)
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
                    <p class="tag">{icon("mail-check")} "Check your inbox"</p>
                    <h1>{title}</h1>
                    <p>{text}</p>
                </div>
                <h2>{event.fields.name.clone()}</h2>
                {cards::facts(&event, join, false)}
                {calendars.flatten()}
                <section class="stack">
                    <h2>"Were you registered already?"</h2>
                    <p>
                        "Then nothing changes, and the e-mail says what you have. To change who comes with you or your answers,
                        open the link in the e-mail."
                    </p>
                </section>
                <p class="field-hint">
                    "Nothing there after a few minutes? Check your spam folder. Was the address mistyped? "
                    <a href=format!("/events/{slug}#register")>"Register with the right one"</a>
                    ". To the same address we write again after " {REPEAT_PAUSE.0 / 60_000} " minutes."
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

/// `GET /events/{slug}/number-known`: that somebody of this name and mobile number was registered before. They have the
/// link; whoever typed both now gets none, and changes nothing.
pub async fn number_known(State(portal): State<Portal>, Path(slug): Path<String>) -> Response {
    let page = async {
        let event = published(&portal, &slug).await?;
        let organization = portal.organization().await?;
        let title = "You are registered already";
        let meta = Meta { title: title.to_owned(), private: true, ..Meta::default() };
        let lost = if organization.phone.is_empty() {
            "Did you lose the link? Ask us at the event.".to_owned()
        } else {
            format!("Did you lose the link? Call us: {}.", organization.phone)
        };
        Ok::<_, Refusal>(private(frame::page(&portal, &organization, meta, || {
            view! {
                <div class="hero">
                    <h1>{title}</h1>
                    <p>{event.fields.name.clone()}</p>
                </div>
                <p>"Nothing changed: what was registered with this name and number stays as it is. The page that you kept then shows it."</p>
                <p>{lost}</p>
                <p><a class="button button-secondary" href=format!("/events/{slug}")>"Back to the event"</a></p>
            }
            .into_any()
        })))
    };
    match page.await {
        Ok(response) => response,
        Err(refusal) => refusal.page(&portal).await,
    }
}
