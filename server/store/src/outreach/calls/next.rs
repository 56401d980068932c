//! Who comes next: claimed at once, so that two agents never have the same person.

use super::agent;
use super::hold::{cancel, expire, has_expired, hold, look};
use super::programs::{self, Mine};
use super::row::{self, Row};
use crate::error::{Result, StoreError};
use crate::stored::read;
use crate::{Db, Dialect, Permit, Tx, boxed};
use shared::ids::{CallId, ProgramId};
use shared::outreach::calls::{CALL_BACK_RANK, CallDecision, Priority, Skipped, may_call, opens_at};
use shared::people::WorkCalls;
use shared::phi::Phi;
use shared::time::{UtcMillis, zones};

/// People looked at for one "next", at most.
const LOOKS: usize = 40;

/// How often the whole is tried when somebody else was faster.
const TRIES: usize = 5;

/// Who comes next, and who was skipped on the way.
#[derive(Debug, Clone)]
pub struct Next {
    pub call: Option<CallId>,
    pub skipped: Vec<Skipped>,
}

/// A place to look: the open zones of one program at one rank.
struct Lane {
    program: usize,
    zone: String,
}

/// Claims the next person of the agent's programs, or of one of them: call-backs that are due first, then by priority, and only
/// where calling hours are open. An agent who has somebody in hand gets them again.
///
/// # Errors
/// [`StoreError::NotFound`] when the agent does not work on the program.
#[boxed]
pub async fn next(db: &Db, permit: &Permit<WorkCalls>, now: UtcMillis, program: Option<ProgramId>) -> Result<Next> {
    let staff = agent(permit)?;
    if has_expired(db, now).await? {
        expire(db, now).await?;
    }
    let mut connection = db.read().acquire().await?;
    let mut mine = programs::of_agent(&mut connection, permit).await?;
    if let Some(id) = program {
        mine.retain(|one| one.id == id);
        if mine.is_empty() {
            return Err(StoreError::NotFound);
        }
    }
    let mut lanes = Vec::new();
    for (place, one) in mine.iter().enumerate() {
        for zone in zones_of(&mut connection, one.key).await? {
            let open = zones::zone(&zone).is_none_or(|there| opens_at(&one.program.hours, now, &there).is_none());
            if open {
                lanes.push(Lane { program: place, zone });
            }
        }
    }
    drop(connection);
    for _ in 1..TRIES {
        match try_next(db, permit, now, staff, &mine, &lanes).await {
            // Two calls of one person, taken by two agents at the same moment.
            Err(StoreError::Constraint(_)) => {}
            done => return done,
        }
    }
    try_next(db, permit, now, staff, &mine, &lanes).await
}

/// The zones in which the program's open calls are.
#[boxed]
async fn zones_of(connection: &mut sqlx::AnyConnection, program: i64) -> Result<Vec<String>> {
    let mut found: Vec<String> = Vec::new();
    loop {
        // One step in the index for each zone.
        let next: Option<String> = sqlx::query_scalar(
            "SELECT zone FROM call WHERE program_id = $1 AND status = 'open' AND zone > $2 ORDER BY zone LIMIT 1",
        )
        .bind(program)
        .bind(found.last().map_or("", String::as_str))
        .fetch_optional(&mut *connection)
        .await?;
        match next {
            Some(zone) => found.push(zone),
            None => return Ok(found),
        }
    }
}

async fn try_next(
    db: &Db,
    permit: &Permit<WorkCalls>,
    now: UtcMillis,
    staff: i64,
    mine: &[Mine],
    lanes: &[Lane],
) -> Result<Next> {
    let mut tx = db.begin().await?;
    let own: Option<String> = sqlx::query_scalar(
        "SELECT uid FROM call WHERE claimed_by = $1 AND status = 'claimed' AND direction = 'outbound' ORDER BY id LIMIT 1",
    )
    .bind(staff)
    .fetch_optional(&mut *tx)
    .await?;
    let mut skipped = Vec::new();
    if let Some(uid) = own {
        tx.commit().await?;
        return Ok(Next { call: Some(read("call.uid", &uid)?), skipped });
    }
    let ranks = [CALL_BACK_RANK].into_iter().chain(Priority::ALL.map(Priority::rank));
    for rank in ranks {
        for _ in 0..LOOKS {
            let Some((call, program)) = first(&mut tx, now, mine, lanes, rank).await? else { break };
            match claim_if_fit(&mut tx, permit, now, staff, &call, &mine[program]).await? {
                None => {
                    tx.commit().await?;
                    return Ok(Next { call: Some(read("call.uid", &call.uid)?), skipped });
                }
                Some(skip) => skipped.push(skip),
            }
        }
    }
    tx.commit().await?;
    Ok(Next { call: None, skipped })
}

/// The first that is due, whom nobody has in hand.
const FIRST: &str =
    "SELECT id, uid, due_at FROM call WHERE program_id = $1 AND status = 'open' AND zone = $2 AND rank = $3
    AND due_at <= $4 AND NOT EXISTS (SELECT 1 FROM call o WHERE o.patient_id = call.patient_id AND o.status = 'claimed')
    ORDER BY due_at, id LIMIT 1";

/// The same on PostgreSQL, where others look at the same time.
const FIRST_OF_MANY: &str =
    "SELECT call.id, uid, due_at FROM call WHERE program_id = $1 AND status = 'open' AND zone = $2
    AND rank = $3 AND due_at <= $4
    AND NOT EXISTS (SELECT 1 FROM call o WHERE o.patient_id = call.patient_id AND o.status = 'claimed')
    ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED";

/// The longest due of all lanes at this rank, locked, with its program.
async fn first(tx: &mut Tx, now: UtcMillis, mine: &[Mine], lanes: &[Lane], rank: i64) -> Result<Option<(Row, usize)>> {
    let mut best: Option<(i64, i64, String, usize)> = None;
    for lane in lanes {
        let first = match Dialect::of(tx) {
            Dialect::Sqlite => sqlx::query_as(FIRST),
            Dialect::Postgres => sqlx::query_as(FIRST_OF_MANY),
        };
        let found: Option<(i64, String, i64)> = first
            .bind(mine[lane.program].key)
            .bind(&lane.zone)
            .bind(rank)
            .bind(now.0)
            .fetch_optional(&mut **tx)
            .await?;
        if let Some((id, uid, due)) = found
            && best.as_ref().is_none_or(|(than, other, ..)| (due, id) < (*than, *other))
        {
            best = Some((due, id, uid, lane.program));
        }
    }
    match best {
        Some((_, _, uid, program)) => Ok(Some((row::by_uid(tx, &uid).await?, program))),
        None => Ok(None),
    }
}

/// Asks the gate. Whoever may be called is claimed; of anybody else it says why, and the queue forgets or postpones them.
async fn claim_if_fit(
    tx: &mut Tx,
    permit: &Permit<WorkCalls>,
    now: UtcMillis,
    staff: i64,
    call: &Row,
    of: &Mine,
) -> Result<Option<Skipped>> {
    let Some(patient) = call.patient_id else {
        hold(tx, permit, now, staff, call).await?;
        return Ok(None);
    };
    let (callee, zone) = look(tx, now, call, patient, Some(of)).await?;
    let skip = match may_call(&callee.facts, &of.program.frequency, now) {
        CallDecision::Call => {
            if zone != call.zone {
                sqlx::query("UPDATE call SET zone = $1 WHERE id = $2")
                    .bind(&zone)
                    .bind(call.id)
                    .execute(&mut **tx)
                    .await?;
            }
            hold(tx, permit, now, staff, call).await?;
            return Ok(None);
        }
        CallDecision::Wait(wait, until) => {
            sqlx::query("UPDATE call SET due_at = $1, zone = $2 WHERE id = $3")
                .bind(until.0)
                .bind(zone)
                .bind(call.id)
                .execute(&mut **tx)
                .await?;
            Ok(wait)
        }
        CallDecision::Never(why) => {
            cancel(tx, now, call, why).await?;
            Err(why)
        }
    };
    Ok(Some(Skipped { name: Phi::new(callee.name), why: skip }))
}
