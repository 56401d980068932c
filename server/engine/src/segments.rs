//! Keeping live segments current: a change re-evaluates only its patient, in only the segments that could care; a new day
//! re-evaluates the rules that follow the date. A segment that fails says so itself and holds up no other.

use crate::{EngineError, Services};
use shared::segments::{Dependencies, Rule};
use shared::time::UtcMillis;
use std::collections::{BTreeMap, BTreeSet};
use store::boxed;
use store::changes::{self, QueuedChange};
use store::segments::{
    LiveSegment, concepts_of, follow_patient, live_dynamic, lock, prune_log, re_evaluate, refresh_due, refresh_failed,
    sharing_membership,
};
use store::{Db, Tx};

/// How many changes one transaction takes: enough to be quick in bulk, few enough to let other writers in between.
const AT_ONCE: i64 = 2_000;

/// Takes queued changes to membership, then compares whole segments that are due. Returns how many changes and segments
/// it dealt with.
///
/// # Errors
/// When the database can't be used at all; a single segment's failure is written on that segment instead.
#[boxed]
pub async fn round(services: &Services) -> Result<usize, EngineError> {
    let (db, now) = (&services.db, services.now());
    let mut done = take_changes(db, now).await?;
    loop {
        match refresh_due(db, &services.facts, now).await {
            Ok(Some(_)) => done += 1,
            Ok(None) => return Ok(done),
            Err((Some(segment), error)) => {
                tracing::error!(segment, %error, "a segment could not be refreshed");
                let mut tx = db.begin().await?;
                refresh_failed(&mut tx, now, segment, &error.to_string()).await?;
                tx.commit().await?;
                done += 1;
            }
            Err((None, error)) => return Err(error.into()),
        }
    }
}

/// Up to so many patients are held against all rules at once, by the evaluator; more are compared rule by rule, in SQL.
const FEW: usize = 64;

/// Changes leave the queue in the transaction that acts on them: a crash between the two can't lose or repeat one.
async fn take_changes(db: &Db, now: UtcMillis) -> Result<usize, EngineError> {
    let mut tx = db.begin().await?;
    sharing_membership(&mut tx).await?;
    let taken = changes::take(db, &mut tx, AT_ONCE).await?;
    if taken.is_empty() {
        return Ok(0);
    }
    store::journeys::triggers::hand_over(&mut tx, &taken).await?;
    store::journeys::hand_over(&mut tx, &taken).await?;
    let mut readable = Vec::new();
    for LiveSegment { key, rule } in live_dynamic(&mut tx).await? {
        match rule {
            Ok((rule, depends)) => readable.push((key, rule, depends)),
            Err(why) => failed(&mut tx, now, key, &why).await?,
        }
    }
    let about = concepts_of(&mut tx, &taken).await?;
    let cares = |depends: &Dependencies, change: &QueuedChange| match about.get(&change.id) {
        Some((record, concept)) => depends.ask(*record, concept.as_ref()),
        None => change.changed().is_some_and(|changed| depends.mention(changed)),
    };
    let mut changed: BTreeMap<i64, Vec<&QueuedChange>> = BTreeMap::new();
    for change in &taken {
        changed.entry(change.patient_id).or_default().push(change);
    }
    let mut left = Vec::new();
    if changed.len() <= FEW {
        let caring = |changes: &[&QueuedChange]| -> Vec<_> {
            let cares = |depends: &Dependencies| changes.iter().any(|change| cares(depends, change));
            let caring = readable.iter().filter(|(_, _, depends)| cares(depends));
            caring.map(|(key, rule, depends)| (*key, rule, depends)).collect()
        };
        let keys: BTreeSet<i64> = changed.values().flat_map(|all| caring(all)).map(|(key, _, _)| key).collect();
        lock(&mut tx, now, &keys.into_iter().collect::<Vec<_>>()).await?;
        for (patient, changes) in changed {
            if !follow_one(&mut tx, now, patient, &caring(&changes)).await? {
                left.extend(changes);
            }
        }
    } else {
        left.extend(&taken);
    }
    for (key, rule, depends) in &readable {
        let patients = left.iter().filter(|change| cares(depends, change)).map(|change| change.patient_id);
        if let Err(why) = follow(db, &mut tx, now, *key, rule, patients.collect()).await? {
            failed(&mut tx, now, *key, &why).await?;
        }
    }
    prune_log(&mut tx).await?;
    tx.commit().await?;
    Ok(taken.len())
}

async fn failed(tx: &mut Tx, now: UtcMillis, segment: i64, why: &str) -> Result<(), EngineError> {
    tracing::error!(segment, why, "a segment could not follow a change");
    Ok(refresh_failed(tx, now, segment, why).await?)
}

/// Holds one patient against the segments that could care, inside a savepoint. False when that failed and was undone:
/// then each segment tries by itself, and the one that fails says so.
async fn follow_one(
    tx: &mut Tx,
    now: UtcMillis,
    patient: i64,
    caring: &[(i64, &Rule, &Dependencies)],
) -> Result<bool, EngineError> {
    sqlx::query("SAVEPOINT one_patient").execute(&mut **tx).await?;
    let followed = follow_patient(tx, now, patient, caring).await;
    if let Err(error) = &followed {
        tracing::warn!(%error, "a patient could not be held against all segments at once");
        sqlx::query("ROLLBACK TO SAVEPOINT one_patient").execute(&mut **tx).await?;
    }
    sqlx::query("RELEASE SAVEPOINT one_patient").execute(&mut **tx).await?;
    Ok(followed.is_ok())
}

/// Re-evaluates one segment inside a savepoint, so that its failure undoes only its own work. The outer error means that
/// the transaction itself is lost.
async fn follow(
    db: &Db,
    tx: &mut Tx,
    now: UtcMillis,
    segment: i64,
    rule: &Rule,
    patients: BTreeSet<i64>,
) -> Result<Result<(), String>, EngineError> {
    if patients.is_empty() {
        return Ok(Ok(()));
    }
    let patients: Vec<i64> = patients.into_iter().collect();
    sqlx::query("SAVEPOINT one_segment").execute(&mut **tx).await?;
    let outcome = match re_evaluate(db, tx, now, segment, rule, &patients).await {
        Ok(_) => Ok(()),
        Err(error) => {
            sqlx::query("ROLLBACK TO SAVEPOINT one_segment").execute(&mut **tx).await?;
            Err(error.to_string())
        }
    };
    sqlx::query("RELEASE SAVEPOINT one_segment").execute(&mut **tx).await?;
    Ok(outcome)
}
