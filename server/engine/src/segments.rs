//! Keeping live segments current: a change re-evaluates only its patient, in only the segments that could care; a new day
//! re-evaluates the rules that follow the date. A segment that fails says so itself and holds up no other.

use crate::{EngineError, Services};
use shared::segments::{Dependencies, Rule};
use shared::time::UtcMillis;
use std::collections::BTreeSet;
use store::changes::{self, QueuedChange};
use store::segments::{LiveSegment, live_dynamic, re_evaluate, refresh_due, refresh_failed};
use store::{Db, Tx};

/// How many changes one transaction takes: enough to be quick in bulk, few enough to let other writers in between.
const AT_ONCE: i64 = 2_000;

/// Takes queued changes to membership, then compares whole segments that are due. Returns how many changes and segments
/// it dealt with.
///
/// # Errors
/// When the database can't be used at all; a single segment's failure is written on that segment instead.
pub async fn round(services: &Services) -> Result<usize, EngineError> {
    let (db, now) = (&services.db, services.now());
    let mut done = take_changes(db, now).await?;
    loop {
        match refresh_due(db, now).await {
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

/// Changes leave the queue in the transaction that acts on them: a crash between the two can't lose or repeat one.
async fn take_changes(db: &Db, now: UtcMillis) -> Result<usize, EngineError> {
    let mut tx = db.begin().await?;
    let taken = changes::take(db, &mut tx, AT_ONCE).await?;
    if taken.is_empty() {
        return Ok(0);
    }
    store::journeys::triggers::hand_over(&mut tx, &taken).await?;
    for segment in live_dynamic(&mut tx).await? {
        let LiveSegment { key, rule } = segment;
        let outcome = match rule {
            Ok((rule, depends)) => follow(db, &mut tx, now, key, &rule, &depends, &taken).await?,
            Err(why) => Err(why),
        };
        if let Err(why) = outcome {
            tracing::error!(segment = key, why, "a segment could not follow a change");
            refresh_failed(&mut tx, now, key, &why).await?;
        }
    }
    tx.commit().await?;
    Ok(taken.len())
}

/// Re-evaluates one segment inside a savepoint, so that its failure undoes only its own work. The outer error means that
/// the transaction itself is lost.
async fn follow(
    db: &Db,
    tx: &mut Tx,
    now: UtcMillis,
    segment: i64,
    rule: &Rule,
    depends: &Dependencies,
    taken: &[QueuedChange],
) -> Result<Result<(), String>, EngineError> {
    let patients: BTreeSet<i64> =
        taken.iter().filter(|change| depends.mention(&change.record_type)).map(|change| change.patient_id).collect();
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

#[cfg(test)]
mod tests;
