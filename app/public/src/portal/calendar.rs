//! `/events/{slug}/calendar.ics`

use super::Portal;
use super::answer::Refusal;
use super::event::published;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use engine::events::For;
use http::header;
use shared::events::Status;
use shared::events::calendar::{file_name, method};
use shared::events::views::EventRecord;

/// The event as a calendar file, without the join link, which is for the registered.
pub async fn file(State(portal): State<Portal>, Path(slug): Path<String>) -> Response {
    let answer = async { answer(&portal, &published(&portal, &slug).await?, For::Anybody).await };
    match answer.await {
        Ok(response) => response,
        Err(refusal) => refusal.page(&portal).await,
    }
}

/// The file as a download.
pub async fn answer(portal: &Portal, event: &EventRecord, whose: For) -> Result<Response, Refusal> {
    let organization = portal.organization().await?;
    let url = &portal.services.public_url;
    let out = matches!(whose, For::Gone { .. }) || event.status == Status::Cancelled;
    let file = engine::events::calendar_file(event, &organization, url, whose, portal.services.now())
        .ok_or(Refusal::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, format!("text/calendar; charset=utf-8; method={}", method(out))),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file_name(event))),
        (header::CACHE_CONTROL, if whose == For::Anybody { "public, max-age=60" } else { "no-store" }.to_owned()),
    ];
    Ok((headers, file).into_response())
}
