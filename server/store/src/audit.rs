//! The append-only log of who saw or changed what, the patients shown included (45 CFR 164.312(b)).

use crate::Permit;
use crate::actor::Actor;
use crate::boxed;
use crate::db::{Db, Dialect, Tx, placeholders};
use crate::error::Result;
use shared::paging::{Page, PageQuery};
use shared::people::ViewAudit;
use shared::time::UtcMillis;

/// One thing to be written down.
#[derive(Debug, Clone, Default)]
pub struct Entry<'a> {
    /// view, search, list, export, create, update, delete, go-live, stop, sign-in …
    pub action: &'a str,
    /// The domain noun: patient, segment, template, journey, event, staff, setting, import …
    pub entity: &'a str,
    pub entity_uid: Option<String>,
    /// Keys of all patients the action showed.
    pub patients: &'a [i64],
    /// What changed, without protected health information.
    pub detail: String,
}

/// Writes `entry` in the transaction of what it describes: neither happens without the other.
///
/// # Errors
/// When the database refuses; the caller's transaction must then not commit.
pub async fn record(tx: &mut Tx, actor: &Actor, now: UtcMillis, entry: Entry<'_>) -> Result<()> {
    let mut patients = entry.patients.to_vec();
    patients.sort_unstable();
    patients.dedup();
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO audit_event (at, staff_id, actor, action, entity, entity_uid, patients, detail, request_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
    )
    .bind(now.0)
    .bind(actor.staff.as_ref().map(|staff| staff.key))
    .bind(&actor.name)
    .bind(entry.action)
    .bind(entry.entity)
    .bind(entry.entity_uid)
    .bind(patients.len() as i64)
    .bind(entry.detail)
    .bind(&actor.request_id)
    .fetch_one(&mut **tx)
    .await?;
    for chunk in patients.chunks(5_000) {
        let sql = format!(
            "INSERT INTO audit_patient (audit_id, patient_id) VALUES {}",
            placeholders(Dialect::of(tx), chunk.len(), 2)
        );
        let mut insert = sqlx::query(&sql);
        for patient in chunk {
            insert = insert.bind(id).bind(*patient);
        }
        insert.execute(&mut **tx).await?;
    }
    Ok(())
}

/// [`record`] for a read, which has no transaction of its own.
///
/// # Errors
/// When it can't be written: the caller must then not show what it read.
pub async fn record_read(db: &Db, actor: &Actor, now: UtcMillis, entry: Entry<'_>) -> Result<()> {
    let mut tx = db.begin().await?;
    record(&mut tx, actor, now, entry).await?;
    tx.commit().await?;
    Ok(())
}

/// A line of the audit log as the privacy officer reads it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Line {
    pub id: i64,
    pub at: i64,
    pub actor: String,
    pub action: String,
    pub entity: String,
    pub entity_uid: Option<String>,
    pub patients: i64,
    pub detail: String,
}

/// The newest entries first; `search` looks in the actor, action, entity and detail.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn page(db: &Db, _permit: &Permit<ViewAudit>, query: &PageQuery) -> Result<Page<Line>> {
    let like = format!("%{}%", query.search.trim().to_lowercase());
    const MATCHES: &str = "($1 = '%%' OR lower(actor || ' ' || action || ' ' || entity || ' ' || detail) LIKE $1)";
    let total: i64 = sqlx::query_scalar(&format!("SELECT COUNT(*) FROM audit_event WHERE {MATCHES}"))
        .bind(&like)
        .fetch_one(db.read())
        .await?;
    let rows = sqlx::query_as(&format!(
        "SELECT id, at, actor, action, entity, entity_uid, patients, detail FROM audit_event WHERE {MATCHES}
         ORDER BY id DESC LIMIT $2 OFFSET $3"
    ))
    .bind(&like)
    .bind(query.limit())
    .bind(query.offset())
    .fetch_all(db.read())
    .await?;
    Ok(Page { rows, total: total as u64 })
}

/// The patients that entry showed: public id and name, by family name.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn patients_shown(db: &Db, _permit: &Permit<ViewAudit>, entry: i64) -> Result<Vec<(String, String)>> {
    Ok(sqlx::query_as(
        "SELECT p.uid, p.given || ' ' || p.family FROM audit_patient a JOIN patient p ON p.id = a.patient_id
         WHERE a.audit_id = $1 ORDER BY p.family, p.given LIMIT 1000",
    )
    .bind(entry)
    .fetch_all(db.read())
    .await?)
}
