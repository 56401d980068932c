//! Uploading FHIR files and tables of people: streamed to disk, then imported in the background.

use super::Web;
use axum::Extension;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, Multipart, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, post};
use base::door::CurrentSession;
use fhir::background::{self, Upload};
use fhir::{Options, SourceFile};
use http::StatusCode;
use shared::patients::Relationship;
use shared::people::ImportPatients;
use shared::text::code;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

/// `POST /staff/imports/upload`, with room for as much as the configuration allows.
pub fn route(upload_limit_mb: u64) -> MethodRouter<Web> {
    let limit = usize::try_from(upload_limit_mb.saturating_mul(1_000_000)).unwrap_or(usize::MAX);
    post(upload).layer(DefaultBodyLimit::max(limit))
}

/// Removes what an upload left when the process was stopped in its middle: it is about patients.
pub fn sweep(data_dir: &Path) {
    let folder = uploads(data_dir);
    if folder.exists()
        && let Err(error) = std::fs::remove_dir_all(&folder)
    {
        tracing::warn!(%error, "uploaded files of an earlier run can't be removed");
    }
}

fn uploads(data_dir: &Path) -> PathBuf {
    data_dir.join("uploads")
}

/// Why an upload came to nothing; the page says it in words.
enum Problem {
    Nothing,
    TooLarge,
    Broken,
    Ours,
}

impl From<MultipartError> for Problem {
    fn from(error: MultipartError) -> Self {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Self::TooLarge } else { Self::Broken }
    }
}

impl From<std::io::Error> for Problem {
    fn from(error: std::io::Error) -> Self {
        tracing::error!(%error, "an upload can't be kept");
        Self::Ours
    }
}

async fn upload(State(web): State<Web>, Extension(session): Extension<CurrentSession>, form: Multipart) -> Response {
    let permit = session.0.as_ref().and_then(|session| session.actor.permit::<ImportPatients>());
    let Some(permit) = permit else { return StatusCode::FORBIDDEN.into_response() };
    let folder = uploads(&web.config.data_dir).join(Uuid::now_v7().to_string());
    let problem = match receive(form, &folder).await {
        Ok(Received { files, dry_run, relationship, source }) => {
            let services = web.services.clone();
            let (clock, wake) = (services.clock.clone(), services.wake.clone());
            let upload = Upload { files: fhir::ordered(files), folder: folder.clone() };
            // Nobody's guess is acted upon unseen: tables are checked first, and imported when somebody has looked at them.
            let dry_run =
                dry_run || upload.files.iter().any(|file| file.path.extension().is_some_and(|ending| ending == "csv"));
            let options = Options { dry_run, relationship, source, ..Options::default() };
            let done = move || wake.call();
            match background::start(services.db, Arc::new(move || clock.now()), upload, options, permit, Box::new(done))
                .await
            {
                Ok(id) => return Redirect::to(&format!("/staff/imports?run={id}")).into_response(),
                Err(_) => Problem::Ours,
            }
        }
        Err(problem) => problem,
    };
    let _ = std::fs::remove_dir_all(&folder);
    let code = match problem {
        Problem::Nothing => "nothing",
        Problem::TooLarge => "too-large",
        Problem::Broken => "broken",
        Problem::Ours => "ours",
    };
    Redirect::to(&format!("/staff/imports?problem={code}")).into_response()
}

/// What the form had.
struct Received {
    files: Vec<SourceFile>,
    /// Only a check was asked for.
    dry_run: bool,
    relationship: Relationship,
    /// The name of the source, where it is not the main one.
    source: Option<String>,
}

/// Writes each file of the form into `folder`.
async fn receive(mut form: Multipart, folder: &Path) -> Result<Received, Problem> {
    make_private(folder)?;
    let mut files = Vec::new();
    let mut dry_run = false;
    let mut source = None;
    let mut relationship = Options::default().relationship;
    while let Some(field) = form.next_field().await? {
        match field.name() {
            Some("dry-run") => dry_run = true,
            Some("source") => source = Some(code(&field.text().await?)).filter(|name| !name.is_empty()),
            Some("relationship") => {
                relationship = Relationship::from_code(&field.text().await?).unwrap_or(relationship);
            }
            Some("files") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let name = name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
                // A file input without a choice sends one nameless empty file.
                if !name.is_empty() {
                    files.push(keep(field, folder, files.len(), name).await?);
                }
            }
            _ => {}
        }
    }
    if files.is_empty() { Err(Problem::Nothing) } else { Ok(Received { files, dry_run, relationship, source }) }
}

/// On disk the file has a number; of its name only the ending counts.
async fn keep(mut field: Field<'_>, folder: &Path, number: usize, name: String) -> Result<SourceFile, Problem> {
    let lower = name.to_lowercase();
    let table = [".csv", ".csv.gz"].iter().any(|end| lower.ends_with(end));
    let lines = [".ndjson", ".jsonl", ".ndjson.gz", ".jsonl.gz"].iter().any(|end| lower.ends_with(end));
    let ending = match (table, lines) {
        (true, _) => "csv",
        (false, true) => "ndjson",
        (false, false) => "json",
    };
    let path = folder.join(format!("{number}.{ending}"));
    let mut file = tokio::fs::File::create(&path).await?;
    let mut bytes = 0;
    while let Some(chunk) = field.chunk().await? {
        bytes += chunk.len() as u64;
        file.write_all(&chunk).await?;
    }
    file.flush().await?;
    Ok(SourceFile { path, name, bytes })
}

/// A folder that nobody else on the machine can look into.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
