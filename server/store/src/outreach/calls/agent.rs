//! What an agent says of themselves: what they are doing, and which phone rings first.

use super::facts::{number, purpose};
use super::{agent, programs, row};
use crate::error::{Result, StoreError};
use crate::{Db, Permit, Tx, addresses, boxed, settings};
use shared::field::FieldError;
use shared::ids::CallId;
use shared::outreach::calls::Presence;
use shared::people::WorkCalls;
use shared::time::UtcMillis;

/// They say what they are doing.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn set_presence(db: &Db, permit: &Permit<WorkCalls>, now: UtcMillis, presence: Presence) -> Result<()> {
    let staff = agent(permit)?;
    let mut tx = db.begin().await?;
    presence_in(&mut tx, now, staff, presence).await?;
    tx.commit().await?;
    Ok(())
}

/// [`set_presence`] as a part. Who stays what they were keeps the moment since when.
pub(super) async fn presence_in(tx: &mut Tx, now: UtcMillis, staff: i64, presence: Presence) -> Result<()> {
    sqlx::query(
        "INSERT INTO call_agent (staff_id, presence, since) VALUES ($1, $2, $3)
         ON CONFLICT (staff_id) DO UPDATE SET
            since = CASE WHEN call_agent.presence = excluded.presence THEN call_agent.since ELSE excluded.since END,
            presence = excluded.presence",
    )
    .bind(staff)
    .bind(presence.code())
    .bind(now.0)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The phone that rings first when the provider connects a call; empty for none. Answers it in E.164.
///
/// # Errors
/// [`StoreError::Invalid`] at `phone`.
#[boxed]
pub async fn set_phone(db: &Db, permit: &Permit<WorkCalls>, now: UtcMillis, typed: &str) -> Result<String> {
    let staff = agent(permit)?;
    let mut tx = db.begin().await?;
    let country = settings::country(&mut tx).await?;
    let number = match typed.trim() {
        "" => String::new(),
        typed => addresses::phone(typed, country.as_deref())
            .ok_or_else(|| StoreError::Invalid(vec![FieldError::new("phone", "This is not a telephone number.")]))?,
    };
    presence_in(&mut tx, now, staff, Presence::Available).await?;
    sqlx::query("UPDATE call_agent SET phone = $1 WHERE staff_id = $2")
        .bind(&number)
        .bind(staff)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(number)
}

/// Two people whom a provider is to connect, in E.164.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub agent: String,
    pub to: String,
    /// The program's number; `None` is the provider's own.
    pub from: Option<String>,
}

/// Who is to be connected for a call in the agent's hands; `None` when the agent has not said which phone rings first.
///
/// # Errors
/// [`StoreError::NotFound`] for a call that is not in their hands.
#[boxed]
pub async fn line(db: &Db, permit: &Permit<WorkCalls>, id: CallId) -> Result<Option<Line>> {
    let staff = agent(permit)?;
    let mut tx = db.begin().await?;
    let call = row::by_uid(&mut tx, &id.to_string()).await?;
    if call.claimed_by != Some(staff) {
        return Err(StoreError::NotFound);
    }
    let phone: Option<String> = sqlx::query_scalar("SELECT phone FROM call_agent WHERE staff_id = $1 AND phone <> ''")
        .bind(staff)
        .fetch_optional(&mut *tx)
        .await?;
    let Some(phone) = phone else { return Ok(None) };
    let to = match call.patient_id {
        Some(patient) => {
            let relationship: String = sqlx::query_scalar("SELECT relationship FROM patient WHERE id = $1")
                .bind(patient)
                .fetch_one(&mut *tx)
                .await?;
            number(&mut tx, patient, purpose(&relationship)).await?.0
        }
        None => call.caller.clone(),
    };
    let from = match call.program_id {
        Some(key) => {
            let country = settings::country(&mut tx).await?;
            let typed = programs::by_key(&mut tx, key).await?.program.voice_number;
            addresses::phone(&typed, country.as_deref())
        }
        None => None,
    };
    Ok(Some(Line { agent: phone, to, from }))
}
