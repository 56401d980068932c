//! The queue beside the person in hand: whose it is, who is due, who waits for their calling hours. The audit log keeps whom it showed.

use super::agent;
use super::programs::{self, Mine};
use crate::audit::{self, Entry};
use crate::counts::fit;
use crate::error::{Result, StoreError};
use crate::stored::{known, read};
use crate::{Db, Permit, boxed};
use shared::audit::AuditAction;
use shared::coded::Known;
use shared::ids::ProgramId;
use shared::noun::Noun;
use shared::outreach::calls::{
    DeskProgram, DeskView, Figures, Presence, QueueGroup, QueueLine, ReplyLine, next_open, opens_at, zone_words,
};
use shared::people::WorkCalls;
use shared::phi::Phi;
use shared::text::folded;
use shared::time::{Millis, UtcMillis, zones};
use sqlx::AnyConnection;

/// Lines of one group.
const LINES: i64 = 12;
/// Call-backs shown before they are due.
const AHEAD: Millis = Millis::hours(4);
/// Replies shown, and how old they may be.
const REPLIES: i64 = 8;
const REPLIES_SINCE: Millis = Millis::days(30);

#[derive(sqlx::FromRow)]
struct Row {
    uid: String,
    patient_id: Option<i64>,
    name: Option<String>,
    caller: String,
    kind: String,
    zone: String,
    about: String,
    attempts: i64,
    call_back_at: Option<i64>,
    due_at: i64,
    holder: Option<String>,
}

const MINE: &str =
    "SELECT c.uid, c.patient_id, p.given || ' ' || p.family AS name, c.caller, c.kind, c.zone, c.about, c.attempts, c.call_back_at, c.due_at,
        CAST(NULL AS TEXT) AS holder
     FROM call c LEFT JOIN patient p ON p.id = c.patient_id
     WHERE c.claimed_by = $1 AND c.status = 'claimed' AND c.claimed_until > $2 ORDER BY c.claim_id";
const CALL_BACKS: &str =
    "SELECT c.uid, c.patient_id, p.given || ' ' || p.family AS name, c.caller, c.kind, c.zone, c.about, c.attempts, c.call_back_at, c.due_at,
        s.name AS holder
     FROM call c JOIN patient p ON p.id = c.patient_id LEFT JOIN staff s ON s.id = c.claimed_by
     WHERE c.program_id = $1 AND c.status IN ('open', 'claimed') AND c.rank = 0 AND c.due_at <= $2
        AND (c.claimed_by IS NULL OR c.claimed_by <> $3) ORDER BY c.due_at, c.id LIMIT $4";
const WAITING: &str =
    "SELECT c.uid, c.patient_id, p.given || ' ' || p.family AS name, c.caller, c.kind, c.zone, c.about, c.attempts, c.call_back_at, c.due_at,
        CAST(NULL AS TEXT) AS holder
     FROM call c LEFT JOIN patient p ON p.id = c.patient_id
     WHERE c.program_id = $1 AND c.status = 'open' AND c.zone = $2 AND c.rank > 0 AND c.due_at <= $3
     ORDER BY c.rank, c.due_at, c.id LIMIT $4";
const FOUND: &str =
    "SELECT c.uid, c.patient_id, p.given || ' ' || p.family AS name, c.caller, c.kind, c.zone, c.about, c.attempts, c.call_back_at, c.due_at,
        s.name AS holder
     FROM call c JOIN patient p ON p.id = c.patient_id LEFT JOIN staff s ON s.id = c.claimed_by
     WHERE c.status IN ('open', 'claimed') AND p.name_search LIKE $1 AND c.program_id = $2 ORDER BY p.name_search, c.id LIMIT $3";

impl Row {
    fn line(self, now: UtcMillis, opens: Option<UtcMillis>) -> Result<QueueLine> {
        let (clock, short) = zone_words(now, &self.zone);
        let there = |at: UtcMillis| zone_words(at, &self.zone).0;
        Ok(QueueLine {
            call: read("call.uid", &self.uid)?,
            name: Phi::new(self.name.unwrap_or(self.caller)),
            kind: known("call", &self.uid, &self.kind),
            asked_for: self.call_back_at.map(|at| there(UtcMillis(at))),
            opens: opens.map(there),
            clock,
            zone: short,
            about: self.about,
            attempts: fit(self.attempts),
            due_at: UtcMillis(self.due_at),
            holder: self.holder,
        })
    }
}

/// The agent's desk, without the person in hand: of all their programs, or of one.
///
/// # Errors
/// [`StoreError::NotFound`] when they do not work on the program.
#[boxed]
pub async fn desk(
    db: &Db,
    permit: &Permit<WorkCalls>,
    now: UtcMillis,
    program: Option<ProgramId>,
    connects: bool,
) -> Result<DeskView> {
    let staff = agent(permit)?;
    let mut connection = db.read().acquire().await?;
    let mine = programs::of_agent(&mut connection, permit).await?;
    let looked_at: Vec<&Mine> = mine.iter().filter(|one| program.is_none_or(|id| one.id == id)).collect();
    if program.is_some() && looked_at.is_empty() {
        return Err(StoreError::NotFound);
    }
    let mut gathered = Gathered::default();
    let own: Vec<Row> = sqlx::query_as(MINE).bind(staff).bind(now.0).fetch_all(&mut *connection).await?;
    gathered.add(now, QueueGroup::Mine, own.into_iter().map(|row| (row, None)))?;
    for of in &looked_at {
        let due: Vec<Row> = sqlx::query_as(CALL_BACKS)
            .bind(of.key)
            .bind((now + AHEAD).0)
            .bind(staff)
            .bind(LINES)
            .fetch_all(&mut *connection)
            .await?;
        gathered.add(now, QueueGroup::CallBack, due.into_iter().map(|row| (row, None)))?;
        lanes(&mut connection, now, of, &mut gathered).await?;
    }
    let keys: Vec<i64> = looked_at.iter().map(|of| of.key).collect();
    let replies = replies(&mut connection, now, &keys, &mut gathered.patients).await?;
    let (presence, phone): (String, String) =
        sqlx::query_as("SELECT presence, phone FROM call_agent WHERE staff_id = $1")
            .bind(staff)
            .fetch_optional(&mut *connection)
            .await?
            .unwrap_or_else(|| (Presence::Available.code().to_owned(), String::new()));
    let figures = figures(&mut connection, now, staff, &looked_at).await?;
    drop(connection);
    let entry = Entry {
        patients: &gathered.patients,
        detail: "call queue".into(),
        ..Entry::new(AuditAction::List, Noun::Call)
    };
    audit::record_read(db, permit.actor(), now, entry).await?;
    let of = |one: &Mine| DeskProgram { id: one.id, name: one.name.clone() };
    Ok(DeskView {
        programs: mine.iter().map(of).collect(),
        figures,
        presence: Known::read(&presence),
        phone,
        connects,
        lines: gathered.lines,
        totals: gathered.totals,
        replies,
    })
}

/// Lines by group, how many there are in all, and whom they show.
#[derive(Default)]
struct Gathered {
    lines: Vec<(QueueGroup, QueueLine)>,
    totals: Vec<(QueueGroup, u32)>,
    patients: Vec<i64>,
}

impl Gathered {
    fn add(
        &mut self,
        now: UtcMillis,
        group: QueueGroup,
        rows: impl Iterator<Item = (Row, Option<UtcMillis>)>,
    ) -> Result<()> {
        let mut added = 0;
        for (row, opens) in rows {
            self.patients.extend(row.patient_id);
            self.lines.push((group, row.line(now, opens)?));
            added += 1;
        }
        if group == QueueGroup::Mine || group == QueueGroup::CallBack {
            self.count(group, added);
        }
        Ok(())
    }

    fn count(&mut self, group: QueueGroup, more: u32) {
        match self.totals.iter_mut().find(|(of, _)| *of == group) {
            Some((_, total)) => *total += more,
            None => self.totals.push((group, more)),
        }
    }
}

/// Zone by zone: those whose hours are open come next, the others later.
async fn lanes(connection: &mut AnyConnection, now: UtcMillis, of: &Mine, gathered: &mut Gathered) -> Result<()> {
    let zones_of: Vec<(String, i64)> = sqlx::query_as(
        "SELECT zone, COUNT(*) FROM call WHERE program_id = $1 AND status = 'open' AND rank > 0 AND due_at <= $2 GROUP BY zone ORDER BY zone",
    )
    .bind(of.key)
    .bind(now.0)
    .fetch_all(&mut *connection)
    .await?;
    for (name, total) in zones_of {
        let opens = zones::zone(&name)
            .and_then(|zone| opens_at(&of.program.hours, now, &zone).map(|_| next_open(&of.program.hours, now, &zone)));
        let group = if opens.is_some() { QueueGroup::Later } else { QueueGroup::Next };
        let rows: Vec<Row> = sqlx::query_as(WAITING)
            .bind(of.key)
            .bind(&name)
            .bind(now.0)
            .bind(LINES)
            .fetch_all(&mut *connection)
            .await?;
        gathered.add(now, group, rows.into_iter().map(|row| (row, opens)))?;
        gathered.count(group, fit(total));
    }
    Ok(())
}

/// Unread replies of people whom these programs call.
async fn replies(
    connection: &mut AnyConnection,
    now: UtcMillis,
    programs: &[i64],
    patients: &mut Vec<i64>,
) -> Result<Vec<ReplyLine>> {
    let mut found = Vec::new();
    for program in programs {
        let rows: Vec<(i64, String, i64, String, String, i64)> = sqlx::query_as(
            "SELECT m.id, p.uid, p.id, p.given || ' ' || p.family, m.body, m.at FROM inbound_message m
             JOIN patient p ON p.id = m.patient_id
             WHERE m.read_at IS NULL AND m.meaning = 'free' AND m.at > $1
                AND EXISTS (SELECT 1 FROM call c WHERE c.patient_id = m.patient_id AND c.program_id = $2)
             ORDER BY m.at, m.id LIMIT $3",
        )
        .bind((now - REPLIES_SINCE).0)
        .bind(program)
        .bind(REPLIES)
        .fetch_all(&mut *connection)
        .await?;
        for (id, uid, key, name, body, at) in rows {
            if found.iter().any(|line: &ReplyLine| line.id == id) {
                continue;
            }
            patients.push(key);
            let patient = read("patient.uid", &uid)?;
            found.push(ReplyLine { id, patient, name: Phi::new(name), text: Phi::new(body), at: UtcMillis(at) });
        }
    }
    Ok(found)
}

/// The agent's own figures since the day began in the organization's zone.
async fn figures(connection: &mut AnyConnection, now: UtcMillis, staff: i64, of: &[&Mine]) -> Result<Figures> {
    let since = super::supervisor::day_began(connection, now).await?;
    let (calls, talked, booked): (i64, i64, i64) = sqlx::query_as(
        "SELECT COUNT(*), CAST(COALESCE(SUM(connected), 0) AS BIGINT), COUNT(appointment_id) FROM call_attempt WHERE staff_id = $1 AND ended_at >= $2",
    )
    .bind(staff)
    .bind(since.0)
    .fetch_one(connection)
    .await?;
    // Targets are a week's; a week has five days of work.
    let target = of.iter().map(|one| one.program.targets.booked.div_ceil(5)).sum();
    Ok(Figures { calls: fit(calls), talked: fit(talked), booked: fit(booked), target })
}

/// People of the agent's programs who are to be called, by name. The audit log keeps whom it showed.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn find(db: &Db, permit: &Permit<WorkCalls>, now: UtcMillis, text: &str) -> Result<Vec<QueueLine>> {
    let text = folded(text.trim()).replace(['%', '_'], "");
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let mut connection = db.read().acquire().await?;
    let mut rows: Vec<Row> = Vec::new();
    for of in programs::of_agent(&mut connection, permit).await? {
        let found = sqlx::query_as(FOUND).bind(format!("%{text}%")).bind(of.key).bind(LINES);
        rows.extend(found.fetch_all(&mut *connection).await?);
    }
    drop(connection);
    let mut gathered = Gathered::default();
    gathered.add(now, QueueGroup::Next, rows.into_iter().map(|row| (row, None)))?;
    let entry = Entry { patients: &gathered.patients, ..Entry::new(AuditAction::Search, Noun::Call) };
    audit::record_read(db, permit.actor(), now, entry).await?;
    Ok(gathered.lines.into_iter().map(|(_, line)| line).collect())
}
