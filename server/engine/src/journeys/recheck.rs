//! Before a journey's message leaves: do the conditions that led to it still hold?

use super::Plans;
use super::travel::with_opened;
use crate::{EngineError, Services};
use shared::ids::SegmentId;
use shared::journeys::still_holds;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use store::journeys;
use store::outbox::Claimed;

/// The ids of those messages that their journeys no longer want: it was stopped, the patient left a segment that they must be
/// in, or a branch would answer differently now.
///
/// # Errors
/// When the database can't be read.
pub async fn unwanted(services: &Services, messages: &[Claimed]) -> Result<HashSet<i64>, EngineError> {
    let db = &services.db;
    let keys = messages.iter().filter(|message| message.origin_kind == "journey").map(|message| message.key.as_str());
    let ways = journeys::ways(db, keys).await?;
    let mut plans = Plans::default();
    let mut segments: BTreeSet<SegmentId> = BTreeSet::new();
    let mut by_journey: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for way in ways.values() {
        segments.extend(plans.get(db, way.version).await?.definition.segments());
        by_journey.entry(way.journey).or_default().push(way.patient);
    }
    let mut patients: Vec<i64> = ways.values().map(|way| way.patient).collect();
    patients.sort_unstable();
    patients.dedup();
    let people = journeys::facts(db, &patients, &segments).await?;
    let mut opened = std::collections::HashMap::new();
    for (journey, patients) in by_journey {
        opened.extend(journeys::opened(db, journey, &patients).await?);
    }
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
