//! Uploading a prospect list: kept as a draft, with what its columns are taken for, until somebody confirms it.

use super::Web;
use axum::Extension;
use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, Multipart, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, post};
use base::door::CurrentSession;
use engine::Services;
use fhir::prospects::guessed;
use fhir::sheet::Sheet;
use http::StatusCode;
use shared::outreach::prospects::UploadedFile;
use shared::people::EditPrograms;
use shared::text::line;
use store::outreach::prospects::{self, NewList};
use store::{Permit, StoreError};

/// `POST /staff/prospects/upload`, with room for as much as the configuration allows.
pub fn route(upload_limit_mb: u64) -> MethodRouter<Web> {
    let limit = usize::try_from(upload_limit_mb.saturating_mul(1_000_000)).unwrap_or(usize::MAX);
    post(upload).layer(DefaultBodyLimit::max(limit))
}

/// Why an upload came to nothing; the page says it in words.
enum Problem {
    Nothing,
    Source,
    TooLarge,
    Broken,
    Unreadable,
    Ours,
}

impl From<MultipartError> for Problem {
    fn from(error: MultipartError) -> Self {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Self::TooLarge } else { Self::Broken }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a prospect list can't be kept");
        Self::Ours
    }
}

async fn upload(State(web): State<Web>, Extension(session): Extension<CurrentSession>, form: Multipart) -> Response {
    let permit = session.0.as_ref().and_then(|session| session.actor.permit::<EditPrograms>());
    let Some(permit) = permit else { return StatusCode::FORBIDDEN.into_response() };
    let code = match keep(&web.services, &permit, form).await {
        Ok(UploadedFile::New(id)) => return Redirect::to(&format!("/staff/prospects/{id}")).into_response(),
        Ok(UploadedFile::Before(id)) => return Redirect::to(&format!("/staff/prospects/{id}?same=1")).into_response(),
        Err(Problem::Nothing) => "nothing",
        Err(Problem::Source) => "source",
        Err(Problem::TooLarge) => "too-large",
        Err(Problem::Broken) => "broken",
        Err(Problem::Unreadable) => "unreadable",
        Err(Problem::Ours) => "ours",
    };
    Redirect::to(&format!("/staff/prospects?problem={code}")).into_response()
}

async fn keep(
    services: &Services,
    permit: &Permit<EditPrograms>,
    mut form: Multipart,
) -> Result<UploadedFile, Problem> {
    let (mut source, mut file) = (String::new(), None);
    while let Some(field) = form.next_field().await? {
        match field.name() {
            Some("source") => source = line(&field.text().await?),
            Some("file") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let name = name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
                // A file input without a choice sends one nameless empty file.
                if !name.is_empty() {
                    file = Some((name, field.bytes().await?));
                }
            }
            _ => {}
        }
    }
    let Some((file_name, bytes)) = file else { return Err(Problem::Nothing) };
    if source.is_empty() || source.chars().count() > 120 {
        return Err(Problem::Source);
    }
    let db = &services.db;
    let country = store::settings::organization(db).await?.country;
    let known = prospects::known_mapping(db, &source).await?;
    let read = tokio::task::spawn_blocking(move || {
        let sheet = Sheet::read(&bytes)?;
        let (mapping, lines) = (guessed(&sheet, known.as_ref(), &country), sheet.lines.len() as u64);
        Ok::<_, String>(NewList { source, file_name, encoding: sheet.encoding, mapping, lines, bytes: bytes.to_vec() })
    });
    let read = read.await.map_err(|error| {
        tracing::error!(%error, "a prospect list's reader ended");
        Problem::Ours
    })?;
    let new = read.map_err(|_| Problem::Unreadable)?;
    Ok(prospects::upload(db, permit, services.now(), new).await?)
}
