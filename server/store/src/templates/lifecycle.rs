//! From draft to live and on: each step is checked, recorded and final for its version.

use super::{Row, check_facts, write_body};
use crate::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use shared::audit::AuditAction;
use shared::ids::TemplateId;
use shared::messages::{GoLive, TemplateStatus, TemplateView, is_blocked};
use shared::noun::Noun;
use shared::people::EditMessages;
use shared::time::UtcMillis;

async fn audit(
    tx: &mut Tx,
    permit: &Permit<EditMessages>,
    now: UtcMillis,
    action: AuditAction,
    id: TemplateId,
    detail: String,
) -> Result<()> {
    let entry = Entry { entity_uid: Some(id.to_string()), detail, ..Entry::new(action, Noun::Message) };
    audit::record(tx, permit.actor(), now, entry).await
}

async fn set(tx: &mut Tx, now: UtcMillis, row: &Row, status: TemplateStatus, draft: Option<&str>) -> Result<()> {
    sqlx::query("UPDATE template SET status = $1, draft = $2, updated_at = $3, revision = revision + 1 WHERE id = $4")
        .bind(status.code())
        .bind(draft)
        .bind(now.0)
        .bind(row.id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Makes the draft the live version, or says all that is missing.
///
/// # Errors
/// [`StoreError::Conflict`] when there is no draft, or somebody else changed it since `revision`.
#[boxed]
pub async fn go_live(
    db: &Db,
    permit: &Permit<EditMessages>,
    now: UtcMillis,
    id: TemplateId,
    revision: i64,
) -> Result<GoLive> {
    let facts = check_facts(db).await?;
    let mut tx = db.begin().await?;
    let row = Row::by_id(&mut tx, id).await?;
    if row.revision != revision {
        return Err(StoreError::conflict(
            "This template was changed in another window, by you or a colleague. Reload to see that version.",
        ));
    }
    if row.status()? == TemplateStatus::Archived {
        return Err(StoreError::conflict("This template is archived."));
    }
    let body = row.body()?;
    if row.draft.is_some() {
        let problems = body.check(&facts);
        if is_blocked(&problems) {
            return Ok(GoLive::Refused(problems));
        }
        let version = row.version.unwrap_or(0) + 1;
        let key: i64 = sqlx::query_scalar(
            "INSERT INTO template_version (template_id, version, document, live_at, staff_id)
             VALUES ($1, $2, $3, $4, $5) RETURNING id",
        )
        .bind(row.id)
        .bind(version)
        .bind(write_body(&body)?)
        .bind(now.0)
        .bind(permit.staff_key())
        .fetch_one(&mut *tx)
        .await?;
        sqlx::query("UPDATE template SET live_version_id = $1 WHERE id = $2")
            .bind(key)
            .bind(row.id)
            .execute(&mut *tx)
            .await?;
        audit(&mut tx, permit, now, AuditAction::GoLive, id, format!("version {version}")).await?;
    } else if row.status()? == TemplateStatus::Stopped {
        audit(&mut tx, permit, now, AuditAction::GoLive, id, "again".into()).await?;
    } else {
        return Err(StoreError::conflict("This template is live already."));
    }
    set(&mut tx, now, &row, TemplateStatus::Live, None).await?;
    let view = Row::by_id(&mut tx, id).await?.view()?;
    tx.commit().await?;
    Ok(GoLive::Live(view))
}

/// Takes a live template out of use: journeys can't choose it any more; those that have it keep their version.
///
/// # Errors
/// [`StoreError::Conflict`] when it is not live.
#[boxed]
pub async fn stop(db: &Db, permit: &Permit<EditMessages>, now: UtcMillis, id: TemplateId) -> Result<TemplateView> {
    change(db, permit, now, id, AuditAction::Stop, |row| match row.status()? {
        TemplateStatus::Live => Ok((TemplateStatus::Stopped, row.draft.clone())),
        TemplateStatus::Draft | TemplateStatus::Stopped | TemplateStatus::Archived => {
            Err(StoreError::conflict("This template is not live."))
        }
    })
    .await
}

/// Opens a live or stopped template for a new version; what is live stays live until the new one goes live.
///
/// # Errors
/// [`StoreError::Conflict`] when it is archived.
#[boxed]
pub async fn edit_again(
    db: &Db,
    permit: &Permit<EditMessages>,
    now: UtcMillis,
    id: TemplateId,
) -> Result<TemplateView> {
    change(db, permit, now, id, AuditAction::Edit, |row| match row.status()? {
        TemplateStatus::Archived => Err(StoreError::conflict("This template is archived.")),
        status @ (TemplateStatus::Draft | TemplateStatus::Live | TemplateStatus::Stopped) => {
            Ok((status, Some(write_body(&row.body()?)?)))
        }
    })
    .await
}

/// Puts a template away. It leaves the lists; what was sent from it stays readable.
///
/// # Errors
/// [`StoreError::Conflict`] when it is live: stop it first.
#[boxed]
pub async fn archive(db: &Db, permit: &Permit<EditMessages>, now: UtcMillis, id: TemplateId) -> Result<TemplateView> {
    change(db, permit, now, id, AuditAction::Archive, |row| match row.status()? {
        TemplateStatus::Live => Err(StoreError::conflict("This template is live. Stop it first.")),
        TemplateStatus::Draft | TemplateStatus::Stopped | TemplateStatus::Archived => {
            Ok((TemplateStatus::Archived, row.draft.clone()))
        }
    })
    .await
}

async fn change(
    db: &Db,
    permit: &Permit<EditMessages>,
    now: UtcMillis,
    id: TemplateId,
    action: AuditAction,
    next: impl FnOnce(&Row) -> Result<(TemplateStatus, Option<String>)>,
) -> Result<TemplateView> {
    let mut tx = db.begin().await?;
    let row = Row::by_id(&mut tx, id).await?;
    let (status, draft) = next(&row)?;
    set(&mut tx, now, &row, status, draft.as_deref()).await?;
    audit(&mut tx, permit, now, action, id, String::new()).await?;
    let view = Row::by_id(&mut tx, id).await?.view()?;
    tx.commit().await?;
    Ok(view)
}
