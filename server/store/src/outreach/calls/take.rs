//! Taking one person of the queue, with the reason where that can't be.

use super::hold::{cancel, expire_in, hold, look};
use super::{agent, programs, row};
use crate::error::{Result, StoreError};
use crate::{Db, Permit, Tx, boxed};
use shared::ids::CallId;
use shared::outreach::calls::{CallDecision, CallStatus, Wait, may_call, zone_words};
use shared::people::WorkCalls;
use shared::time::UtcMillis;

/// Takes one person of the queue, as they were clicked.
///
/// # Errors
/// [`StoreError::Conflict`] with who has them, or why they can't be called now; [`StoreError::NotFound`] for somebody of a program
/// that the agent does not work on.
#[boxed]
pub async fn take(db: &Db, permit: &Permit<WorkCalls>, now: UtcMillis, id: CallId) -> Result<()> {
    let staff = agent(permit)?;
    let mut tx = db.begin().await?;
    expire_in(&mut tx, now).await?;
    let call = row::locked(&mut tx, &id.to_string()).await?;
    let mine = programs::of_agent(&mut tx, permit).await?;
    let of =
        call.program_id.map(|key| mine.iter().find(|one| one.key == key).ok_or(StoreError::NotFound)).transpose()?;
    if call.is_held(now) {
        if call.claimed_by == Some(staff) {
            tx.commit().await?;
            return Ok(());
        }
        return Err(in_other_hands(&mut tx, call.claimed_by).await?);
    }
    match call.status()? {
        CallStatus::Open | CallStatus::Claimed => {}
        CallStatus::Done | CallStatus::Cancelled => return Err(StoreError::conflict("This call is over.")),
    }
    if let (Some(patient), Some(of)) = (call.patient_id, of) {
        let other: Option<i64> =
            sqlx::query_scalar("SELECT claimed_by FROM call WHERE patient_id = $1 AND status = 'claimed' LIMIT 1")
                .bind(patient)
                .fetch_optional(&mut *tx)
                .await?;
        if let Some(other) = other {
            return Err(in_other_hands(&mut tx, Some(other)).await?);
        }
        let (callee, zone) = look(&mut tx, now, &call, patient, Some(of)).await?;
        match may_call(&callee.facts, &of.program.frequency, now) {
            CallDecision::Call => {}
            CallDecision::Wait(wait, until) => return Err(StoreError::conflict(not_now(wait, now, until, &zone))),
            CallDecision::Never(why) => {
                cancel(&mut tx, now, &call, why).await?;
                tx.commit().await?;
                return Err(StoreError::conflict(format!("{}. The call was called off.", why.label())));
            }
        }
    }
    hold(&mut tx, permit, now, staff, &call).await.map_err(somebody_else)?;
    tx.commit().await?;
    Ok(())
}

fn not_now(wait: Wait, now: UtcMillis, until: UtcMillis, zone: &str) -> String {
    match wait {
        Wait::OutsideHours => {
            let ((there, _), (opens, _)) = (zone_words(now, zone), zone_words(until, zone));
            format!("It is {there} there. Calling hours begin at {opens}.")
        }
        Wait::Capped => "They were called as often as the program allows in a month.".into(),
        Wait::InOtherHands => wait.label().into(),
    }
}

fn somebody_else(error: StoreError) -> StoreError {
    if matches!(error, StoreError::Constraint(_)) {
        StoreError::conflict("Another agent has just taken this person.")
    } else {
        error
    }
}

async fn in_other_hands(tx: &mut Tx, staff: Option<i64>) -> Result<StoreError> {
    let holder = match staff {
        Some(key) => row::staff_name(tx, key).await?,
        None => "Another agent".into(),
    };
    Ok(StoreError::conflict(format!("{holder} has this person now.")))
}
