//! Outreach programs: what happened is counted, reminders and follow-up of visits are queued, Monday's report is sent.

mod monday;
mod visits;

use crate::{EngineError, Services};
use store::boxed;

/// Does what is due now; returns how many things were done. Safe in several processes and after a crash: every message has a key.
///
/// # Errors
/// When the database refuses; a later round does the rest.
#[boxed]
pub async fn round(services: &Services) -> Result<usize, EngineError> {
    // What one of them can't do keeps the others from nothing.
    let outcomes = [
        store::outreach::touches::count_some(&services.db).await.map_err(EngineError::from),
        visits::round(services).await,
        monday::round(services).await,
    ];
    outcomes.into_iter().sum()
}
