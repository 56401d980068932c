//! The end of a call: what the agent chose is written down with all that follows from it, in one transaction.

use super::dispositions::dispositions;
use super::ending::{Ending, invalid};
use super::facts::{number, purpose};
use super::hold::expire_in;
use super::keep::keep_draft;
use super::row::{self, Row};
use super::{agent, programs};
use crate::error::Result;
use crate::{Db, Permit, Tx, boxed};
use shared::outreach::calls::{CallEnd, CallStatus, Direction, Disposed, LostClaim};
use shared::people::WorkCalls;
use shared::time::UtcMillis;

/// Ends the call as the agent chose. When the claim had run out and somebody else has the person now, or has ended the call, the
/// note is kept and nothing else happens.
///
/// # Errors
/// [`StoreError::Invalid`] at `call_back`, `visit` or `mobile`; [`StoreError::Conflict`] when the slot is gone.
#[boxed]
pub async fn dispose(db: &Db, permit: &Permit<WorkCalls>, now: UtcMillis, end: &CallEnd) -> Result<Disposed> {
    let staff = agent(permit)?;
    let all = dispositions(db).await?;
    let chosen = all.get(&end.disposition).filter(|one| one.active).ok_or_else(|| {
        invalid("disposition", "This disposition is out of use. Reload the page and choose another one.")
    })?;
    let mut tx = db.begin().await?;
    expire_in(&mut tx, now).await?;
    keep_draft(&mut tx, staff, end.claim, &end.draft).await?;
    let call = row::locked(&mut tx, &end.call.to_string()).await?;
    if call.claim_id != Some(end.claim)
        && let Some(lost) = lost(&mut tx, &call).await?
    {
        tx.commit().await?;
        return Ok(Disposed::Lost(lost));
    }
    let of = match call.program_id {
        Some(key) => Some(programs::by_key(&mut tx, key).await?),
        None => None,
    };
    let number = match call.patient_id {
        Some(_) if call.direction()? == Direction::Inbound => call.caller.clone(),
        Some(patient) => {
            let relationship: String = sqlx::query_scalar("SELECT relationship FROM patient WHERE id = $1")
                .bind(patient)
                .fetch_one(&mut *tx)
                .await?;
            number(&mut tx, patient, purpose(&relationship)).await?.0
        }
        None => call.caller.clone(),
    };
    let ending = Ending { now, staff, permit, call, of, end, chosen, number };
    let follows = ending.write(&mut tx).await?;
    tx.commit().await?;
    Ok(Disposed::Saved(follows))
}

/// Who has the person now, when the claim ran out; `None` when nobody does: then the agent's word still counts.
async fn lost(tx: &mut Tx, call: &Row) -> Result<Option<LostClaim>> {
    let ended = match call.status()? {
        CallStatus::Open => None,
        CallStatus::Claimed => {
            let holder = match call.claimed_by {
                Some(key) => Some(row::staff_name(tx, key).await?),
                None => None,
            };
            return Ok(Some(LostClaim { holder, ended: None }));
        }
        CallStatus::Done => {
            let label: Option<String> = sqlx::query_scalar(
                "SELECT disposition_label FROM call_attempt WHERE call_id = $1 ORDER BY id DESC LIMIT 1",
            )
            .bind(call.id)
            .fetch_optional(&mut **tx)
            .await?;
            Some(label)
        }
        CallStatus::Cancelled => Some(None),
    };
    if let Some(ended) = ended {
        return Ok(Some(LostClaim { holder: None, ended }));
    }
    let other: Option<i64> =
        sqlx::query_scalar("SELECT claimed_by FROM call WHERE patient_id = $1 AND status = 'claimed' LIMIT 1")
            .bind(call.patient_id)
            .fetch_optional(&mut **tx)
            .await?;
    match other {
        Some(key) => Ok(Some(LostClaim { holder: Some(row::staff_name(tx, key).await?), ended: None })),
        None => Ok(None),
    }
}
