//! Who comes in: members at the start, later joiners, and what triggers bring.

use super::Plans;
use crate::{EngineError, Services};
use shared::journeys::{NodeId, OnLeave, Plan, ReEntry};
use shared::time::UtcMillis;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use store::journeys::{self, Feed, Wake};

/// Changes taken from a queue in one transaction.
const BATCH: i64 = 500;

/// From "going live" to "live".
pub(super) async fn go_live(services: &Services, now: UtcMillis) -> Result<usize, EngineError> {
    let mut done = 0;
    for (journey, version) in journeys::going_live(&services.db).await? {
        // A plan that can't be read must not go live.
        journeys::plan(&services.db, version).await?;
        let mut tx = services.db.begin().await?;
        done += usize::from(journeys::make_live(&mut tx, now, journey).await?);
        tx.commit().await?;
    }
    Ok(done)
}

/// Lets everybody in who is in the segment when the start has come.
pub(super) async fn open_doors(services: &Services, plans: &mut Plans, now: UtcMillis) -> Result<usize, EngineError> {
    let mut done = 0;
    for feed in journeys::openings(&services.db, now).await? {
        let plan = plans.get(&services.db, feed.version).await?;
        let entry = entry_of(&plan)?;
        let mut tx = services.db.begin().await?;
        let entered = journeys::open(&mut tx, now, &feed, entry).await?;
        tx.commit().await?;
        done += entered.map_or(0, |entered| entered as usize + 1);
    }
    Ok(done)
}

/// Who joined a segment enters the journeys it feeds; who left it leaves those whose settings say so.
pub(super) async fn membership_changes(
    services: &Services,
    plans: &mut Plans,
    now: UtcMillis,
) -> Result<usize, EngineError> {
    let mut tx = services.db.begin().await?;
    let changes = journeys::take_membership_changes(&services.db, &mut tx, BATCH).await?;
    let mut feeds: HashMap<i64, Vec<Feed>> = HashMap::new();
    for change in &changes {
        let segment = change.segment_id;
        if let Entry::Vacant(unknown) = feeds.entry(segment) {
            let uid = journeys::segment_uid(&mut tx, segment).await?;
            unknown.insert(journeys::feeds(&services.db, &mut tx, now, &uid).await?);
        }
        for feed in &feeds[&segment] {
            let plan = plans.get(&services.db, feed.version).await?;
            if change.joined != 0 {
                let again = plan.definition.settings.re_entry == ReEntry::AfterLeaving;
                journeys::enter(&mut tx, now, feed, entry_of(&plan)?, change.patient_id, again).await?;
            } else if plan.definition.settings.on_leave == OnLeave::Exit {
                journeys::leave(&mut tx, now, feed.journey, change.patient_id).await?;
            }
        }
    }
    let wakes = changes.iter().map(|change| Wake { patient_id: change.patient_id, everywhere: 0 });
    journeys::wake(&mut tx, now, &wakes.collect::<Vec<_>>()).await?;
    tx.commit().await?;
    Ok(changes.len())
}

/// Makes those due about whom something changed.
pub(super) async fn wakes(services: &Services, now: UtcMillis) -> Result<usize, EngineError> {
    let mut tx = services.db.begin().await?;
    let wakes = journeys::take_wakes(&mut tx, BATCH).await?;
    journeys::wake(&mut tx, now, &wakes).await?;
    tx.commit().await?;
    Ok(wakes.len())
}

/// A record that fires a trigger puts its patient, and nobody else, into the journeys that use the trigger.
pub(super) async fn trigger_changes(
    services: &Services,
    plans: &mut Plans,
    now: UtcMillis,
) -> Result<usize, EngineError> {
    let mut tx = services.db.begin().await?;
    let changes = journeys::triggers::take(&services.db, &mut tx, BATCH).await?;
    for change in &changes {
        for trigger in journeys::triggers::fired_by(&mut tx, change).await? {
            for feed in journeys::feeds(&services.db, &mut tx, now, &trigger).await? {
                let plan = plans.get(&services.db, feed.version).await?;
                let again = plan.definition.settings.re_entry == ReEntry::AfterLeaving;
                journeys::enter(&mut tx, now, &feed, entry_of(&plan)?, change.patient_id, again).await?;
            }
        }
    }
    tx.commit().await?;
    Ok(changes.len())
}

fn entry_of(plan: &Plan) -> Result<NodeId, EngineError> {
    plan.definition
        .entry()
        .map(|entry| entry.id)
        .ok_or_else(|| EngineError::Other("a live journey has no audience tile".into()))
}
