//! Travellers in the engine's hands: claimed by lease, moved in the transaction that writes history and outbox.

use crate::boxed;
use crate::counts::fit;
use crate::db::list_of;
use crate::error::Result;
use crate::outreach::calls;
use crate::segments::facts::{Wanted, facts_of};
use crate::{Db, Tx};
use shared::journeys::{FinishReason, NodeId, Outcome, Position, Traveller, Walk};
use shared::segments::PatientFacts;
use shared::time::{Millis, UtcMillis};
use sqlx::Row;
use std::collections::HashMap;

/// Longer than any batch takes; after a crash somebody else goes on after it.
const LEASE: Millis = Millis::minutes(2);

/// A traveller who is due and ours until the lease runs out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedRun {
    pub key: i64,
    pub journey: i64,
    pub journey_uid: String,
    pub journey_name: String,
    pub version: i64,
    pub patient: i64,
    pub traveller: Traveller,
    /// How often they were woken until now.
    pub woken: i64,
}

/// Claims up to `limit` travellers that are due, longest due first, under the fresh `token`.
#[boxed]
pub async fn claim(db: &Db, now: UtcMillis, token: &str, limit: i64) -> Result<Vec<ClaimedRun>> {
    let mut tx = db.begin().await?;
    let rows = sqlx::query(&format!(
        "UPDATE journey_run SET lease_token = $1, lease_until = $2 WHERE id IN (
            SELECT id FROM journey_run WHERE status = 'waiting' AND due_at <= $3 AND (lease_until IS NULL OR lease_until <= $4)
            ORDER BY due_at, id LIMIT $5{})
         RETURNING id, journey_id, version_id, patient_id, node, visit, arrived_at, woken,
            COALESCE(since_at, entered_at) AS since,
            (SELECT j.uid FROM journey j WHERE j.id = journey_run.journey_id) AS journey_uid,
            (SELECT j.name FROM journey j WHERE j.id = journey_run.journey_id) AS journey_name",
        db.dialect().skip_locked()
    ))
    .bind(token)
    .bind((now + LEASE).0)
    .bind(now.0)
    .bind(now.0)
    .bind(limit)
    .fetch_all(&mut *tx)
    .await?;
    let mut runs = Vec::with_capacity(rows.len());
    for row in rows {
        runs.push(ClaimedRun {
            key: row.try_get("id")?,
            journey: row.try_get("journey_id")?,
            journey_uid: row.try_get("journey_uid")?,
            journey_name: row.try_get("journey_name")?,
            version: row.try_get("version_id")?,
            patient: row.try_get("patient_id")?,
            woken: row.try_get("woken")?,
            traveller: Traveller {
                node: NodeId(fit(row.try_get::<i64, _>("node")?)),
                visit: fit(row.try_get::<i64, _>("visit")?),
                arrived_at: UtcMillis(row.try_get("arrived_at")?),
                since: UtcMillis(row.try_get("since")?),
                // Unique, stored and never changed: the run's own key.
                seed: row.try_get::<i64, _>("id")?.unsigned_abs(),
                acted: false,
            },
        });
    }
    tx.commit().await?;
    // Every worker writes in this order, so that two never wait for each other.
    runs.sort_unstable_by_key(|run| run.key);
    Ok(runs)
}

/// Writes the new position, gives the lease back and writes down the stays that ended. False when the lease was lost (or
/// the traveller taken out) meanwhile: then nothing was written, and nothing else may be written for this traveller.
///
/// # Errors
/// When the database refuses; a second row for the same stay is refused by its key.
#[boxed]
pub async fn write_walk(tx: &mut Tx, now: UtcMillis, run: &ClaimedRun, token: &str, walk: &Walk) -> Result<bool> {
    let (status, due, finished, reason) = match walk.position {
        Position::Waiting(due) => ("waiting", due, None, None),
        Position::Finished(reason) if reason.is_done() => ("done", now, Some(now.0), Some(reason.code())),
        Position::Finished(reason) => ("exited", now, Some(now.0), Some(reason.code())),
    };
    let written = sqlx::query(
        // Who was woken since they were claimed looks again at once.
        "UPDATE journey_run SET node = $1, visit = $2, arrived_at = $3, status = $4,
            due_at = CASE WHEN woken = $5 THEN CAST($6 AS BIGINT) ELSE CAST($7 AS BIGINT) END, finished_at = $8, finish_reason = $9, listens = $10,
            since_at = $11, lease_token = NULL, lease_until = NULL
         WHERE id = $12 AND lease_token = $13 AND status = 'waiting'",
    )
    .bind(i64::from(walk.at.node.0))
    .bind(i64::from(walk.at.visit))
    .bind(walk.at.arrived_at.0)
    .bind(status)
    .bind(run.woken)
    .bind(due.0)
    .bind(now.0)
    .bind(finished)
    .bind(reason)
    .bind(i64::from(walk.listens))
    .bind(walk.at.since.0)
    .bind(run.key)
    .bind(token)
    .execute(&mut **tx)
    .await?;
    if written.rows_affected() == 0 {
        return Ok(false);
    }
    for (stay, outcome) in &walk.stays {
        record_stay(tx, run, stay, now, *outcome).await?;
    }
    Ok(true)
}

async fn record_stay(tx: &mut Tx, run: &ClaimedRun, stay: &Traveller, left: UtcMillis, outcome: Outcome) -> Result<()> {
    sqlx::query(
        "INSERT INTO journey_history (journey_id, run_id, visit, node, arrived_at, left_at, outcome)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(run.journey)
    .bind(run.key)
    .bind(i64::from(stay.visit))
    .bind(i64::from(stay.node.0))
    .bind(stay.arrived_at.0)
    .bind(left.0)
    .bind(outcome.code())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes one patient out who left the segment; false when they were not inside.
#[boxed]
pub async fn leave(tx: &mut Tx, now: UtcMillis, journey: i64, patient: i64) -> Result<bool> {
    let reason = FinishReason::LeftSegment.code();
    let run: Option<i64> = sqlx::query_scalar(
        "UPDATE journey_run SET status = 'exited', finished_at = $1, finish_reason = $2, lease_token = NULL
         WHERE journey_id = $3 AND patient_id = $4 AND status = 'waiting' RETURNING id",
    )
    .bind(now.0)
    .bind(reason)
    .bind(journey)
    .bind(patient)
    .fetch_optional(&mut **tx)
    .await?;
    let Some(run) = run else { return Ok(false) };
    calls::cancel_of_run(tx, now, run).await?;
    sqlx::query(
        "INSERT INTO journey_history (journey_id, run_id, visit, node, arrived_at, left_at, outcome)
         SELECT journey_id, id, visit, node, arrived_at, finished_at, finish_reason FROM journey_run WHERE id = $1",
    )
    .bind(run)
    .execute(&mut **tx)
    .await?;
    Ok(true)
}

/// One patient as a step and a message need them.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    pub facts: PatientFacts,
    pub name: String,
}

/// These patients by key, with the facts that `wanted` names. What they did with the messages of a run is added by the
/// caller, who knows which run asks.
#[boxed]
pub async fn people(db: &Db, patients: &[i64], wanted: &Wanted) -> Result<HashMap<i64, Person>> {
    let mut people = HashMap::with_capacity(patients.len());
    let mut connection = db.read().acquire().await?;
    for chunk in patients.chunks(1_000) {
        let mut facts = facts_of(&mut connection, chunk, wanted).await?;
        let sql = format!("SELECT id, given, family FROM patient WHERE id IN ({})", db.dialect().keys_in("$1"));
        let names: Vec<(i64, String, String)> =
            sqlx::query_as(&sql).bind(list_of(chunk.iter().copied())).fetch_all(&mut *connection).await?;
        people.extend(names.into_iter().filter_map(|(key, given, family)| {
            Some((key, Person { facts: facts.remove(&key)?, name: format!("{given} {family}") }))
        }));
    }
    Ok(people)
}
