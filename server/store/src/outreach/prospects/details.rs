//! What staff say of a list: confirmed, its details changed, thrown away.

use super::{audit, today};
use crate::boxed;
use crate::db::Tx;
use crate::document;
use crate::error::{Result, StoreError};
use crate::settings;
use crate::stored::read;
use crate::{Db, Permit};
use shared::audit::AuditAction;
use shared::field::FieldError;
use shared::ids::{ProgramId, ProspectListId};
use shared::outreach::prospects::{ListDetails, ListStatus, Mapping};
use shared::people::EditPrograms;
use shared::time::UtcMillis;

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    source_id: i64,
    status: String,
    digest: String,
    mapping: String,
}

async fn row(tx: &mut Tx, id: ProspectListId) -> Result<(Row, ListStatus)> {
    let row: Row = sqlx::query_as("SELECT id, source_id, status, digest, mapping FROM prospect_list WHERE uid = $1")
        .bind(id.to_string())
        .fetch_one(&mut **tx)
        .await?;
    let status = read("prospect_list.status", &row.status)?;
    Ok((row, status))
}

async fn program_key(tx: &mut Tx, program: Option<ProgramId>) -> Result<Option<i64>> {
    let Some(program) = program else { return Ok(None) };
    let key: Option<i64> = sqlx::query_scalar("SELECT id FROM outreach_program WHERE uid = $1 AND status <> 'ended'")
        .bind(program.to_string())
        .fetch_optional(&mut **tx)
        .await?;
    key.map(Some).ok_or_else(|| vec![FieldError::new("program", "This program is not there any more.")].into())
}

async fn put(tx: &mut Tx, key: i64, details: &ListDetails) -> Result<()> {
    let program = program_key(tx, details.program).await?;
    sqlx::query("UPDATE prospect_list SET name = $1, license = $2, expires_on = $3, program_id = $4 WHERE id = $5")
        .bind(&details.name)
        .bind(&details.license)
        .bind(&details.expires_on)
        .bind(program)
        .bind(key)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The list is imported from now on, and what its columns hold is remembered for its source.
///
/// # Errors
/// [`StoreError::Invalid`] by field (`columns` for what is wrong with those); [`StoreError::Conflict`] when it was confirmed
/// before, or the same file is imported already.
#[boxed]
pub async fn confirm(
    db: &Db,
    permit: &Permit<EditPrograms>,
    now: UtcMillis,
    id: ProspectListId,
    details: ListDetails,
    mapping: &Mapping,
) -> Result<()> {
    let organization = settings::organization(db).await?;
    let (details, _) = details.checked(today(&organization.time_zone, now))?;
    mapping.columns().map_err(|why| vec![FieldError::new("columns", why)])?;
    let mut tx = db.begin().await?;
    db.dialect().one_at_a_time(&mut tx, "prospect upload").await?;
    let (row, status) = row(&mut tx, id).await?;
    if status != ListStatus::Draft {
        return Err(StoreError::conflict("This list was confirmed before."));
    }
    let kept: Mapping = document::read("column mapping", id, &row.mapping)?;
    let headings: Vec<String> = kept.columns.into_iter().map(|column| column.heading).collect();
    if !mapping.fits(&headings) {
        return Err(StoreError::conflict("These are not the columns of this file. Reload to see them."));
    }
    let same: Option<String> = sqlx::query_scalar(
        "SELECT name FROM prospect_list WHERE digest = $1 AND id <> $2 AND status IN ('importing', 'done') LIMIT 1",
    )
    .bind(&row.digest)
    .bind(row.id)
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(name) = same {
        return Err(StoreError::conflict(format!("This file was imported already, as “{name}”: nothing was changed.")));
    }
    put(&mut tx, row.id, &details).await?;
    let text = document::write("column mapping", mapping)?;
    sqlx::query("UPDATE prospect_list SET status = $1, started_at = $2, mapping = $3 WHERE id = $4")
        .bind(ListStatus::Importing.code())
        .bind(now.0)
        .bind(&text)
        .bind(row.id)
        .execute(&mut *tx)
        .await?;
    sqlx::query("UPDATE prospect_source SET mapping = $1, updated_at = $2 WHERE id = $3")
        .bind(text)
        .bind(now.0)
        .bind(row.source_id)
        .execute(&mut *tx)
        .await?;
    audit(&mut tx, permit, now, AuditAction::Import, id, "confirmed".into()).await?;
    tx.commit().await?;
    Ok(())
}

/// Changes name, license note, expiry date or program of a list.
///
/// # Errors
/// [`StoreError::Invalid`] by field; [`StoreError::Conflict`] once it has expired.
#[boxed]
pub async fn save_details(
    db: &Db,
    permit: &Permit<EditPrograms>,
    now: UtcMillis,
    id: ProspectListId,
    details: ListDetails,
) -> Result<()> {
    let organization = settings::organization(db).await?;
    let (details, _) = details.checked(today(&organization.time_zone, now))?;
    let mut tx = db.begin().await?;
    let (row, status) = row(&mut tx, id).await?;
    if status == ListStatus::Expired {
        return Err(StoreError::conflict("This list has expired, and its people are erased."));
    }
    put(&mut tx, row.id, &details).await?;
    audit(&mut tx, permit, now, AuditAction::Update, id, format!("expires on {}", details.expires_on)).await?;
    tx.commit().await?;
    Ok(())
}

/// Throws a file away that nobody confirmed.
///
/// # Errors
/// [`StoreError::Conflict`] when it was confirmed.
#[boxed]
pub async fn discard(db: &Db, permit: &Permit<EditPrograms>, now: UtcMillis, id: ProspectListId) -> Result<()> {
    let mut tx = db.begin().await?;
    let (row, status) = row(&mut tx, id).await?;
    if status != ListStatus::Draft {
        return Err(StoreError::conflict("This list was confirmed: it stays until it expires."));
    }
    audit(&mut tx, permit, now, AuditAction::Delete, id, "thrown away before it was confirmed".into()).await?;
    sqlx::query("DELETE FROM prospect_list WHERE id = $1").bind(row.id).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(())
}
