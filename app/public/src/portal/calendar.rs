//! `/events/{slug}/calendar.ics`

use super::Portal;
use super::answer::Refusal;
use super::event::published;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::header;
use shared::events::calendar::file_name;
use shared::events::views::EventRecord;

/// The event as a calendar file, without the join link, which is for the registered.
pub async fn file(State(portal): State<Portal>, Path(slug): Path<String>) -> Response {
    let answer = async { answer(&portal, &published(&portal, &slug).await?, false).await };
    match answer.await {
        Ok(response) => response,
        Err(refusal) => refusal.page(&portal).await,
    }
}

/// The file as a download.
pub async fn answer(portal: &Portal, event: &EventRecord, registered: bool) -> Result<Response, Refusal> {
    let organization = portal.organization().await?;
    let url = &portal.services.public_url;
    let file = engine::events::calendar_file(event, &organization, url, registered, portal.services.now())
        .ok_or(Refusal::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8; method=PUBLISH".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file_name(event))),
        (header::CACHE_CONTROL, if registered { "no-store" } else { "public, max-age=60" }.to_owned()),
    ];
    Ok((headers, file).into_response())
}
