//! While an agent has somebody in hand: what is typed is kept, the phone is picked up and put down, the person is given back.

use super::hold::{HELD, end_claim};
use super::{agent, audit, row};
use crate::error::{Result, StoreError};
use crate::stored::read;
use crate::{Db, Permit, Tx, boxed, document};
use shared::audit::AuditAction;
use shared::ids::CallId;
use shared::outreach::calls::{ClaimEnd, Draft};
use shared::people::WorkCalls;
use shared::time::UtcMillis;

/// The calls the agent has in hand.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn in_hand(db: &Db, permit: &Permit<WorkCalls>, now: UtcMillis) -> Result<Vec<CallId>> {
    let own: Vec<String> = sqlx::query_scalar(
        "SELECT uid FROM call WHERE claimed_by = $1 AND status = 'claimed' AND claimed_until > $2 ORDER BY claim_id",
    )
    .bind(agent(permit)?)
    .bind(now.0)
    .fetch_all(db.read())
    .await?;
    own.iter().map(|uid| read("call.uid", uid)).collect()
}

/// Keeps what was typed, and the claim for another while; `None` when the claim is not the agent's any more. What was typed is
/// kept all the same.
///
/// # Errors
/// [`StoreError::NotFound`] for a claim that never was the agent's.
#[boxed]
pub async fn keep(
    db: &Db,
    permit: &Permit<WorkCalls>,
    now: UtcMillis,
    id: CallId,
    claim: i64,
    draft: &Draft,
) -> Result<Option<UtcMillis>> {
    let staff = agent(permit)?;
    let mut tx = db.begin().await?;
    keep_draft(&mut tx, staff, claim, draft).await?;
    let until = now + HELD;
    let kept = sqlx::query(
        "UPDATE call SET claimed_until = $1 WHERE uid = $2 AND claim_id = $3 AND status = 'claimed' AND claimed_until > $4",
    )
    .bind(until.0)
    .bind(id.to_string())
    .bind(claim)
    .bind(now.0)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok((kept.rows_affected() == 1).then_some(until))
}

pub(super) async fn keep_draft(tx: &mut Tx, staff: i64, claim: i64, draft: &Draft) -> Result<()> {
    let mut draft = draft.clone();
    draft.note = draft.note.chars().take(Draft::MOST_NOTE).collect();
    let typed = sqlx::query("UPDATE call_claim SET draft = $1 WHERE id = $2 AND staff_id = $3")
        .bind(document::write("draft", &draft)?)
        .bind(claim)
        .bind(staff)
        .execute(&mut **tx)
        .await?;
    if typed.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// The phone was picked up: the timer runs from here.
///
/// # Errors
/// [`StoreError::Conflict`] when the claim has run out.
#[boxed]
pub async fn dialed(db: &Db, permit: &Permit<WorkCalls>, now: UtcMillis, id: CallId, claim: i64) -> Result<()> {
    mark(db, permit, now, id, claim, true).await
}

/// The phone was put down: what follows is wrap-up.
///
/// # Errors
/// [`StoreError::Conflict`] when the claim has run out.
#[boxed]
pub async fn hung_up(db: &Db, permit: &Permit<WorkCalls>, now: UtcMillis, id: CallId, claim: i64) -> Result<()> {
    mark(db, permit, now, id, claim, false).await
}

async fn mark(db: &Db, permit: &Permit<WorkCalls>, now: UtcMillis, id: CallId, claim: i64, on: bool) -> Result<()> {
    let mut tx = db.begin().await?;
    let held = sqlx::query(
        "UPDATE call SET claimed_until = $1 WHERE uid = $2 AND claim_id = $3 AND claimed_by = $4 AND status = 'claimed'
            AND claimed_until > $5",
    )
    .bind((now + HELD).0)
    .bind(id.to_string())
    .bind(claim)
    .bind(agent(permit)?)
    .bind(now.0)
    .execute(&mut *tx)
    .await?;
    if held.rows_affected() == 0 {
        return Err(StoreError::conflict("Your time with this person ran out. Take them again."));
    }
    let mark = if on {
        sqlx::query("UPDATE call_claim SET dialed_at = COALESCE(dialed_at, $1), hung_up_at = NULL WHERE id = $2")
    } else {
        sqlx::query("UPDATE call_claim SET hung_up_at = $1 WHERE id = $2")
    };
    mark.bind(now.0).bind(claim).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Gives somebody back without a disposition.
///
/// # Errors
/// [`StoreError::NotFound`].
#[boxed]
pub async fn give_back(db: &Db, permit: &Permit<WorkCalls>, now: UtcMillis, id: CallId, claim: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    let call = row::locked(&mut tx, &id.to_string()).await?;
    if call.claim_id == Some(claim) && call.claimed_by == Some(agent(permit)?) {
        end_claim(&mut tx, now, &call, ClaimEnd::Released).await?;
        let taken = (call.uid.as_str(), call.patient_id);
        audit(&mut tx, permit.actor(), now, AuditAction::Update, taken, "gave the call back".into()).await?;
    }
    tx.commit().await?;
    Ok(())
}
