//! Imports that run while people look on: started by an upload, their progress asked for by the page.

use crate::{ImportError, Options, Progress, SourceFile, import_files, preview};
use shared::ids::ImportId;
use shared::imports::{ImportProgress, ImportReport, ImportStatus, TablePreview};
use shared::people::ImportPatients;
use shared::time::UtcMillis;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
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
#[derive(Debug, Clone)]
pub struct Upload {
    pub files: Vec<SourceFile>,
    pub folder: PathBuf,
}

/// Checked uploads that wait for somebody to say that they are to be imported, oldest first. A restart forgets them and sweeps their
/// folders: they are uploaded again.
static WAITING: LazyLock<Mutex<Vec<(ImportId, Upload, Options)>>> = LazyLock::new(Mutex::default);
/// How many may wait.
const MOST_WAITING: usize = 10;

fn waiting() -> MutexGuard<'static, Vec<(ImportId, Upload, Options)>> {
    WAITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The checks whose files wait to be imported.
pub fn all_waiting() -> Vec<ImportId> {
    waiting().iter().map(|(id, ..)| *id).collect()
}

/// The first lines of the tables of a check that waits; why they can't be read is in the log.
pub fn preview_waiting(id: ImportId) -> Option<Result<Vec<TablePreview>, ImportError>> {
    let files = waiting().iter().find(|(of, ..)| *of == id).map(|(_, upload, _)| upload.files.clone())?;
    Some(preview(&files).inspect_err(|error| tracing::error!(%error, "an upload can't be looked at")))
}

/// Takes a checked upload out, with how it was to be imported; `None` when it does not wait any more.
pub fn take_waiting(id: ImportId) -> Option<(Upload, Options)> {
    let mut waiting = waiting();
    let at = waiting.iter().position(|(of, ..)| *of == id)?;
    let (_, upload, options) = waiting.remove(at);
    Some((upload, Options { dry_run: false, confirmed: true, progress: Arc::default(), ..options }))
}

/// Removes what was uploaded.
pub fn remove(upload: &Upload) {
    if let Err(error) = std::fs::remove_dir_all(&upload.folder) {
        tracing::warn!(%error, "uploaded files can't be removed");
    }
}

/// Begins to import and answers at once. `done` is called at the end, however it ends.
///
/// # Errors
/// When the database refuses to write down that it begins; logged.
#[boxed]
pub async fn start(
    db: Db,
    now: Arc<dyn Fn() -> UtcMillis + Send + Sync>,
    upload: Upload,
    options: Options,
    permit: Permit<ImportPatients>,
    done: Box<dyn FnOnce() + Send>,
) -> Result<ImportId, ImportError> {
    let begun = runs::start(&db, &permit, now(), upload.files.len() as u64, options.dry_run).await;
    let id = begun.inspect_err(|error| tracing::error!(%error, "an import can't begin"))?;
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner).insert(id, Arc::clone(&options.progress));
    tokio::spawn(async move {
        let (status, report) = match import_files(&db, &*now, upload.files.clone(), options.clone()).await {
            Ok(report) => (ImportStatus::Done, report),
            Err(error) => {
                tracing::error!(%error, import = %id, "the import stopped");
                (ImportStatus::Failed, ImportReport::default())
            }
        };
        // Before the end is written down: whoever then looks finds it waiting.
        let waits = options.dry_run && upload.files.iter().any(|file| crate::source::is_table(&file.path));
        if waits && status == ImportStatus::Done {
            let mut waiting = waiting();
            waiting.push((id, upload, options));
            if waiting.len() > MOST_WAITING {
                let (_, oldest, _) = waiting.remove(0);
                remove(&oldest);
            }
        } else {
            remove(&upload);
        }
        if let Err(error) = runs::finish(&db, &permit, now(), id, status, &report).await {
            tracing::error!(%error, import = %id, "the end of the import can't be written down");
        }
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
        done();
    });
    Ok(id)
}
