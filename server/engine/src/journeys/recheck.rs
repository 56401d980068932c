//! Before a journey's message leaves: do the conditions that led to it still hold?

use super::Plans;
use super::mail::{opened_by_run, with_opened};
use crate::{EngineError, Services};
use shared::ids::SegmentId;
use shared::journeys::still_holds;
use std::collections::{BTreeSet, HashSet};
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
    let keys = messages.iter().filter(|message| message.origin_kind == "journey").map(|message| message.key.as_str());
    let ways = journeys::ways(db, keys).await?;
    let mut plans = Plans::default();
    let mut segments: BTreeSet<SegmentId> = BTreeSet::new();
    let mut travellers = Vec::with_capacity(ways.len());
    for way in ways.values() {
        let plan = plans.get(db, way.version).await?;
        segments.extend(plan.definition.segments());
        travellers.push((plan, way.journey, way.patient));
    }
    let mut patients: Vec<i64> = ways.values().map(|way| way.patient).collect();
    patients.sort_unstable();
    patients.dedup();
    let people = journeys::facts(db, &patients, &segments).await?;
    let opened =
        opened_by_run(db, travellers.iter().map(|(plan, journey, patient)| (plan.as_ref(), *journey, *patient)))
            .await?;
    let today = services.now().date_utc();
    let mut unwanted = HashSet::new();
    for message in messages {
        let Some(way) = ways.get(&message.key) else { continue };
        let facts = people.get(&way.patient).map(|person| match opened.get(&way.run) {
            Some(seen) => with_opened(&person.facts, seen),
            None => person.facts.clone(),
        });
        let plan = plans.get(db, way.version).await?;
        if way.stopped || facts.is_none_or(|facts| !still_holds(&plan, &way.answers, &facts, today)) {
            unwanted.insert(message.id);
        }
    }
    Ok(unwanted)
}
