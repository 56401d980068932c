//! Somebody calls, or texts: known numbers open their person, unknown ones are noted, and each gets a disposition.

use super::create::zone_of;
use super::hold::{self, expire_in};
use super::{agent, audit, programs, row};
use crate::error::{Result, StoreError};
use crate::stored::read;
use crate::{Db, Permit, Tx, addresses, boxed, settings};
use shared::audit::AuditAction;
use shared::field::FieldError;
use shared::ids::{CallId, PatientId};
use shared::noun::Noun;
use shared::outreach::calls::{CallKind, Direction, Noted, Presence, Priority};
use shared::people::WorkCalls;
use shared::phi::Phi;
use shared::time::UtcMillis;
use uuid::Uuid;

/// Characters of a mailing's code that are kept.
const CODE: usize = 40;

/// Notes that somebody calls. One known person has the number: the call is theirs, in the agent's hands. Several have it: the agent
/// says who, by `who`. Nobody has it: the call is noted by its number.
///
/// # Errors
/// [`StoreError::Invalid`] at `number`; [`StoreError::Conflict`] when another agent has the person.
#[boxed]
pub async fn note_inbound(
    db: &Db,
    permit: &Permit<WorkCalls>,
    now: UtcMillis,
    typed: &str,
    code: &str,
    who: Option<PatientId>,
) -> Result<Noted> {
    let mut tx = db.begin().await?;
    expire_in(&mut tx, now).await?;
    let country = settings::country(&mut tx).await?;
    let number = addresses::phone(typed, country.as_deref()).ok_or_else(|| {
        StoreError::Invalid(vec![FieldError::new(
            "number",
            "Type the number with its area code, such as 312 555 0142.",
        )])
    })?;
    let people: Vec<(i64, String, String)> = sqlx::query_as(
        "SELECT DISTINCT p.id, p.uid, p.given || ' ' || p.family FROM contact_point c JOIN patient p ON p.id = c.patient_id
         WHERE c.address = $1 AND c.system IN ('phone', 'sms') AND (c.use_code IS NULL OR c.use_code <> 'old') ORDER BY p.id LIMIT 12",
    )
    .bind(&number)
    .fetch_all(&mut *tx)
    .await?;
    let patient = match (&people[..], who) {
        ([], _) => None,
        ([(key, ..)], _) => Some(*key),
        (several, Some(who)) => several.iter().find(|(_, uid, _)| *uid == who.to_string()).map(|(key, ..)| *key),
        (several, None) => {
            let keys: Vec<i64> = several.iter().map(|(key, ..)| *key).collect();
            let entry = audit::Entry {
                patients: &keys,
                detail: "somebody calls".into(),
                ..audit::Entry::new(AuditAction::Search, Noun::Call)
            };
            audit::record(&mut tx, permit.actor(), now, entry).await?;
            tx.commit().await?;
            let choice =
                |(_, uid, name): &(i64, String, String)| Ok((read("patient.uid", uid)?, Phi::new(name.clone())));
            return Ok(Noted::Choose(several.iter().map(choice).collect::<Result<_>>()?));
        }
    };
    let code: String = code.trim().to_uppercase().chars().take(CODE).collect();
    let call = begin(&mut tx, now, permit, patient, (CallKind::Inbound, &number, &code, "")).await?;
    hold(&mut tx, permit, now, &call).await?;
    tx.commit().await?;
    Ok(Noted::Call(call))
}

/// An inbound call's row, in the program in which the person was last called, else the agent's first.
async fn begin(
    tx: &mut Tx,
    now: UtcMillis,
    permit: &Permit<WorkCalls>,
    patient: Option<i64>,
    (kind, caller, code, about): (CallKind, &str, &str, &str),
) -> Result<CallId> {
    let mine = programs::of_agent(tx, permit).await?;
    let theirs: Vec<i64> = sqlx::query_scalar(
        "SELECT program_id FROM call WHERE patient_id = $1 AND program_id IS NOT NULL ORDER BY created_at DESC, id DESC",
    )
    .bind(patient)
    .fetch_all(&mut **tx)
    .await?;
    let own = |key: &i64| mine.iter().any(|one| one.key == *key);
    let program = theirs.into_iter().find(own).or_else(|| mine.first().map(|one| one.key));
    let id = CallId(Uuid::now_v7());
    let zone = zone_of(tx, patient).await?;
    sqlx::query(
        "INSERT INTO call (uid, program_id, patient_id, direction, kind, origin_key, status, rank, due_at, zone, about, caller, code,
            created_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(id.to_string())
    .bind(program)
    .bind(patient)
    .bind(Direction::Inbound.code())
    .bind(kind.code())
    .bind(format!("inbound/{id}"))
    .bind(Priority::High.rank())
    .bind(now.0)
    .bind(zone)
    .bind(about)
    .bind(caller)
    .bind(code)
    .bind(now.0)
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// Takes it into the agent's hands, on the line already.
async fn hold(tx: &mut Tx, permit: &Permit<WorkCalls>, now: UtcMillis, id: &CallId) -> Result<()> {
    let call = row::by_uid(tx, &id.to_string()).await?;
    if let Some(patient) = call.patient_id {
        let other: Option<i64> =
            sqlx::query_scalar("SELECT claimed_by FROM call WHERE patient_id = $1 AND status = 'claimed' LIMIT 1")
                .bind(patient)
                .fetch_optional(&mut **tx)
                .await?;
        match other {
            Some(key) if Some(key) == permit.staff_key() => {
                return Err(StoreError::conflict("You have this person in hand already: their card is open."));
            }
            Some(key) => {
                let holder = row::staff_name(tx, key).await?;
                return Err(StoreError::conflict(format!("{holder} has this person now. Put the call through.")));
            }
            None => {}
        }
    }
    let claim = hold::hold(tx, permit, now, agent(permit)?, &call).await?;
    sqlx::query("UPDATE call_claim SET dialed_at = $1 WHERE id = $2")
        .bind(now.0)
        .bind(claim)
        .execute(&mut **tx)
        .await?;
    agent::presence_in(tx, now, agent(permit)?, Presence::OnCall).await
}

/// Opens the person who sent a reply, in the agent's hands; the reply counts as read.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Conflict`] when another agent has the person.
#[boxed]
pub async fn answer_reply(db: &Db, permit: &Permit<WorkCalls>, now: UtcMillis, reply: i64) -> Result<CallId> {
    let staff = agent(permit)?;
    let mut tx = db.begin().await?;
    expire_in(&mut tx, now).await?;
    let (patient, from): (i64, String) =
        sqlx::query_as("SELECT patient_id, from_address FROM inbound_message WHERE id = $1 AND patient_id IS NOT NULL")
            .bind(reply)
            .fetch_one(&mut *tx)
            .await?;
    let mine = programs::of_agent(&mut tx, permit).await?;
    let theirs: Vec<i64> =
        sqlx::query_scalar("SELECT DISTINCT program_id FROM call WHERE patient_id = $1 AND program_id IS NOT NULL")
            .bind(patient)
            .fetch_all(&mut *tx)
            .await?;
    if !theirs.iter().any(|key| mine.iter().any(|one| one.key == *key)) {
        return Err(StoreError::NotFound);
    }
    let id = begin(&mut tx, now, permit, Some(patient), (CallKind::Reply, &from, "", "They answered by text")).await?;
    let call = row::by_uid(&mut tx, &id.to_string()).await?;
    let other: Option<i64> =
        sqlx::query_scalar("SELECT claimed_by FROM call WHERE patient_id = $1 AND status = 'claimed' LIMIT 1")
            .bind(patient)
            .fetch_optional(&mut *tx)
            .await?;
    if let Some(key) = other {
        let holder = row::staff_name(&mut tx, key).await?;
        return Err(StoreError::conflict(format!("{holder} has this person now.")));
    }
    hold::hold(&mut tx, permit, now, staff, &call).await?;
    sqlx::query("UPDATE inbound_message SET read_at = $1 WHERE id = $2")
        .bind(now.0)
        .bind(reply)
        .execute(&mut *tx)
        .await?;
    let read = (call.uid.as_str(), call.patient_id);
    audit(&mut tx, permit.actor(), now, AuditAction::View, read, "read a reply".into()).await?;
    tx.commit().await?;
    Ok(id)
}
