//! Calls that a journey's step wants: made under the stay's key, heard of when they end, called off when the traveller leaves.

use super::create::{NewCall, create};
use super::row::Row;
use crate::counts::fit;
use crate::error::Result;
use crate::stored::read;
use crate::{Db, Tx, boxed, journeys};
use shared::ids::ProgramId;
use shared::journeys::{NodeId, Traveller};
use shared::outreach::calls::{CallKind, CallOutcome, CallStatus, CallWay, Cancelled, Priority};
use shared::time::UtcMillis;
use std::collections::HashMap;

/// The stay that wants a call, and what the step's settings say of it.
#[derive(Debug, Clone, Copy)]
pub struct OfRun<'a> {
    pub run: i64,
    pub patient: i64,
    pub stay: &'a Traveller,
    pub program: ProgramId,
    pub priority: Priority,
    pub about: &'a str,
}

/// Puts the stay's call into the queue of its program, once.
///
/// # Errors
/// [`crate::StoreError::NotFound`] when the program is gone.
#[boxed]
pub async fn create_of_run(tx: &mut Tx, now: UtcMillis, of: &OfRun<'_>) -> Result<()> {
    let program: i64 = sqlx::query_scalar("SELECT id FROM outreach_program WHERE uid = $1")
        .bind(of.program.to_string())
        .fetch_one(&mut **tx)
        .await?;
    let new = NewCall {
        program,
        patient: of.patient,
        kind: CallKind::Cadence,
        key: journeys::outbox_key(of.run, of.stay),
        priority: of.priority,
        due_at: now,
        call_back_at: None,
        about: of.about.to_owned(),
    };
    if let Some(call) = create(tx, now, new).await? {
        sqlx::query("UPDATE call SET run_id = $1, node = $2, visit = $3 WHERE id = $4")
            .bind(of.run)
            .bind(i64::from(of.stay.node.0))
            .bind(i64::from(of.stay.visit))
            .bind(call)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// The traveller is no longer at the step: its call is called off, unless the person named a time for it.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn cancel_of_run(tx: &mut Tx, now: UtcMillis, run: i64) -> Result<()> {
    sqlx::query(
        "UPDATE call SET status = 'cancelled', outcome = $1, closed_at = $2
         WHERE run_id = $3 AND status = 'open' AND call_back_at IS NULL",
    )
    .bind(Cancelled::Journey.code())
    .bind(now.0)
    .bind(run)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Everybody has left the journey: the calls that its steps wanted are called off.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn cancel_of_journey(tx: &mut Tx, now: UtcMillis, journey: i64) -> Result<()> {
    sqlx::query(
        "UPDATE call SET status = 'cancelled', outcome = $1, closed_at = $2
         WHERE status = 'open' AND call_back_at IS NULL AND run_id IN (SELECT id FROM journey_run WHERE journey_id = $3)",
    )
    .bind(Cancelled::Journey.code())
    .bind(now.0)
    .bind(journey)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// By run, how the calls of its stays ended: node, visit and way.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn ends(db: &Db, patients: &[i64]) -> Result<HashMap<i64, Vec<(NodeId, u32, CallWay)>>> {
    let mut found: HashMap<i64, Vec<(NodeId, u32, CallWay)>> = HashMap::new();
    for patient in patients {
        let rows: Vec<(i64, i64, i64, String, String)> = sqlx::query_as(
            "SELECT run_id, node, visit, status, outcome FROM call
             WHERE patient_id = $1 AND run_id IS NOT NULL AND status IN ('done', 'cancelled') AND outcome IS NOT NULL",
        )
        .bind(patient)
        .fetch_all(db.read())
        .await?;
        for (run, node, visit, status, outcome) in rows {
            let way = match read("call.status", &status)? {
                CallStatus::Done => read::<CallOutcome>("call.outcome", &outcome)?.way(),
                CallStatus::Cancelled => read::<Cancelled>("call.outcome", &outcome)?.way(),
                CallStatus::Open | CallStatus::Claimed => continue,
            };
            found.entry(run).or_default().push((NodeId(fit(node)), fit(visit), way));
        }
    }
    Ok(found)
}

/// Wakes the traveller who waits for this call.
pub(super) async fn wake(tx: &mut Tx, call: &Row) -> Result<()> {
    match (call.run_id, call.patient_id) {
        (Some(_), Some(patient)) => journeys::wake_listening(tx, patient).await,
        (_, _) => Ok(()),
    }
}
