//! Before a journey's message leaves: do the conditions that led to it still hold?

use super::facts::{Asking, Known};
use super::{Plans, moment};
use crate::{EngineError, Services};
use shared::journeys::still_holds;
use shared::messages::OriginKind;
use std::collections::HashSet;
use store::boxed;
use store::journeys;
use store::outbox::Claimed;

/// The ids of those messages that their journeys no longer want: it was stopped, the patient left a segment that they must be
/// in, or a branch would answer differently now.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn unwanted(services: &Services, messages: &[Claimed]) -> Result<HashSet<i64>, EngineError> {
    let db = &services.db;
    let keys =
        messages.iter().filter(|message| message.origin == OriginKind::Journey).map(|message| message.key.as_str());
    let ways = journeys::ways(db, keys).await?;
    let mut plans = Plans::default();
    let mut asking = Vec::with_capacity(ways.len());
    for way in ways.values() {
        asking.push(Asking { patient: way.patient, plan: plans.get(db, way.version).await? });
    }
    let known = Known::read(db, &asking, true).await?;
    let today = moment(services, services.now()).await?.today;
    let mut unwanted = HashSet::new();
    for message in messages {
        let Some(way) = ways.get(&message.key) else { continue };
        let plan = plans.get(db, way.version).await?;
        let holds = known
            .person(way.run, way.patient)
            .is_some_and(|person| still_holds(&plan, &way.answers, &person.facts, today));
        if way.stopped || !holds {
            unwanted.insert(message.id);
        }
    }
    Ok(unwanted)
}
