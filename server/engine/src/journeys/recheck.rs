//! Before a journey's message leaves: do the conditions that led to it still hold?

use super::facts::{Asking, Known};
use super::{Plans, moment};
use crate::{EngineError, Services};
use shared::journeys::still_holds;
use shared::messages::OriginKind;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use store::StoreError;
use store::boxed;
use store::journeys;
use store::outbox::Claimed;

/// What journeys say about messages of theirs that are about to leave, by the messages' ids.
#[derive(Debug, Default)]
pub struct Verdicts {
    /// The journey no longer wants it: it was stopped, the patient was deleted or left a segment that they must be in, or a branch
    /// would answer differently now.
    pub unwanted: HashSet<i64>,
    /// The journey can't be read, such as one of a newer version: nobody knows.
    pub unreadable: HashSet<i64>,
}

/// Asks the journeys behind these messages.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn verdicts(services: &Services, messages: &[Claimed]) -> Result<Verdicts, EngineError> {
    let db = &services.db;
    let keys =
        messages.iter().filter(|message| message.origin == OriginKind::Journey).map(|message| message.key.as_str());
    let ways = journeys::ways(db, keys).await?;
    let mut plans = Plans::default();
    let mut asking = Vec::with_capacity(ways.len());
    let mut readable = HashMap::with_capacity(ways.len());
    for way in ways.values() {
        match plans.get(db, way.version).await {
            Ok(plan) => {
                asking.push(Asking { patient: way.patient, plan: Arc::clone(&plan) });
                readable.insert(way.version, plan);
            }
            Err(error @ EngineError::Store(StoreError::Corrupt { .. } | StoreError::Unreadable { .. })) => {
                tracing::error!(version = way.version, %error, "a journey can't be read; its messages wait");
            }
            Err(error) => return Err(error),
        }
    }
    let known = Known::read(db, &asking, true).await?;
    let today = moment(services, services.now()).await?.today;
    let mut verdicts = Verdicts::default();
    for message in messages.iter().filter(|message| message.origin == OriginKind::Journey) {
        let Some(way) = ways.get(&message.key) else {
            // Its traveller is gone, as when the patient was deleted.
            verdicts.unwanted.insert(message.id);
            continue;
        };
        let Some(plan) = readable.get(&way.version) else {
            verdicts.unreadable.insert(message.id);
            continue;
        };
        let holds = known.seen(way.run, way.patient).is_some_and(|seen| still_holds(plan, &way.answers, &seen, today));
        if way.stopped || !holds {
            verdicts.unwanted.insert(message.id);
        }
    }
    Ok(verdicts)
}
