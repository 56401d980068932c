//! The imports page's doors to the server.

use base::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use shared::ids::ImportId;
use shared::imports::ImportRun;

/// The latest imports, newest first, without their lists of what was rejected.
#[server(prefix = "/staff/api", input = Json)]
pub async fn load_imports() -> Result<Vec<ImportRun>, AppError> {
    let door = base::door::<shared::people::ImportPatients>().await?;
    let mut progress = fhir::background::progress();
    let mut runs = store::import::runs::latest(&door.services.db, &door.permit, 20).await?;
    for run in &mut runs {
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
    Ok(run)
}
