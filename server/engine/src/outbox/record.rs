//! Writing down what became of messages. What the other side said is known only here: a database that is away for a moment must
//! not turn it into doubt.

use super::LEASE;
use super::hand_over::Settled;
use crate::{EngineError, Services};
use std::time::Duration;
use store::outbox;
use tokio::time::Instant;

const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// How long it is tried after the process was told to stop.
const GRACE: Duration = Duration::from_secs(3);

/// Records all of them in one transaction, and tries again until their lease ends.
pub async fn record(services: &Services, owner: &str, settled: Vec<Settled>) -> Result<(), EngineError> {
    let began = Instant::now();
    let lease = Duration::from_millis(u64::try_from(LEASE.0).unwrap_or_default());
    let mut pause = FIRST_PAUSE;
    loop {
        let Err(error) = once(services, owner, &settled).await else { return Ok(()) };
        let patience = if services.stop.is_cancelled() { GRACE } else { lease };
        if began.elapsed() + pause >= patience {
            return Err(error);
        }
        tracing::warn!(%error, messages = settled.len(), "what became of messages can't be written down yet");
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

async fn once(services: &Services, owner: &str, settled: &[Settled]) -> Result<(), EngineError> {
    let mut tx = services.db.begin().await?;
    for Settled { message, title, outcome } in settled {
        outbox::record(&mut tx, services.now(), owner, message, title, outcome).await?;
    }
    tx.commit().await?;
    Ok(())
}
