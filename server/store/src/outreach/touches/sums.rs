//! From touches to sums: each touch is counted once, in the order in which they were written, under what led to it.

use super::calls;
use crate::boxed;
use crate::error::Result;
use crate::outreach::programs;
use crate::stored::read;
use crate::{Db, Tx, settings};
use shared::outreach::{Breakdown, Measure, Program, TouchKind};
use shared::time::{LocalDateTime, UtcMillis};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Touches in one transaction.
const BATCH: i64 = 500;

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    key: String,
    at: i64,
    program_id: i64,
    patient_id: Option<i64>,
    kind: String,
    channel: String,
    template_id: i64,
    agent_id: i64,
    cost_cents: i64,
}

/// Somebody in a program, as the next touch finds them.
#[derive(sqlx::FromRow)]
struct Person {
    list_id: i64,
    last_at: i64,
    last_channel: String,
    last_template: i64,
    last_agent: i64,
    counted: String,
}

/// What a sum is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Under {
    program: i64,
    by: Breakdown,
    day: i64,
    of: String,
    measure: Measure,
}

#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    events: i64,
    people: i64,
    cost_cents: i64,
}

/// Whether anything waits to be counted: asked before a write transaction is begun for it.
async fn any(db: &Db) -> Result<bool> {
    let waiting: i64 = sqlx::query_scalar(
        "SELECT CAST(CASE WHEN EXISTS (SELECT 1 FROM outreach_touch WHERE counted = 0)
            OR EXISTS (SELECT 1 FROM call_attempt WHERE counted = 0) THEN 1 ELSE 0 END AS BIGINT)",
    )
    .fetch_one(db.read())
    .await?;
    Ok(waiting == 1)
}

/// Counts what has happened since, some at a time; returns how many. Safe in several processes: they take turns.
///
/// # Errors
/// When the database refuses; nothing was counted then.
#[boxed]
pub async fn count_some(db: &Db) -> Result<usize> {
    if !any(db).await? {
        return Ok(0);
    }
    let zone = settings::organization(db).await?.time_zone;
    let mut tx = db.begin().await?;
    db.dialect().one_at_a_time(&mut tx, "outreach sums").await?;
    let calls = calls::collect(&mut tx, BATCH).await?;
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, key, at, program_id, patient_id, kind, channel, template_id, agent_id, cost_cents
         FROM outreach_touch WHERE counted = 0 ORDER BY id LIMIT $1",
    )
    .bind(BATCH)
    .fetch_all(&mut *tx)
    .await?;
    let counted = rows.len();
    let mut sums = BTreeMap::new();
    let mut costs = BTreeMap::new();
    for row in rows {
        let program = match costs.entry(row.program_id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(programs::said(&mut tx, row.program_id).await?),
        };
        count(&mut tx, &zone, program, row, &mut sums).await?;
    }
    for (under, sum) in sums {
        add(&mut tx, under, sum).await?;
    }
    tx.commit().await?;
    Ok(calls + counted)
}

async fn count(
    tx: &mut Tx,
    zone: &str,
    program: &Program,
    mut row: Row,
    sums: &mut BTreeMap<Under, Sum>,
) -> Result<()> {
    let kind: TouchKind = read("outreach_touch.kind", &row.kind)?;
    let mut person = match row.patient_id {
        Some(patient) => Some(person(tx, row.program_id, patient, row.at).await?),
        None => None,
    };
    if let Some(person) = &mut person {
        if kind.leads() {
            person.last_at = person.last_at.max(row.at);
            person.last_channel.clone_from(&row.channel);
            (person.last_template, person.last_agent) = (row.template_id, row.agent_id);
        } else {
            if row.channel.is_empty() {
                row.channel.clone_from(&person.last_channel);
            }
            if row.template_id == 0 {
                row.template_id = person.last_template;
            }
            if row.agent_id == 0 {
                row.agent_id = person.last_agent;
            }
        }
    }
    if row.key.starts_with("message/")
        && let Ok(channel) = row.channel.parse()
    {
        row.cost_cents = i64::from(program.cost_of(channel));
    }
    let at = UtcMillis(row.at);
    let (day, hour): (i64, i64) = LocalDateTime::at(at, zone)
        .map_or((at.date_utc().days_since_epoch(), 0), |local| (local.date().days_since_epoch(), local.hour().into()));
    let list = person.as_ref().map_or(0, |person| person.list_id);
    for (place, measure) in kind.measures().iter().enumerate() {
        let first = person.as_mut().is_some_and(|person| {
            let mark = format!(" {} ", measure.code());
            let first = !person.counted.contains(&mark);
            if first {
                person.counted.push_str(&mark[1..]);
            }
            first
        });
        for by in Breakdown::ALL {
            let of = match by {
                Breakdown::Day => String::new(),
                Breakdown::List => list.to_string(),
                Breakdown::Channel => row.channel.clone(),
                Breakdown::Variant => row.template_id.to_string(),
                Breakdown::Agent => row.agent_id.to_string(),
                Breakdown::Hour => hour.to_string(),
            };
            let under = Under { program: row.program_id, by, day, of, measure: *measure };
            let sum: &mut Sum = sums.entry(under).or_default();
            sum.events += 1;
            sum.people += i64::from(first);
            sum.cost_cents += if place == 0 { row.cost_cents } else { 0 };
        }
    }
    if let (Some(person), Some(patient)) = (person, row.patient_id) {
        keep(tx, row.program_id, patient, &person).await?;
    }
    sqlx::query(
        "UPDATE outreach_touch SET counted = 1, day = $1, hour = $2, list_id = $3, channel = $4, template_id = $5,
            agent_id = $6, cost_cents = $7 WHERE id = $8",
    )
    .bind(day)
    .bind(hour)
    .bind(list)
    .bind(&row.channel)
    .bind(row.template_id)
    .bind(row.agent_id)
    .bind(row.cost_cents)
    .bind(row.id)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Somebody in a program; who is new to it comes by its newest list that names them.
async fn person(tx: &mut Tx, program: i64, patient: i64, at: i64) -> Result<Person> {
    sqlx::query(
        "INSERT INTO outreach_person (program_id, patient_id, last_at, list_id)
         VALUES ($1, $2, $3, COALESCE((SELECT MAX(m.list_id) FROM prospect_member m
            JOIN prospect_list l ON l.id = m.list_id WHERE m.patient_id = $4 AND l.program_id = $5), 0))
         ON CONFLICT (program_id, patient_id) DO NOTHING",
    )
    .bind(program)
    .bind(patient)
    .bind(at)
    .bind(patient)
    .bind(program)
    .execute(&mut **tx)
    .await?;
    Ok(sqlx::query_as(
        "SELECT list_id, last_at, last_channel, last_template, last_agent, counted FROM outreach_person
         WHERE program_id = $1 AND patient_id = $2",
    )
    .bind(program)
    .bind(patient)
    .fetch_one(&mut **tx)
    .await?)
}

async fn keep(tx: &mut Tx, program: i64, patient: i64, person: &Person) -> Result<()> {
    sqlx::query(
        "UPDATE outreach_person SET last_at = $1, last_channel = $2, last_template = $3, last_agent = $4, counted = $5
         WHERE program_id = $6 AND patient_id = $7",
    )
    .bind(person.last_at)
    .bind(&person.last_channel)
    .bind(person.last_template)
    .bind(person.last_agent)
    .bind(&person.counted)
    .bind(program)
    .bind(patient)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn add(tx: &mut Tx, under: Under, sum: Sum) -> Result<()> {
    sqlx::query(
        "INSERT INTO outreach_figure (program_id, by_what, day, of_what, measure, events, people, cost_cents)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (program_id, by_what, day, of_what, measure) DO UPDATE SET
            events = outreach_figure.events + excluded.events, people = outreach_figure.people + excluded.people,
            cost_cents = outreach_figure.cost_cents + excluded.cost_cents",
    )
    .bind(under.program)
    .bind(under.by.code())
    .bind(under.day)
    .bind(under.of)
    .bind(under.measure.code())
    .bind(sum.events)
    .bind(sum.people)
    .bind(sum.cost_cents)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
