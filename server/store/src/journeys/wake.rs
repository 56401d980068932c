//! Waking travellers: a change to somebody ends their nap at once where it could matter, so that nobody polls.

use crate::Tx;
use crate::boxed;
use crate::changes::QueuedChange;
use crate::error::Result;
use shared::change::Changed;
use shared::records::RecordKind;
use shared::time::UtcMillis;
use std::collections::BTreeMap;

/// Hands changes over to the travellers, in the transaction that took them from the queue: those of patients whom a change may
/// wake. Whoever is in a worker's hands counts too, because the worker may have looked before the change.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn hand_over(tx: &mut Tx, changes: &[QueuedChange]) -> Result<()> {
    let waiting: Option<i64> = sqlx::query_scalar("SELECT id FROM journey_run WHERE status = 'waiting' LIMIT 1")
        .fetch_optional(&mut **tx)
        .await?;
    if waiting.is_none() {
        return Ok(());
    }
    let mut patients: BTreeMap<i64, bool> = BTreeMap::new();
    for change in changes {
        *patients.entry(change.patient_id).or_default() |= change.changed() == Some(Changed::Kind(RecordKind::Patient));
    }
    for (patient, everywhere) in patients {
        sqlx::query(
            "INSERT INTO journey_wake (patient_id, everywhere)
             SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT) WHERE EXISTS (
                SELECT 1 FROM journey_run WHERE patient_id = $3 AND status = 'waiting'
                AND (listens = 1 OR lease_token IS NOT NULL OR CAST($4 AS BIGINT) = 1))",
        )
        .bind(patient)
        .bind(i64::from(everywhere))
        .bind(patient)
        .bind(i64::from(everywhere))
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Wakes the patient's travellers who wait for something, once this transaction is over: for what leaves no change in the queue.
pub async fn wake_listening(tx: &mut Tx, patient: i64) -> Result<()> {
    sqlx::query("INSERT INTO journey_wake (patient_id, everywhere) VALUES ($1, 0)")
        .bind(patient)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Somebody to be woken; `everywhere` whatever they wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Wake {
    pub patient_id: i64,
    pub everywhere: i64,
}

/// Claims and removes up to `limit` of them; they are back when `tx` does not commit.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn take_wakes(tx: &mut Tx, limit: i64) -> Result<Vec<Wake>> {
    Ok(sqlx::query_as(
        "DELETE FROM journey_wake WHERE id IN (SELECT id FROM journey_wake ORDER BY id LIMIT $1)
         RETURNING patient_id, everywhere",
    )
    .bind(limit)
    .fetch_all(&mut **tx)
    .await?)
}

/// Makes the travellers of these patients due now. Returns how many.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn wake(tx: &mut Tx, now: UtcMillis, wakes: &[Wake]) -> Result<usize> {
    let mut runs: Vec<i64> = Vec::new();
    for wake in wakes {
        let found: Vec<i64> = sqlx::query_scalar(
            "SELECT id FROM journey_run WHERE patient_id = $1 AND status = 'waiting'
             AND (listens = 1 OR lease_token IS NOT NULL OR CAST($2 AS BIGINT) = 1)",
        )
        .bind(wake.patient_id)
        .bind(wake.everywhere)
        .fetch_all(&mut **tx)
        .await?;
        runs.extend(found);
    }
    // Every worker writes in this order, so that two never wait for each other.
    runs.sort_unstable();
    runs.dedup();
    for run in &runs {
        sqlx::query(
            "UPDATE journey_run SET woken = woken + 1, due_at = CASE WHEN due_at > $1 THEN $2 ELSE due_at END
             WHERE id = $3 AND status = 'waiting'",
        )
        .bind(now.0)
        .bind(now.0)
        .bind(run)
        .execute(&mut **tx)
        .await?;
    }
    Ok(runs.len())
}
