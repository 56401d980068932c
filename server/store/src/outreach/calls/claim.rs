//! Taking somebody into one's hands, so that two agents never have the same person; keeping what is typed; giving back.

use super::facts::{Callee, callee};
use super::programs::{self, Mine};
use super::row::{self, Row};
use super::{agent, audit, journey};
use crate::error::{Result, StoreError};
use crate::stored::read;
use crate::{Db, Dialect, Permit, Tx, boxed, document};
use shared::audit::AuditAction;
use shared::ids::{CallId, ProgramId};
use shared::outreach::calls::{
    CALL_BACK_RANK, CallDecision, CallFacts, CallStatus, Cancelled, ClaimEnd, Draft, Priority, Skipped, Wait, may_call,
    opens_at, zone_words,
};
use shared::people::WorkCalls;
use shared::phi::Phi;
use shared::time::{Millis, UtcMillis, zones};

/// A claim that nobody keeps runs out after this. The desk keeps it while it is open.
const HELD: Millis = Millis::minutes(10);
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

/// The person as the gate sees them, and the zone that holds for them.
async fn look(tx: &mut Tx, now: UtcMillis, call: &Row, patient: i64, of: Option<&Mine>) -> Result<(Callee, String)> {
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
async fn has_expired(db: &Db, now: UtcMillis) -> Result<bool> {
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
