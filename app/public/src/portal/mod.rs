//! What the public and attendees see: events, registration, "my events". Rendered by the server, complete without any script.

mod agenda;
mod answer;
mod calendar;
mod cards;
mod change;
mod event;
pub mod event_cache;
mod form;
mod frame;
pub mod icons;
pub mod limit;
mod list;
mod my;
mod my_events;
mod register;
mod registration;
mod robots;
mod session;
mod thanks;

pub use limit::ClientAddress;

use answer::Refusal;
use axum::Router;
use axum::middleware::map_response;
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use engine::Services;
use event_cache::EventCache;
use limit::Limiter;
use shared::people::Organization;
use std::sync::Arc;
use store::StoreError;

/// What the pages work with. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Portal {
    services: Services,
    /// The address of the style sheet.
    style: Arc<str>,
    cache: Arc<EventCache>,
    limiter: Arc<Limiter>,
}

impl Portal {
    pub fn new(services: Services, style: impl Into<Arc<str>>) -> Self {
        Self { services, style: style.into(), cache: Arc::default(), limiter: Arc::default() }
    }

    async fn organization(&self) -> Result<Organization, StoreError> {
        store::settings::organization(&self.services.db).await
    }

    /// An absolute address on this site.
    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.services.public_url)
    }
}

/// All public routes. The server puts a [`ClientAddress`] beside each request.
pub fn router(portal: Portal) -> Router {
    Router::new()
        .route("/", get(|| async { Redirect::temporary("/events") }))
        .route("/events", get(list::page))
        .route("/events/{slug}", get(event::page).post(register::submit))
        .route("/events/{slug}/thanks", get(thanks::page))
        .route("/events/{slug}/number-known", get(thanks::number_known))
        .route("/events/{slug}/calendar.ics", get(calendar::file))
        .route("/my", get(my::page).post(my::ask))
        .route("/my/sent", get(my::sent))
        .route("/my/events", get(my_events::page))
        .route("/my/events/{id}/give-back", post(my_events::give_back))
        .route("/my/sign-out", post(my::sign_out))
        .route("/robots.txt", get(robots::robots))
        .route("/sitemap.xml", get(robots::sitemap))
        .merge(secret_routes())
        .with_state(portal)
}

/// The page for an address where nothing is.
pub async fn nothing_here(portal: &Portal) -> Response {
    Refusal::NotFound.page(portal).await
}

/// What is reached by a token in the path, which must not leave with a referrer.
fn secret_routes() -> Router<Portal> {
    Router::new()
        .route("/registration/{token}", get(registration::page))
        .route("/registration/{token}/give-back", post(registration::give_back))
        .route("/registration/{token}/change", get(change::page).post(change::submit))
        .route("/registration/{token}/calendar.ics", get(registration::file))
        .route("/my/enter/{token}", get(my::enter).post(my::exchange))
        .layer(map_response(answer::no_referrer))
}
