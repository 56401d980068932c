//! The loop that keeps everything current: rounds in order, again at once while there was something to do.

use crate::{EngineError, Services};
use std::time::Duration;
use store::boxed;
use tokio_util::sync::CancellationToken;

/// The longest nap between two looks when nothing happens and nobody calls.
const NAP: Duration = Duration::from_millis(500);

/// Runs until `stop`. A round that fails is logged and tried again at the next look; the others go on.
#[boxed]
pub async fn run(services: Services, stop: CancellationToken) {
    while !stop.is_cancelled() {
        let busy = look(&services).await > 0;
        if !busy {
            tokio::select! {
                () = stop.cancelled() => {}
                () = services.wake.notified() => {}
                () = tokio::time::sleep(NAP) => {}
            }
        }
    }
}

/// One look at everything; returns how many things were done.
#[boxed]
pub async fn look(services: &Services) -> usize {
    let mut done = 0;
    // One line an area, in the order in which one area's outcome is the next one's input.
    done += outcome("segments", crate::segments::round(services).await);
    done += outcome("events", crate::events::round(services).await);
    done += outcome("journeys", crate::journeys::round(services).await);
    done += outcome("outbox", crate::outbox::round(services).await);
    done
}

fn outcome(area: &'static str, result: Result<usize, EngineError>) -> usize {
    match result {
        Ok(done) => {
            if done > 0 {
                metrics::counter!("waypost_engine_done_total", "area" => area).increment(done as u64);
            }
            done
        }
        Err(error) => {
            metrics::counter!("waypost_engine_failures_total", "area" => area).increment(1);
            tracing::error!(area, %error, "a background round failed and will be tried again");
            0
        }
    }
}
