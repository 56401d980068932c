//! The tasks that keep everything current: one an area, each looking again at once while there was something to do. What stalls,
//! fails or panics in one of them stops no other.

use crate::{Area, EngineError, Services};
use futures::FutureExt;
use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::time::Duration;
use store::boxed;
use tokio::task::JoinSet;

/// The longest nap between two looks when nothing happens and nobody calls.
const NAP: Duration = Duration::from_millis(500);
/// The longest pause after failures in a row: long enough to leave a full disk or a database in trouble alone.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// How long a round may go on after the process was told to stop. What it has not committed by then is done by the next one.
const GRACE: Duration = Duration::from_secs(10);

/// Runs until the process stops.
///
/// # Errors
/// When a task ends although nobody stopped it: then the process should end too, and be started again.
#[boxed]
pub async fn run(services: Services) -> Result<(), EngineError> {
    let mut tasks = JoinSet::new();
    for area in Area::all() {
        tasks.spawn(keep(area, services.clone()));
    }
    while let Some(ended) = tasks.join_next().await {
        let why = match ended {
            Ok(()) if services.stop.is_cancelled() => continue,
            Ok(()) => "it returned".to_owned(),
            Err(error) => error.to_string(),
        };
        return Err(EngineError::Other(format!("a background task ended: {why}")));
    }
    Ok(())
}

/// One round of every area, in order; returns how many things were done.
#[boxed]
pub async fn look(services: &Services) -> usize {
    let mut done = 0;
    for area in Area::all() {
        done += round(area, services).await.unwrap_or_default();
    }
    done
}

/// Rounds of one area until the process stops.
async fn keep(area: Area, services: Services) {
    let mut calls = services.wake.listen();
    while !services.stop.is_cancelled() {
        calls.answer();
        let outcome = tokio::select! {
            outcome = round(area, &services) => outcome,
            () = stopped_long_ago(&services) => return,
        };
        let pause = match outcome {
            Ok(0) => NAP,
            Ok(_) => {
                // What one area does is what another waits for.
                services.wake.call();
                continue;
            }
            Err(failures) => pause_after(failures),
        };
        // After a failure nobody's call shortens the pause: most calls come from the very work that fails.
        let failed = outcome.is_err();
        tokio::select! {
            () = services.stop.cancelled() => {}
            () = calls.wait(), if !failed => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

async fn stopped_long_ago(services: &Services) {
    services.stop.cancelled().await;
    tokio::time::sleep(GRACE).await;
}

/// 1, 2, 4 … seconds, a minute at most.
fn pause_after(failures: u32) -> Duration {
    Duration::from_secs(1).saturating_mul(1 << failures.saturating_sub(1).min(6)).min(LONGEST_PAUSE)
}

/// One round, which never panics; the error is how many have failed in a row.
async fn round(area: Area, services: &Services) -> Result<usize, u32> {
    services.pulse.begins(area);
    let began = tokio::time::Instant::now();
    let outcome = guarded(area.round(services)).await;
    let failures = services.pulse.ended(area, outcome.is_err());
    let area = area.code();
    metrics::histogram!("waypost_engine_round_seconds", "area" => area).record(began.elapsed());
    match outcome {
        Ok(done) => {
            if done > 0 {
                metrics::counter!("waypost_engine_done_total", "area" => area).increment(done as u64);
            }
            Ok(done)
        }
        Err(error) => {
            metrics::counter!("waypost_engine_failures_total", "area" => area).increment(1);
            tracing::error!(area, failures, %error, "a background round failed and will be tried again");
            Err(failures)
        }
    }
}

/// The work, whose panic is an error like any other.
///
/// # Errors
/// As the work, and when it panicked.
pub async fn guarded<T>(work: impl Future<Output = Result<T, EngineError>>) -> Result<T, EngineError> {
    let outcome = AssertUnwindSafe(work).catch_unwind().await;
    outcome.unwrap_or_else(|panic| Err(EngineError::Other(format!("it panicked: {}", words(&*panic)))))
}

/// What a panic said.
fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("without a word")
}
