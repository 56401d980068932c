//! The append-only log of who saw or changed what, the patients shown included (45 CFR 164.312(b)).

mod name;
mod read;

pub use read::{Line, Wanted, count, lines_before, name_of_patient, page, patients_shown, people};

use crate::actor::Actor;
use crate::counts::number;
use crate::db::{Db, Dialect, Tx, placeholders};
use crate::error::Result;
use shared::audit::AuditAction;
use shared::noun::Noun;
use shared::time::UtcMillis;

/// One thing to be written down.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    pub action: AuditAction,
    /// To what it was done.
    pub entity: Noun,
    /// What the thing is called is looked up by it and written down too.
    pub entity_uid: Option<String>,
    /// Keys of all patients the action showed.
    pub patients: &'a [i64],
    /// What changed, without protected health information.
    pub detail: String,
}

impl Entry<'_> {
    /// One that names no single thing and shows no patients.
    #[must_use]
    pub const fn new(action: AuditAction, entity: Noun) -> Self {
        Self { action, entity, entity_uid: None, patients: &[], detail: String::new() }
    }
}

/// Writes `entry` in the transaction of what it describes: neither happens without the other.
///
/// # Errors
/// When the database refuses; the caller's transaction must then not commit.
pub async fn record(tx: &mut Tx, actor: &Actor, now: UtcMillis, entry: Entry<'_>) -> Result<()> {
    let mut patients = entry.patients.to_vec();
    patients.sort_unstable();
    patients.dedup();
    let label = match &entry.entity_uid {
        Some(uid) => name::of(tx, entry.entity, uid).await?,
        None => String::new(),
    };
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO audit_event
            (at, staff_id, actor, action, entity, entity_uid, label, patients, detail, request_id, network)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id",
    )
    .bind(now.0)
    .bind(actor.staff.as_ref().map(|staff| staff.key))
    .bind(&actor.name)
    .bind(entry.action.code())
    .bind(entry.entity.code())
    .bind(entry.entity_uid)
    .bind(label)
    .bind(number(patients.len()))
    .bind(entry.detail)
    .bind(&actor.request.id)
    .bind(&actor.request.network)
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
