//! The home page's facts and the palette's names, read across all areas.

use crate::Permit;
use crate::boxed;
use crate::db::Db;
use crate::document;
use crate::error::Result;
use crate::search::TextSearch;
use crate::settings;
use crate::stored::{known, read};
use shared::events::EventFields;
use shared::noun::{Noun, Thing};
use shared::overview::{Attention, ComingEvent, Counts, Happening, Hour, KeyFigures, Named, Overview, RunningJourney};
use shared::people::{Organization, SignedIn, ViewOutreach};
use shared::time::{LocalDateTime, Millis, UtcMillis};

const DAY: i64 = Millis::days(1).0;
const HOUR: i64 = Millis::minutes(60).0;

/// Everything the home page shows; counts and names of things, never of patients.
#[boxed]
pub async fn overview(db: &Db, _permit: &Permit<SignedIn>, now: UtcMillis) -> Result<Overview> {
    let organization = settings::organization(db).await?;
    let since = week_start(now, &organization.time_zone);
    let hours = hours(db, since).await?;
    let figures = figures(db, &hours).await?;
    Ok(Overview {
        attention: attention(db, since, &organization, figures.patients).await?,
        journeys: journeys(db).await?,
        events: events(db, now).await?,
        happened: happened(db, since).await?,
        hours,
        figures,
        now,
    })
}

/// The first moment of the seven days that end today, by the organization's calendar.
fn week_start(now: UtcMillis, zone: &str) -> UtcMillis {
    let today = LocalDateTime::at(now, zone).map_or_else(|| now.date_utc(), LocalDateTime::date);
    let first = LocalDateTime::day_start(today.plus_days(-6));
    first.in_zone(zone).unwrap_or(now - Millis::days(7))
}

/// What the week's hours add up to, so that head and chart say the same, and how many patients there are.
async fn figures(db: &Db, hours: &[Hour]) -> Result<KeyFigures> {
    let (patients, with_email): (i64, i64) = sqlx::query_as(
        "SELECT (SELECT COUNT(*) FROM patient WHERE relationship = 'patient'),
           (SELECT COUNT(DISTINCT c.patient_id) FROM contact_point c JOIN patient p ON p.id = c.patient_id
            WHERE c.system = 'email' AND p.relationship = 'patient')",
    )
    .fetch_one(db.read())
    .await?;
    let inside_journeys =
        sqlx::query_scalar("SELECT COUNT(*) FROM journey_run WHERE status = 'waiting'").fetch_one(db.read()).await?;
    let Counts { sent, opened, registered } = hours.iter().fold(Counts::default(), |all, hour| all.plus(hour.counts));
    Ok(KeyFigures { patients, with_email, sent, opened, registrations: registered, inside_journeys })
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

async fn attention(db: &Db, since: UtcMillis, organization: &Organization, patients: i64) -> Result<Vec<Attention>> {
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

/// Each recipient's message and each visit is a subject of its own; what is told is how many there were.
async fn happened(db: &Db, since: UtcMillis) -> Result<Vec<Happening>> {
    let (message, appointment) = (Noun::SentMessage, Noun::Appointment);
    let rows: Vec<(i64, i64, String, String, String, String, i64)> = sqlx::query_as(&format!(
        "SELECT MAX(at), MAX(id), kind, subject, MAX(subject_uid), summary, COUNT(*) FROM activity WHERE at >= $1
         GROUP BY kind, subject, CASE WHEN subject IN ('{message}', '{appointment}') THEN '' ELSE subject_uid END, summary, at / {DAY}
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

/// Messages count where the outbox says they left or were opened, registrations where they came in. A test is sent to see how it
/// looks: it counts in no figure.
async fn hours(db: &Db, since: UtcMillis) -> Result<Vec<Hour>> {
    let rows: Vec<(i64, i64, i64, i64)> = sqlx::query_as(&format!(
        "SELECT at / {HOUR}, CAST(SUM(sent) AS BIGINT), CAST(SUM(opened) AS BIGINT), CAST(SUM(registered) AS BIGINT)
         FROM (
           SELECT sent_at AS at, 1 AS sent, 0 AS opened, 0 AS registered FROM outbox
             WHERE status = 'sent' AND sent_at >= $1 AND origin_kind <> 'test'
           UNION ALL
           SELECT opened_at, 0, 1, 0 FROM outbox WHERE opened_at >= $1 AND origin_kind <> 'test'
           UNION ALL
           SELECT created_at, 0, 0, 1 FROM registration WHERE created_at >= $1
         ) AS happened GROUP BY 1 ORDER BY 1"
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
