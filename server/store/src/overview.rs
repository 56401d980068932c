//! The home page's facts and the palette's names, read across all areas.

use crate::Permit;
use crate::boxed;
use crate::db::Db;
use crate::document;
use crate::error::Result;
use crate::search::TextSearch;
use crate::settings;
use crate::stored::{known, read};
use shared::activity::ActivityKind;
use shared::events::EventFields;
use shared::noun::{Noun, Thing};
use shared::overview::{Attention, ComingEvent, Counts, Happening, Hour, KeyFigures, Named, Overview, RunningJourney};
use shared::people::{SignedIn, ViewOutreach};
use shared::time::{Millis, UtcMillis};

const DAY: i64 = Millis::days(1).0;
const HOUR: i64 = Millis::minutes(60).0;

/// Everything the home page shows; counts and names of things, never of patients.
#[boxed]
pub async fn overview(db: &Db, _permit: &Permit<SignedIn>, now: UtcMillis) -> Result<Overview> {
    let week_ago = now - Millis::days(7);
    let figures = figures(db, week_ago).await?;
    Ok(Overview {
        attention: attention(db, week_ago, figures.patients).await?,
        journeys: journeys(db).await?,
        events: events(db, now).await?,
        happened: happened(db, week_ago).await?,
        hours: hours(db, week_ago).await?,
        figures,
        now,
    })
}

async fn figures(db: &Db, since: UtcMillis) -> Result<KeyFigures> {
    let (patients, with_email): (i64, i64) = sqlx::query_as(
        "SELECT (SELECT COUNT(*) FROM patient WHERE active = 1 AND deceased = 0 AND relationship = 'patient'),
           (SELECT COUNT(DISTINCT c.patient_id) FROM contact_point c JOIN patient p ON p.id = c.patient_id
            WHERE c.system = 'email' AND p.active = 1 AND p.deceased = 0)",
    )
    .fetch_one(db.read())
    .await?;
    // A test is sent to see how it looks: it counts in no figure.
    let (sent, opened): (i64, i64) = sqlx::query_as(
        "SELECT COUNT(*), COUNT(opened_at) FROM outbox
         WHERE status = 'sent' AND sent_at >= $1 AND origin_kind <> 'test'",
    )
    .bind(since.0)
    .fetch_one(db.read())
    .await?;
    let registrations = count(db, "SELECT COUNT(*) FROM registration WHERE created_at >= $1", since.0).await?;
    let inside_journeys =
        sqlx::query_scalar("SELECT COUNT(*) FROM journey_run WHERE status = 'waiting'").fetch_one(db.read()).await?;
    Ok(KeyFigures { patients, with_email, sent, opened, registrations, inside_journeys })
}

async fn count(db: &Db, sql: &str, since: i64) -> Result<i64> {
    Ok(sqlx::query_scalar(sql).bind(since).fetch_one(db.read()).await?)
}

async fn journeys(db: &Db) -> Result<Vec<RunningJourney>> {
    let rows: Vec<(String, String, i64, i64, Option<i64>)> = sqlx::query_as(
        "SELECT j.uid, j.name, (SELECT COUNT(*) FROM journey_run r WHERE r.journey_id = j.id),
           (SELECT COUNT(*) FROM journey_run r WHERE r.journey_id = j.id AND r.status = 'waiting'), j.end_at
         FROM journey j WHERE j.status IN ('live', 'going-live') ORDER BY j.updated_at DESC, j.id LIMIT 6",
    )
    .fetch_all(db.read())
    .await?;
    rows.into_iter()
        .map(|(uid, name, entered, waiting, end_at)| {
            let (id, end_at) = (read("journey.uid", &uid)?, end_at.map(UtcMillis));
            Ok(RunningJourney { id, name, entered, waiting, finished: entered - waiting, end_at })
        })
        .collect()
}

async fn events(db: &Db, now: UtcMillis) -> Result<Vec<ComingEvent>> {
    type Row = (i64, String, String, Option<i64>, String, i64, Option<i64>);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, uid, name, starts_at, fields, taken, capacity FROM event
         WHERE status = 'live' AND (ends_at IS NULL OR ends_at >= $1) ORDER BY starts_at, id LIMIT 6",
    )
    .bind(now.0)
    .fetch_all(db.read())
    .await?;
    rows.into_iter()
        .map(|(key, uid, name, starts_at, fields, taken, capacity)| {
            // One that can't be read is in the log and shown without its zone: it must not take the others along.
            let time_zone = document::read("event", key, &fields)
                .map_or_else(|_| String::new(), |fields: EventFields| fields.time_zone);
            let id = read("event.uid", &uid)?;
            Ok(ComingEvent { id, name, starts_at: starts_at.map(UtcMillis), time_zone, taken, capacity })
        })
        .collect()
}

async fn attention(db: &Db, since: UtcMillis, patients: i64) -> Result<Vec<Attention>> {
    let mut all: Vec<Attention> = crate::outbox::pauses(db).await?.into_iter().map(Attention::Paused).collect();
    let in_doubt: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM outbox WHERE status = 'in-doubt'").fetch_one(db.read()).await?;
    if in_doubt > 0 {
        all.push(Attention::InDoubt(in_doubt));
    }
    let failed =
        count(db, "SELECT COUNT(*) FROM outbox WHERE status IN ('failed', 'expired') AND created_at >= $1", since.0)
            .await?;
    if failed > 0 {
        all.push(Attention::Failed(failed));
    }
    let broken: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT uid, name, error FROM segment WHERE error IS NOT NULL AND status = 'live' ORDER BY error_at DESC LIMIT 5",
    )
    .fetch_all(db.read())
    .await?;
    for (uid, name, error) in broken {
        all.push(Attention::SegmentError { id: read("segment.uid", &uid)?, name, error });
    }
    let organization = settings::organization(db).await?;
    if organization.postal_address.is_empty() {
        all.push(Attention::NoPostalAddress);
    }
    if organization.sender_address.is_empty() {
        all.push(Attention::NoSender);
    }
    if patients == 0 {
        all.push(Attention::NoPatients);
    }
    Ok(all)
}

/// Each recipient's message is a subject of its own; what is told is how many were opened.
async fn happened(db: &Db, since: UtcMillis) -> Result<Vec<Happening>> {
    let message = Noun::SentMessage;
    let rows: Vec<(i64, i64, String, String, String, String, i64)> = sqlx::query_as(&format!(
        "SELECT MAX(at), MAX(id), kind, subject, MAX(subject_uid), summary, COUNT(*) FROM activity WHERE at >= $1
         GROUP BY kind, subject, CASE WHEN subject = '{message}' THEN '' ELSE subject_uid END, summary, at / {DAY}
         ORDER BY 1 DESC LIMIT 12"
    ))
    .bind(since.0)
    .fetch_all(db.read())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(at, id, kind, subject, subject_uid, summary, times)| Happening {
            at: UtcMillis(at),
            kind: known("activity", id, &kind),
            about: Thing::read(&known("activity", id, &subject), &subject_uid),
            summary,
            times,
        })
        .collect())
}

async fn hours(db: &Db, since: UtcMillis) -> Result<Vec<Hour>> {
    let (sent, opened) = (ActivityKind::MessageSent, ActivityKind::MessageOpened);
    let registered = ActivityKind::EventRegistered;
    let rows: Vec<(i64, i64, i64, i64)> = sqlx::query_as(&format!(
        "SELECT at / {HOUR}, COUNT(CASE WHEN kind = '{sent}' THEN 1 END),
           COUNT(CASE WHEN kind = '{opened}' THEN 1 END), COUNT(CASE WHEN kind = '{registered}' THEN 1 END)
         FROM activity WHERE at >= $1 AND kind IN ('{sent}', '{opened}', '{registered}')
         GROUP BY 1 ORDER BY 1"
    ))
    .bind(since.0)
    .fetch_all(db.read())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(hour, sent, opened, registered)| Hour {
            starts: UtcMillis(hour * HOUR),
            counts: Counts { sent, opened, registered },
        })
        .collect())
}

/// Segments, templates, journeys and events whose name contains `text`, at most five of each.
#[boxed]
pub async fn named(db: &Db, _permit: &Permit<ViewOutreach>, text: &str) -> Result<Vec<Named>> {
    let search = TextSearch::contains(db.dialect(), text);
    let named = search.matches("name", "$1");
    let mut found = Vec::new();
    for noun in [Noun::Segment, Noun::Message, Noun::Journey, Noun::Event] {
        let Some(table) = noun.named_in() else { continue };
        let rows: Vec<(String, String, String)> = sqlx::query_as(&format!(
            "SELECT uid, name, status FROM {table} WHERE {named} ORDER BY lower(name), id LIMIT 5"
        ))
        .bind(search.pattern())
        .fetch_all(db.read())
        .await?;
        for (uid, name, status) in rows {
            found.push(Named { thing: Thing { noun, id: read(table, &uid)? }, name, status });
        }
    }
    Ok(found)
}
