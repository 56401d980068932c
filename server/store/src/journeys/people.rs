//! The people behind the figures, and one patient's way through.

use crate::audit::{self, Entry};
use crate::boxed;
use crate::counts::{count, fit};
use crate::error::Result;
use crate::patients::id_of;
use crate::{Db, Permit};
use shared::audit::AuditAction;
use shared::ids::{JourneyId, PatientId};
use shared::journeys::{Definition, NodeId, PassedRow, TraceStep, TravellerRow, outcome_words, read_definition};
use shared::noun::Noun;
use shared::paging::{Page, PageQuery};
use shared::people::ViewPatients;
use shared::phi::Phi;
use shared::time::UtcMillis;
use sqlx::Row;
use sqlx::any::AnyRow;

/// Who waits at `node`, longest first. Writes down whom it showed.
///
/// # Errors
/// [`crate::StoreError::NotFound`], or when the database can't be read or the audit log can't be written.
#[boxed]
pub async fn waiting_at(
    db: &Db,
    permit: &Permit<ViewPatients>,
    now: UtcMillis,
    journey: JourneyId,
    node: NodeId,
    query: &PageQuery,
) -> Result<Page<TravellerRow>> {
    let key = key_of(db, journey).await?;
    let total: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM journey_run WHERE journey_id = $1 AND status = 'waiting' AND node = $2",
    )
    .bind(key)
    .bind(i64::from(node.0))
    .fetch_one(db.read())
    .await?;
    let rows = sqlx::query(
        "SELECT p.id, p.uid, p.given || ' ' || p.family AS name, r.arrived_at, r.due_at
         FROM journey_run r JOIN patient p ON p.id = r.patient_id
         WHERE r.journey_id = $1 AND r.status = 'waiting' AND r.node = $2
         ORDER BY r.due_at, r.id LIMIT $3 OFFSET $4",
    )
    .bind(key)
    .bind(i64::from(node.0))
    .bind(query.limit())
    .bind(query.offset())
    .fetch_all(db.read())
    .await?;
    note_shown(db, permit, now, journey, &rows, format!("people waiting at tile {node}")).await?;
    let line = |row: AnyRow| {
        let (patient, name) = person(&row)?;
        let (since, due) = (UtcMillis(row.try_get("arrived_at")?), UtcMillis(row.try_get("due_at")?));
        Ok(TravellerRow { patient, name, since, due })
    };
    Ok(Page { rows: rows.into_iter().map(line).collect::<Result<_>>()?, total: count(total) })
}

/// Who left `node`, the last first: one line a stay. Writes down whom it showed.
///
/// # Errors
/// [`crate::StoreError::NotFound`], or when the database can't be read or the audit log can't be written.
#[boxed]
pub async fn passed(
    db: &Db,
    permit: &Permit<ViewPatients>,
    now: UtcMillis,
    journey: JourneyId,
    node: NodeId,
    query: &PageQuery,
) -> Result<Page<PassedRow>> {
    let (key, definition): (i64, String) = sqlx::query_as("SELECT id, definition FROM journey WHERE uid = $1")
        .bind(journey.to_string())
        .fetch_one(db.read())
        .await?;
    let definition = readable(journey, &definition);
    let kind = definition.as_ref().and_then(|definition| definition.node(node)).map(|node| &node.kind);
    let total: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM journey_history WHERE journey_id = $1 AND node = $2")
        .bind(key)
        .bind(i64::from(node.0))
        .fetch_one(db.read())
        .await?;
    let rows = sqlx::query(
        "SELECT p.id, p.uid, p.given || ' ' || p.family AS name, h.left_at, h.outcome
         FROM journey_history h JOIN journey_run r ON r.id = h.run_id JOIN patient p ON p.id = r.patient_id
         WHERE h.journey_id = $1 AND h.node = $2 ORDER BY h.id DESC LIMIT $3 OFFSET $4",
    )
    .bind(key)
    .bind(i64::from(node.0))
    .bind(query.limit())
    .bind(query.offset())
    .fetch_all(db.read())
    .await?;
    note_shown(db, permit, now, journey, &rows, format!("people who passed tile {node}")).await?;
    let line = |row: AnyRow| {
        let (patient, name) = person(&row)?;
        let outcome = outcome_words(kind, &row.try_get::<String, _>("outcome")?);
        Ok(PassedRow { patient, name, left_at: UtcMillis(row.try_get("left_at")?), outcome })
    };
    Ok(Page { rows: rows.into_iter().map(line).collect::<Result<_>>()?, total: count(total) })
}

/// Every stay of one patient in every journey, newest journey first, in order within it.
///
/// # Errors
/// When the database can't be read or the audit log can't be written.
#[boxed]
pub async fn trace(
    db: &Db,
    permit: &Permit<ViewPatients>,
    now: UtcMillis,
    patient: PatientId,
) -> Result<Vec<TraceStep>> {
    let key: i64 = sqlx::query_scalar("SELECT id FROM patient WHERE uid = $1")
        .bind(patient.to_string())
        .fetch_one(db.read())
        .await?;
    let rows = sqlx::query(
        "SELECT j.uid, j.name, j.definition, s.node, s.arrived_at, s.left_at, s.outcome FROM (
            SELECT r.journey_id, r.entered_at, r.id AS run_id, h.visit, h.node, h.arrived_at, h.left_at, h.outcome
            FROM journey_run r JOIN journey_history h ON h.run_id = r.id WHERE r.patient_id = $1
            UNION ALL
            SELECT journey_id, entered_at, id, visit, node, arrived_at, NULL, 'waiting'
            FROM journey_run WHERE patient_id = $2 AND status = 'waiting'
         ) s JOIN journey j ON j.id = s.journey_id ORDER BY s.entered_at DESC, s.run_id, s.visit LIMIT 500",
    )
    .bind(key)
    .bind(key)
    .fetch_all(db.read())
    .await?;
    let mut steps = Vec::with_capacity(rows.len());
    for row in rows {
        let journey = super::id(&row.try_get::<String, _>("uid")?)?;
        let definition = readable(journey, &row.try_get::<String, _>("definition")?);
        let id = NodeId(fit(row.try_get::<i64, _>("node")?));
        let node = definition.as_ref().and_then(|definition| definition.node(id));
        let left_at: Option<i64> = row.try_get("left_at")?;
        steps.push(TraceStep {
            journey,
            journey_name: row.try_get("name")?,
            node: node.map_or_else(|| format!("Tile {id}"), |node| node.title().to_owned()),
            arrived_at: UtcMillis(row.try_get("arrived_at")?),
            left_at: left_at.map(UtcMillis),
            outcome: outcome_words(node.map(|node| &node.kind), &row.try_get::<String, _>("outcome")?),
        });
    }
    let entry = Entry {
        action: AuditAction::View,
        entity: Noun::Patient,
        entity_uid: Some(patient.to_string()),
        patients: &[key],
        detail: "way through journeys".into(),
    };
    audit::record_read(db, permit.actor(), now, entry).await?;
    Ok(steps)
}

/// The definition that gives steps their words. A list of people is shown without these where it can't be read.
fn readable(journey: JourneyId, text: &str) -> Option<Definition> {
    read_definition(text)
        .inspect_err(|error| tracing::warn!(table = "journey", key = %journey, %error, "a journey can't be read"))
        .ok()
}

async fn key_of(db: &Db, journey: JourneyId) -> Result<i64> {
    let key = sqlx::query_scalar("SELECT id FROM journey WHERE uid = $1").bind(journey.to_string());
    Ok(key.fetch_one(db.read()).await?)
}

/// Writes down whom `rows` show, by their column `id`.
async fn note_shown(
    db: &Db,
    permit: &Permit<ViewPatients>,
    now: UtcMillis,
    journey: JourneyId,
    rows: &[AnyRow],
    detail: String,
) -> Result<()> {
    let patients = rows.iter().map(|row| row.try_get("id")).collect::<Result<Vec<i64>, _>>()?;
    let entity_uid = Some(journey.to_string());
    let entry = Entry { action: AuditAction::List, entity: Noun::Journey, entity_uid, patients: &patients, detail };
    audit::record_read(db, permit.actor(), now, entry).await
}

/// Whom a row shows, by its columns `uid` and `name`.
fn person(row: &AnyRow) -> Result<(PatientId, Phi<String>)> {
    Ok((id_of(&row.try_get::<String, _>("uid")?)?, Phi::new(row.try_get("name")?)))
}
