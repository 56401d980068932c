//! A program's report, read from the sums; notes on what was learnt; whose Monday report is due.

use crate::audit::{self as log, Entry};
use crate::boxed;
use crate::error::{Result, StoreError};
use crate::stored::read;
use crate::{Db, Permit, Tx, document, settings};
use shared::audit::AuditAction;
use shared::consent::Channel;
use shared::field::FieldError;
use shared::ids::ProgramId;
use shared::noun::Noun;
use shared::outreach::{
    Breakdown, Program, Report, ReportDays, ReportFigures, ReportNote, ReportPeriod, ReportSum, ServiceLevel, Tally,
    report_lines,
};
use shared::people::{EditPrograms, ViewPrograms};
use shared::time::{Date, LocalDateTime, Millis, UtcMillis, clock_at};
use std::collections::BTreeMap;

/// The sums of a breakdown over some days.
const SUMS: &str =
    "SELECT of_what, measure, CAST(SUM(events) AS BIGINT) AS events, CAST(SUM(people) AS BIGINT) AS people,
    CAST(SUM(cost_cents) AS BIGINT) AS cost_cents
    FROM outreach_figure WHERE program_id = $1 AND by_what = $2 AND day BETWEEN $3 AND $4 GROUP BY of_what, measure";
/// The sums of each day.
const DAYS: &str = "SELECT CAST(day AS TEXT) AS of_what, measure, events, people, cost_cents
    FROM outreach_figure WHERE program_id = $1 AND by_what = $2 AND day BETWEEN $3 AND $4 ORDER BY day";

#[derive(sqlx::FromRow)]
struct Line {
    of_what: String,
    measure: String,
    events: i64,
    people: i64,
    cost_cents: i64,
}

/// The report of the period around `day`; by agent only for those who may see that.
///
/// # Errors
/// [`StoreError::NotFound`].
#[boxed]
pub async fn report(
    db: &Db,
    _permit: &Permit<ViewPrograms>,
    id: ProgramId,
    period: ReportPeriod,
    day: Date,
    by_agent: bool,
) -> Result<Report> {
    let (key, name, text, first): (i64, String, String, Option<i64>) = sqlx::query_as(
        "SELECT p.id, p.name, p.document, (SELECT MIN(f.day) FROM outreach_figure f WHERE f.program_id = p.id AND f.by_what = 'day')
         FROM outreach_program p WHERE p.uid = $1",
    )
    .bind(id.to_string())
    .fetch_one(db.read())
    .await?;
    let program: Program = document::read("program", id, &text)?;
    let start = first.map_or(day, Date::from_days_since_epoch);
    let days = period.days(day, start);
    let mut breakdowns = Vec::new();
    for by in Breakdown::ALL {
        if by == Breakdown::Agent && !by_agent {
            continue;
        }
        let lines = report_lines(sums(db, key, by, days).await?);
        let lines = lines.into_iter().filter(|line| !line.figures.is_empty()).collect::<Vec<_>>();
        breakdowns.push((by, lines));
    }
    let before = match period.before(days) {
        Some(days) => Some(totals(db, key, days).await?),
        None => None,
    };
    let whole = ReportDays { first: start.min(days.first), last: day.max(days.last) };
    let of_whole = totals(db, key, whole).await?;
    Ok(Report {
        program: id,
        name,
        goal: program.goal,
        period,
        days,
        totals: if days == whole { of_whole.clone() } else { totals(db, key, days).await? },
        before,
        whole: of_whole,
        breakdowns,
        notes: notes(db, key, days).await?,
        service: service(db, key, i64::from(program.targets.within_minutes), days).await?,
        targets: program.targets,
    })
}

/// How many call-backs of these days were made in time.
async fn service(db: &Db, program: i64, minutes: i64, days: ReportDays) -> Result<ServiceLevel> {
    let zone = settings::organization(db).await?.time_zone;
    let begins = |day: Date| LocalDateTime::day_start(day).in_zone(&zone).unwrap_or_else(|| day.start_utc());
    let (made, in_time): (i64, i64) = sqlx::query_as(
        "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN started_at <= call_back_at + $1 THEN 1 ELSE 0 END), 0) AS BIGINT)
         FROM call_attempt WHERE program_id = $2 AND call_back_at IS NOT NULL AND ended_at >= $3 AND ended_at < $4",
    )
    .bind(Millis::minutes(minutes).0)
    .bind(program)
    .bind(begins(days.first).0)
    .bind(begins(days.last.plus_days(1)).0)
    .fetch_one(db.read())
    .await?;
    Ok(ServiceLevel { made, in_time })
}

async fn sums(db: &Db, program: i64, by: Breakdown, days: ReportDays) -> Result<Vec<ReportSum>> {
    let asked = if by == Breakdown::Day { sqlx::query_as(DAYS) } else { sqlx::query_as(SUMS) };
    let mut lines: Vec<Line> = asked
        .bind(program)
        .bind(by.code())
        .bind(days.first.days_since_epoch())
        .bind(days.last.days_since_epoch())
        .fetch_all(db.read())
        .await?;
    // Keys and hours in the order of numbers, channels in that of the alphabet.
    lines.sort_by_key(|line| (line.of_what.parse::<i64>().unwrap_or(0), line.of_what.clone()));
    let names = names(db, by).await?;
    lines
        .into_iter()
        .map(|line| {
            Ok(ReportSum {
                label: label(by, line.of_what, &names),
                measure: read("outreach_figure.measure", &line.measure)?,
                tally: Tally { events: line.events, people: line.people },
                cost_cents: line.cost_cents,
            })
        })
        .collect()
}

/// What the keys of a breakdown are called.
async fn names(db: &Db, by: Breakdown) -> Result<BTreeMap<String, String>> {
    let asked = match by {
        Breakdown::List => sqlx::query_as("SELECT CAST(id AS TEXT), name FROM prospect_list"),
        Breakdown::Variant => sqlx::query_as("SELECT CAST(id AS TEXT), name FROM template"),
        Breakdown::Agent => sqlx::query_as("SELECT CAST(id AS TEXT), name FROM staff"),
        Breakdown::Day | Breakdown::Channel | Breakdown::Hour => return Ok(BTreeMap::new()),
    };
    let rows: Vec<(String, String)> = asked.fetch_all(db.read()).await?;
    Ok(rows.into_iter().collect())
}

/// The label as people read it.
fn label(by: Breakdown, of: String, names: &BTreeMap<String, String>) -> String {
    let named = |none: &str| names.get(&of).cloned().unwrap_or_else(|| none.to_owned());
    match by {
        Breakdown::Day => of.parse().map_or(of, |day| Date::from_days_since_epoch(day).short()),
        Breakdown::Hour => of.parse::<u32>().map_or(of, |hour| clock_at(hour * 60)),
        Breakdown::Channel => Channel::from_code(&of).map_or("Without contact", Channel::label).to_owned(),
        Breakdown::List => named("Without a list"),
        Breakdown::Variant => named("Without a message"),
        Breakdown::Agent => named("Without an agent"),
    }
}

/// All figures of these days.
async fn totals(db: &Db, program: i64, days: ReportDays) -> Result<ReportFigures> {
    let mut figures = ReportFigures::default();
    for sum in sums(db, program, Breakdown::Day, days).await? {
        figures.add(sum.measure, sum.tally, sum.cost_cents);
    }
    Ok(figures)
}

async fn notes(db: &Db, program: i64, days: ReportDays) -> Result<Vec<ReportNote>> {
    let rows: Vec<(i64, i64, String, String)> = sqlx::query_as(
        "SELECT day, at, actor, text FROM outreach_note WHERE program_id = $1 AND day BETWEEN $2 AND $3 ORDER BY id",
    )
    .bind(program)
    .bind(days.first.days_since_epoch())
    .bind(days.last.days_since_epoch())
    .fetch_all(db.read())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(day, at, by, text)| ReportNote { day: Date::from_days_since_epoch(day), text, by, at: UtcMillis(at) })
        .collect())
}

/// Writes down what was learnt, for the reports that hold that day.
///
/// # Errors
/// At `text` when it is empty or too long; [`StoreError::NotFound`].
#[boxed]
pub async fn add_note(
    db: &Db,
    permit: &Permit<EditPrograms>,
    now: UtcMillis,
    id: ProgramId,
    day: Date,
    text: &str,
) -> Result<()> {
    let text = shared::text::clean(text).trim().to_owned();
    if text.is_empty() || text.chars().count() > 1_000 {
        return Err(vec![FieldError::new("text", "Write 1 to 1,000 characters, without anybody's name.")].into());
    }
    let mut tx = db.begin().await?;
    let written = sqlx::query(
        "INSERT INTO outreach_note (program_id, day, at, actor, text)
         SELECT p.id, $1, $2, $3, $4 FROM outreach_program p WHERE p.uid = $5",
    )
    .bind(day.days_since_epoch())
    .bind(now.0)
    .bind(&permit.actor().name)
    .bind(text)
    .bind(id.to_string())
    .execute(&mut *tx)
    .await?;
    if written.rows_affected() == 0 {
        return Err(StoreError::NotFound);
    }
    let entry = Entry {
        entity_uid: Some(id.to_string()),
        detail: "a note on what was learnt".into(),
        ..Entry::new(AuditAction::Update, Noun::Program)
    };
    log::record(&mut tx, permit.actor(), now, entry).await?;
    tx.commit().await?;
    Ok(())
}

/// A program whose Monday report is due, and who gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueReport {
    pub key: i64,
    pub id: ProgramId,
    pub stakeholders: Vec<String>,
}

/// Live programs whose report of the week before `monday` was not queued yet, and that were live in it.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn due(db: &Db, monday: Date, monday_at: UtcMillis) -> Result<Vec<DueReport>> {
    let rows: Vec<(i64, String, String)> = sqlx::query_as(
        "SELECT id, uid, document FROM outreach_program WHERE status IN ('live', 'paused') AND live_at < $1
         AND (reported_day IS NULL OR reported_day < $2) ORDER BY id",
    )
    .bind(monday_at.0)
    .bind(monday.days_since_epoch())
    .fetch_all(db.read())
    .await?;
    let mut due = Vec::new();
    for (key, uid, text) in rows {
        // One that a newer version wrote is in the log and keeps the others from nothing.
        if let Ok(program) = document::read::<Program>("program", &uid, &text) {
            let id = read("outreach_program.uid", &uid)?;
            due.push(DueReport { key, id, stakeholders: program.stakeholders });
        }
    }
    Ok(due)
}

/// Writes down that the report was queued. False when another process did it first.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn reported(tx: &mut Tx, program: i64, monday: Date) -> Result<bool> {
    let day = monday.days_since_epoch();
    let done = sqlx::query(
        "UPDATE outreach_program SET reported_day = $1 WHERE id = $2 AND (reported_day IS NULL OR reported_day < $3)",
    )
    .bind(day)
    .bind(program)
    .bind(day)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}
