//! Imports that run while people look on: started by an upload, their progress asked for by the page.

use crate::{ImportError, Options, Progress, SourceFile, import_files};
use shared::ids::ImportId;
use shared::imports::{ImportProgress, ImportReport, ImportStatus};
use shared::people::ImportPatients;
use shared::time::UtcMillis;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use store::boxed;
use store::import::runs;
use store::{Db, Permit};

/// The imports of this process that are under way.
static RUNNING: LazyLock<Mutex<HashMap<ImportId, Arc<Progress>>>> = LazyLock::new(Mutex::default);

/// How far the imports are that run in this process. Asked before the runs are read, so that one that ends in between counts
/// as ended, not as one that nobody works on.
pub fn progress() -> HashMap<ImportId, ImportProgress> {
    let running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    running.iter().map(|(id, progress)| (*id, progress.now())).collect()
}

/// Files that were uploaded into a folder of their own, which goes when the import ends.
#[derive(Debug)]
pub struct Upload {
    pub files: Vec<SourceFile>,
    pub folder: PathBuf,
}

/// Begins to import and answers at once. `done` is called at the end, however it ends.
///
/// # Errors
/// When the database refuses to write down that it begins.
#[boxed]
pub async fn start(
    db: Db,
    now: Arc<dyn Fn() -> UtcMillis + Send + Sync>,
    upload: Upload,
    options: Options,
    permit: Permit<ImportPatients>,
    done: Box<dyn FnOnce() + Send>,
) -> Result<ImportId, ImportError> {
    let Upload { files, folder } = upload;
    let id = runs::start(&db, &permit, now(), files.len() as u64, options.dry_run).await?;
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner).insert(id, Arc::clone(&options.progress));
    tokio::spawn(async move {
        let (status, report) = match import_files(&db, &*now, files, options).await {
            Ok(report) => (ImportStatus::Done, report),
            Err(error) => {
                tracing::error!(%error, import = %id, "the import stopped");
                (ImportStatus::Failed, ImportReport::default())
            }
        };
        if let Err(error) = runs::finish(&db, &permit, now(), id, status, &report).await {
            tracing::error!(%error, import = %id, "the end of the import can't be written down");
        }
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
        if let Err(error) = std::fs::remove_dir_all(&folder) {
            tracing::warn!(%error, "uploaded files can't be removed");
        }
        done();
    });
    Ok(id)
}
