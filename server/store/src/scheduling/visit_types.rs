//! Visit types as they are kept: a document each.

use crate::audit::{self as log, Entry};
use crate::boxed;
use crate::document;
use crate::error::{Result, StoreError};
use crate::stored::read;
use crate::{Db, Permit};
use shared::audit::AuditAction;
use shared::ids::VisitTypeId;
use shared::noun::Noun;
use shared::people::{BookAppointments, PlanAvailability};
use shared::scheduling::{VisitType, VisitTypeLine};
use shared::time::UtcMillis;
use uuid::Uuid;

/// All of them by name, those out of use last.
#[boxed]
pub async fn visit_types(db: &Db, _permit: &Permit<BookAppointments>) -> Result<Vec<VisitTypeLine>> {
    let rows: Vec<(String, String, i64)> = sqlx::query_as(
        "SELECT uid, document, CAST(active AS BIGINT) FROM visit_type ORDER BY active DESC, lower(name), id",
    )
    .fetch_all(db.read())
    .await?;
    rows.into_iter()
        .map(|(uid, text, active)| {
            let visit = document::read("visit type", &uid, &text)?;
            Ok(VisitTypeLine { id: read("visit_type.uid", &uid)?, visit, active: active != 0 })
        })
        .collect()
}

/// Keeps what staff say of a visit type; without an id it is a new one. Booked appointments stay as they are.
///
/// # Errors
/// [`StoreError::Invalid`] by field, also for a name that another one has; [`StoreError::NotFound`].
#[boxed]
pub async fn save(
    db: &Db,
    permit: &Permit<PlanAvailability>,
    now: UtcMillis,
    id: Option<VisitTypeId>,
    visit: VisitType,
) -> Result<VisitTypeId> {
    let visit = visit.checked()?;
    let text = document::write("visit type", &visit)?;
    let mut tx = db.begin().await?;
    let new = id.is_none();
    let id = id.unwrap_or_else(|| VisitTypeId(Uuid::now_v7()));
    let written = if new {
        sqlx::query("INSERT INTO visit_type (uid, name, document, updated_at) VALUES ($1, $2, $3, $4)")
    } else {
        sqlx::query("UPDATE visit_type SET name = $2, document = $3, updated_at = $4 WHERE uid = $1")
    }
    .bind(id.to_string())
    .bind(&visit.name)
    .bind(text)
    .bind(now.0)
    .execute(&mut *tx)
    .await
    .map_err(|error| StoreError::from(error).on("visit_type_name_key", "name", "Another visit type has this name."))?;
    if written.rows_affected() == 0 {
        return Err(StoreError::NotFound);
    }
    let action = if new { AuditAction::Create } else { AuditAction::Update };
    let entry = Entry { entity_uid: Some(id.to_string()), ..Entry::new(action, Noun::VisitType) };
    log::record(&mut tx, permit.actor(), now, entry).await?;
    tx.commit().await?;
    Ok(id)
}

/// Takes it out of use, or back in.
///
/// # Errors
/// [`StoreError::NotFound`].
#[boxed]
pub async fn set_active(
    db: &Db,
    permit: &Permit<PlanAvailability>,
    now: UtcMillis,
    id: VisitTypeId,
    active: bool,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let changed = sqlx::query("UPDATE visit_type SET active = $1, updated_at = $2 WHERE uid = $3")
        .bind(i32::from(active))
        .bind(now.0)
        .bind(id.to_string())
        .execute(&mut *tx)
        .await?;
    if changed.rows_affected() == 0 {
        return Err(StoreError::NotFound);
    }
    let detail = if active { "in use" } else { "out of use" }.to_owned();
    let entry = Entry { entity_uid: Some(id.to_string()), detail, ..Entry::new(AuditAction::Update, Noun::VisitType) };
    log::record(&mut tx, permit.actor(), now, entry).await?;
    tx.commit().await?;
    Ok(())
}
