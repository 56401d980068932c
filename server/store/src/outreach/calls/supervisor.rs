//! What supervisors see of the desk, and the two things they do: release a claim, call a call off.

use super::hold::{cancel, end_claim, expire_in};
use super::programs::{self, Mine};
use super::{audit, row};
use crate::counts::fit;
use crate::error::{Result, StoreError};
use crate::stored::{known, read};
use crate::{Db, Permit, boxed};
use shared::audit::AuditAction;
use shared::coded::Known;
use shared::ids::{CallId, ProgramId};
use shared::noun::Noun;
use shared::outreach::calls::{
    AgentLine, CallBackLine, CallStatus, Cancelled, ClaimEnd, DeskProgram, Presence, SupervisorView, opens_at,
    zone_words,
};
use shared::people::{Organization, SuperviseCalls};
use shared::phi::Phi;
use shared::time::{LocalDateTime, Millis, UtcMillis, zones};
use sqlx::AnyConnection;

/// Call-backs of one day that are shown.
const CALL_BACKS: i64 = 200;

/// When the day began in the organization's zone.
pub(super) async fn day_began(connection: &mut AnyConnection, now: UtcMillis) -> Result<UtcMillis> {
    let text: Option<String> =
        sqlx::query_scalar("SELECT value FROM setting WHERE key = 'organization'").fetch_optional(connection).await?;
    let organization: Organization =
        text.map_or_else(Organization::default, |text| serde_json::from_str(&text).unwrap_or_default());
    let Some(zone) = zones::zone(&organization.time_zone) else { return Ok(now.date_utc().start_utc()) };
    let today = zones::local(now, &zone).date();
    Ok(zones::resolve(LocalDateTime::day_start(today), &zone).moment())
}

/// The programs that can be supervised: those that are live, by name.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn supervised(db: &Db, _permit: &Permit<SuperviseCalls>) -> Result<Vec<DeskProgram>> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT uid, name FROM outreach_program WHERE status = 'live' ORDER BY name")
            .fetch_all(db.read())
            .await?;
    rows.into_iter().map(|(uid, name)| Ok(DeskProgram { id: read("outreach_program.uid", &uid)?, name })).collect()
}

/// A program's desk now. The audit log keeps whom it showed.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such program.
#[boxed]
pub async fn supervisor(
    db: &Db,
    permit: &Permit<SuperviseCalls>,
    now: UtcMillis,
    program: ProgramId,
) -> Result<SupervisorView> {
    super::hold::expire(db, now).await?;
    let mut connection = db.read().acquire().await?;
    let key: i64 = sqlx::query_scalar("SELECT id FROM outreach_program WHERE uid = $1")
        .bind(program.to_string())
        .fetch_one(&mut *connection)
        .await?;
    let of = programs::by_key(&mut connection, key).await?;
    let since = day_began(&mut connection, now).await?;
    let mut patients = Vec::new();
    let agents = agents(&mut connection, key, since, &mut patients).await?;
    let (mut waiting, mut later, mut oldest) = (0, 0, None::<i64>);
    let lanes: Vec<(String, i64, i64)> = sqlx::query_as(
        "SELECT zone, COUNT(*), MIN(due_at) FROM call WHERE program_id = $1 AND status = 'open' AND due_at <= $2 GROUP BY zone",
    )
    .bind(key)
    .bind(now.0)
    .fetch_all(&mut *connection)
    .await?;
    for (zone, count, first) in lanes {
        let closed = zones::zone(&zone).and_then(|zone| opens_at(&of.program.hours, now, &zone)).is_some();
        if closed {
            later += fit::<_, u32>(count);
        } else {
            waiting += fit::<_, u32>(count);
            oldest = Some(oldest.map_or(first, |than| than.min(first)));
        }
    }
    let by_kind: Vec<(String, i64)> = sqlx::query_as(
        "SELECT kind, COUNT(*) FROM call WHERE program_id = $1 AND status = 'open' AND due_at <= $2 GROUP BY kind ORDER BY kind",
    )
    .bind(key)
    .bind(now.0)
    .fetch_all(&mut *connection)
    .await?;
    let call_backs = call_backs(&mut connection, &of, now, since, &mut patients).await?;
    let within = i64::from(of.program.targets.within_minutes.max(1));
    let (made, in_time): (i64, i64) = sqlx::query_as(
        "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN started_at <= call_back_at + $3 THEN 1 ELSE 0 END), 0) AS BIGINT) FROM call_attempt
         WHERE program_id = $1 AND ended_at >= $2 AND call_back_at IS NOT NULL",
    )
    .bind(key)
    .bind(since.0)
    .bind(Millis::minutes(within).0)
    .fetch_one(&mut *connection)
    .await?;
    drop(connection);
    let entry = audit::Entry {
        entity_uid: Some(program.to_string()),
        patients: &patients,
        detail: "call desk".into(),
        ..audit::Entry::new(AuditAction::View, Noun::Program)
    };
    audit::record_read(db, permit.actor(), now, entry).await?;
    Ok(SupervisorView {
        abandoned: agents.iter().map(|agent| agent.abandoned).sum(),
        agents,
        waiting,
        oldest: oldest.map(|first| Millis(now.0 - first)),
        later,
        by_kind: by_kind.into_iter().map(|(kind, count)| (Known::read(&kind), fit(count))).collect(),
        call_backs,
        kept: (fit(made), fit(in_time)),
        within_minutes: of.program.targets.within_minutes.max(1),
    })
}

#[derive(sqlx::FromRow)]
struct AgentRow {
    id: i64,
    uid: String,
    name: String,
    presence: Option<String>,
    since: Option<i64>,
    calls: i64,
    talked: i64,
    booked: i64,
    abandoned: i64,
}

async fn agents(
    connection: &mut AnyConnection,
    program: i64,
    since: UtcMillis,
    patients: &mut Vec<i64>,
) -> Result<Vec<AgentLine>> {
    let rows: Vec<AgentRow> = sqlx::query_as(
        "SELECT s.id, s.uid, s.name, g.presence, g.since,
            (SELECT COUNT(*) FROM call_attempt a WHERE a.staff_id = s.id AND a.program_id = m.program_id AND a.ended_at >= $2) AS calls,
            (SELECT COUNT(*) FROM call_attempt a WHERE a.staff_id = s.id AND a.program_id = m.program_id AND a.ended_at >= $2
                AND a.connected = 1) AS talked,
            (SELECT COUNT(*) FROM call_attempt a WHERE a.staff_id = s.id AND a.program_id = m.program_id AND a.ended_at >= $2
                AND a.appointment_id IS NOT NULL) AS booked,
            (SELECT COUNT(*) FROM call_claim k WHERE k.staff_id = s.id AND k.program_id = m.program_id AND k.ended_at >= $2
                AND k.ended = 'abandoned') AS abandoned
         FROM outreach_program_member m JOIN staff s ON s.id = m.staff_id LEFT JOIN call_agent g ON g.staff_id = s.id
         WHERE m.program_id = $1 AND s.disabled_at IS NULL ORDER BY s.name",
    )
    .bind(program)
    .bind(since.0)
    .fetch_all(&mut *connection)
    .await?;
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let held: Option<(String, Option<i64>, String, i64)> = sqlx::query_as(
            "SELECT c.uid, c.patient_id, COALESCE(p.given || ' ' || p.family, c.caller), k.claimed_at FROM call c
             JOIN call_claim k ON k.id = c.claim_id LEFT JOIN patient p ON p.id = c.patient_id
             WHERE c.claimed_by = $1 AND c.status = 'claimed' AND c.program_id = $2 ORDER BY k.claimed_at DESC LIMIT 1",
        )
        .bind(row.id)
        .bind(program)
        .fetch_optional(&mut *connection)
        .await?;
        let call = match held {
            Some((uid, patient, name, at)) => {
                patients.extend(patient);
                Some((read("call.uid", &uid)?, Phi::new(name), UtcMillis(at)))
            }
            None => None,
        };
        let presence = row.presence.unwrap_or_else(|| Presence::Away.code().to_owned());
        lines.push(AgentLine {
            id: read("staff.uid", &row.uid)?,
            presence: known("call_agent", &row.uid, &presence),
            name: row.name,
            since: row.since.map(UtcMillis),
            call,
            calls: fit(row.calls),
            talked: fit(row.talked),
            booked: fit(row.booked),
            abandoned: fit(row.abandoned),
        });
    }
    Ok(lines)
}

async fn call_backs(
    connection: &mut AnyConnection,
    of: &Mine,
    now: UtcMillis,
    since: UtcMillis,
    patients: &mut Vec<i64>,
) -> Result<Vec<CallBackLine>> {
    let rows: Vec<(String, i64, String, i64, String, Option<String>)> = sqlx::query_as(
        "SELECT c.uid, p.id, p.given || ' ' || p.family, c.call_back_at, c.zone, s.name FROM call c
         JOIN patient p ON p.id = c.patient_id LEFT JOIN staff s ON s.id = c.claimed_by
         WHERE c.program_id = $1 AND c.status IN ('open', 'claimed') AND c.rank = 0 AND c.call_back_at < $2
         ORDER BY c.call_back_at, c.id LIMIT $3",
    )
    .bind(of.key)
    .bind((since + Millis::days(1)).0)
    .bind(CALL_BACKS)
    .fetch_all(connection)
    .await?;
    let within = Millis::minutes(i64::from(of.program.targets.within_minutes.max(1)));
    rows.into_iter()
        .map(|(uid, patient, name, at, zone, holder)| {
            patients.push(patient);
            let (clock, short) = zone_words(UtcMillis(at), &zone);
            Ok(CallBackLine {
                call: read("call.uid", &uid)?,
                name: Phi::new(name),
                at: UtcMillis(at),
                clock: format!("{clock} {short}"),
                is_late: holder.is_none() && UtcMillis(at) + within < now,
                holder,
            })
        })
        .collect()
}

/// Takes somebody out of an agent's hands; what was typed is kept.
///
/// # Errors
/// [`StoreError::Conflict`] when nobody has the call in hand.
#[boxed]
pub async fn release(db: &Db, permit: &Permit<SuperviseCalls>, now: UtcMillis, id: CallId) -> Result<()> {
    let mut tx = db.begin().await?;
    let call = row::locked(&mut tx, &id.to_string()).await?;
    if call.status()? != CallStatus::Claimed {
        return Err(StoreError::conflict("Nobody has this call in hand any more."));
    }
    end_claim(&mut tx, now, &call, ClaimEnd::TakenAway).await?;
    let of = (call.uid.as_str(), call.patient_id);
    audit(&mut tx, permit.actor(), now, AuditAction::Update, of, "released the claim".into()).await?;
    tx.commit().await?;
    Ok(())
}

/// Calls a call off for good.
///
/// # Errors
/// [`StoreError::Conflict`] when it is over already.
#[boxed]
pub async fn call_off(db: &Db, permit: &Permit<SuperviseCalls>, now: UtcMillis, id: CallId) -> Result<()> {
    let mut tx = db.begin().await?;
    expire_in(&mut tx, now).await?;
    let call = row::locked(&mut tx, &id.to_string()).await?;
    match call.status()? {
        CallStatus::Open | CallStatus::Claimed => {}
        CallStatus::Done | CallStatus::Cancelled => return Err(StoreError::conflict("This call is over.")),
    }
    cancel(&mut tx, now, &call, Cancelled::Supervisor).await?;
    let of = (call.uid.as_str(), call.patient_id);
    audit(&mut tx, permit.actor(), now, AuditAction::Cancel, of, String::new()).await?;
    tx.commit().await?;
    Ok(())
}
