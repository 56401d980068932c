//! The imports page's doors to the server.

use base::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use shared::ids::ImportId;
use shared::imports::{ImportRun, TablePreview};

/// The latest imports, newest first, without their lists of what was rejected.
#[server(prefix = "/staff/api", input = Json)]
pub async fn load_imports() -> Result<Vec<ImportRun>, AppError> {
    let door = base::door::<shared::people::ImportPatients>().await?;
    let mut progress = fhir::background::progress();
    let mut runs = store::import::runs::latest(&door.services.db, &door.permit, 20).await?;
    let waiting = fhir::background::all_waiting();
    for run in &mut runs {
        run.waiting = waiting.contains(&run.id);
        run.progress = progress.remove(&run.id);
        run.report.rejected.clear();
    }
    Ok(runs)
}

/// One import with its whole report.
#[server(prefix = "/staff/api", input = Json)]
pub async fn load_import(id: ImportId) -> Result<ImportRun, AppError> {
    let door = base::door::<shared::people::ImportPatients>().await?;
    let mut progress = fhir::background::progress();
    let mut run = store::import::runs::get(&door.services.db, &door.permit, id).await?;
    run.progress = progress.remove(&id);
    run.waiting = fhir::background::all_waiting().contains(&id);
    Ok(run)
}

/// The first lines of the tables of a check, as their columns are understood; who looked is in the audit log.
#[server(prefix = "/staff/api", input = Json)]
pub async fn preview_import(id: ImportId) -> Result<Vec<TablePreview>, AppError> {
    let door = base::door::<shared::people::ImportPatients>().await?;
    let Some(previews) = fhir::background::preview_waiting(id) else { return Ok(Vec::new()) };
    store::import::runs::looked_at(&door.services.db, &door.permit, door.now, id).await?;
    previews.map_err(|_| AppError::Conflict("The uploaded files can’t be read any more: upload them again.".into()))
}

/// Imports what was checked, and says under which id that runs.
#[server(prefix = "/staff/api", input = Json)]
pub async fn import_checked(id: ImportId) -> Result<ImportId, AppError> {
    let door = base::door::<shared::people::ImportPatients>().await?;
    let Some((upload, options)) = fhir::background::take_waiting(id) else {
        return Err(AppError::Conflict("These files do not wait any more: upload them again.".into()));
    };
    let services = door.services;
    let (clock, wake) = (services.clock.clone(), services.wake.clone());
    let now = std::sync::Arc::new(move || clock.now());
    let started =
        fhir::background::start(services.db, now, upload, options, door.permit, Box::new(move || wake.call()));
    started.await.map_err(|_| AppError::Conflict("The import could not begin: upload the files again.".into()))
}

/// Removes the files of a check.
#[server(prefix = "/staff/api", input = Json)]
pub async fn discard_checked(id: ImportId) -> Result<(), AppError> {
    base::door::<shared::people::ImportPatients>().await?;
    if let Some((upload, _)) = fhir::background::take_waiting(id) {
        fhir::background::remove(&upload);
    }
    Ok(())
}
