//! Claims: written down, given back when nobody keeps them, ended with the call.

use super::facts::{Callee, callee};
use super::programs::Mine;
use super::row::Row;
use super::{audit, journey};
use crate::error::{Result, StoreError};
use crate::{Db, Dialect, Permit, Tx, boxed};
use shared::audit::AuditAction;
use shared::outreach::calls::{CallFacts, Cancelled, ClaimEnd, opens_at};
use shared::people::WorkCalls;
use shared::time::{Millis, UtcMillis, zones};

/// A claim that nobody keeps runs out after this. The desk keeps it while it is open.
pub(super) const HELD: Millis = Millis::minutes(10);

/// The person as the gate sees them, and the zone that holds for them.
pub(super) async fn look(
    tx: &mut Tx,
    now: UtcMillis,
    call: &Row,
    patient: i64,
    of: Option<&Mine>,
) -> Result<(Callee, String)> {
    let mut callee = callee(tx, now, call.program_id, patient).await?;
    let own = callee.zone.clone().filter(|zone| zones::zone(zone).is_some());
    let zone = own.unwrap_or_else(|| call.zone.clone());
    let hours = of.map(|of| of.program.hours.clone()).unwrap_or_default();
    callee.facts = CallFacts {
        named: call.call_back_at.is_some(),
        opens_at: zones::zone(&zone).and_then(|there| opens_at(&hours, now, &there)),
        ..callee.facts
    };
    Ok((callee, zone))
}

/// Writes the claim down.
pub(super) async fn hold(
    tx: &mut Tx,
    permit: &Permit<WorkCalls>,
    now: UtcMillis,
    staff: i64,
    call: &Row,
) -> Result<i64> {
    let claim: i64 = sqlx::query_scalar(
        "INSERT INTO call_claim (call_id, program_id, staff_id, claimed_at) VALUES ($1, $2, $3, $4) RETURNING id",
    )
    .bind(call.id)
    .bind(call.program_id)
    .bind(staff)
    .bind(now.0)
    .fetch_one(&mut **tx)
    .await?;
    let held = sqlx::query(
        "UPDATE call SET status = 'claimed', claimed_by = $1, claimed_until = $2, claim_id = $3
         WHERE id = $4 AND status = 'open'",
    )
    .bind(staff)
    .bind((now + HELD).0)
    .bind(claim)
    .bind(call.id)
    .execute(&mut **tx)
    .await?;
    if held.rows_affected() == 0 {
        return Err(StoreError::Constraint("call_one_claim".into()));
    }
    audit(tx, permit.actor(), now, AuditAction::View, (&call.uid, call.patient_id), "took the call".into()).await?;
    Ok(claim)
}

/// Calls a call off, and wakes the journey that waits for it.
#[boxed]
pub(super) async fn cancel(tx: &mut Tx, now: UtcMillis, call: &Row, why: Cancelled) -> Result<()> {
    sqlx::query("UPDATE call_claim SET ended = $1, ended_at = $2 WHERE call_id = $3 AND ended IS NULL")
        .bind(ClaimEnd::Cancelled.code())
        .bind(now.0)
        .bind(call.id)
        .execute(&mut **tx)
        .await?;
    sqlx::query(
        "UPDATE call SET status = 'cancelled', outcome = $1, closed_at = $2, claimed_by = NULL, claimed_until = NULL, claim_id = NULL
         WHERE id = $3",
    )
    .bind(why.code())
    .bind(now.0)
    .bind(call.id)
    .execute(&mut **tx)
    .await?;
    journey::wake(tx, call).await
}

/// Ends the claim and puts the call back into the queue.
pub(super) async fn end_claim(tx: &mut Tx, now: UtcMillis, call: &Row, end: ClaimEnd) -> Result<()> {
    sqlx::query("UPDATE call_claim SET ended = $1, ended_at = $2 WHERE id = $3 AND ended IS NULL")
        .bind(end.code())
        .bind(now.0)
        .bind(call.claim_id)
        .execute(&mut **tx)
        .await?;
    sqlx::query(
        "UPDATE call SET status = 'open', claimed_by = NULL, claimed_until = NULL, claim_id = NULL WHERE id = $1",
    )
    .bind(call.id)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Gives back what nobody kept; it counts as abandoned. Answers how many.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn expire(db: &Db, now: UtcMillis) -> Result<u64> {
    let mut tx = db.begin().await?;
    let expired = expire_in(&mut tx, now).await?;
    tx.commit().await?;
    Ok(expired)
}

/// Most looks find nothing: they cost no write transaction.
pub(super) async fn has_expired(db: &Db, now: UtcMillis) -> Result<bool> {
    let any: Option<i64> =
        sqlx::query_scalar("SELECT id FROM call WHERE status = 'claimed' AND claimed_until <= $1 LIMIT 1")
            .bind(now.0)
            .fetch_optional(db.read())
            .await?;
    Ok(any.is_some())
}

pub(super) async fn expire_in(tx: &mut Tx, now: UtcMillis) -> Result<u64> {
    let any: Option<i64> =
        sqlx::query_scalar("SELECT id FROM call WHERE status = 'claimed' AND claimed_until <= $1 LIMIT 1")
            .bind(now.0)
            .fetch_optional(&mut **tx)
            .await?;
    if any.is_none() {
        return Ok(0);
    }
    Dialect::of(tx).one_at_a_time(tx, "calls that nobody kept").await?;
    sqlx::query(
        "UPDATE call_claim SET ended = $1, ended_at = $2 WHERE ended IS NULL
         AND id IN (SELECT claim_id FROM call WHERE status = 'claimed' AND claimed_until <= $3)",
    )
    .bind(ClaimEnd::Abandoned.code())
    .bind(now.0)
    .bind(now.0)
    .execute(&mut **tx)
    .await?;
    let given_back = sqlx::query(
        "UPDATE call SET status = 'open', claimed_by = NULL, claimed_until = NULL, claim_id = NULL
         WHERE status = 'claimed' AND claimed_until <= $1",
    )
    .bind(now.0)
    .execute(&mut **tx)
    .await?;
    Ok(given_back.rows_affected())
}
