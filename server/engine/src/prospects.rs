//! Prospect lists: a confirmed one is imported, an expired one erased. One thread reads the file, this task writes.

use crate::{EngineError, Services};
use fhir::prospects::Reading;
use fhir::sheet::Sheet;
use store::bulk::Bulk;
use store::outreach::prospects::{self, Job, Line};
use tokio::sync::mpsc;

/// Lines in a transaction: other writers wait no longer than that.
const AT_ONCE: usize = 1_000;
/// Batches that are read ahead.
const AHEAD: usize = 4;

pub async fn round(services: &Services) -> Result<usize, EngineError> {
    let mut done = 0;
    if let Some(job) = prospects::next_job(&services.db).await? {
        done += import(services, job).await?;
    }
    Ok(done + prospects::expire(&services.db, services.now()).await?)
}

/// Imports a list from where it is to its end, or until the process stops: the next round goes on there.
async fn import(services: &Services, mut job: Job) -> Result<usize, EngineError> {
    let country = store::settings::organization(&services.db).await?.country;
    let (to, mut from) = mpsc::channel(AHEAD);
    let (bytes, mapping, done) = (std::mem::take(&mut job.bytes), job.mapping.clone(), job.done);
    let reader = tokio::task::spawn_blocking(move || {
        let sheet = Sheet::read(&bytes)?;
        let reading = Reading::new(&mapping, &country)?;
        let rest = sheet.lines.get(usize::try_from(done).unwrap_or(usize::MAX)..).unwrap_or_default();
        for lines in rest.chunks(AT_ONCE) {
            // Nobody listens any more: the process stops, or another one was faster.
            if to.blocking_send(reading.lines(lines)).is_err() {
                return Ok(());
            }
        }
        Ok::<(), String>(())
    });
    let mut bulk = Bulk::default();
    let mut written = 0;
    while let Some(lines) = from.recv().await {
        let lines: Vec<Line> = lines;
        if services.stop.is_cancelled()
            || !prospects::write(&services.db, &mut bulk, services.now(), &mut job, &lines).await?
        {
            return Ok(written);
        }
        written += lines.len();
    }
    let read = reader.await.map_err(|error| EngineError::Other(format!("the list's reader ended: {error}")))?;
    read.map_err(|why| EngineError::Other(format!("a confirmed list can't be read: {why}")))?;
    prospects::finish(&services.db, services.now(), &job).await?;
    Ok(written + 1)
}
