//! Writing drafts: new, saved, renamed, copied.

use super::{Row, write_body};
use crate::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use shared::audit::AuditAction;
use shared::field::FieldError;
use shared::ids::TemplateId;
use shared::messages::{Body, TemplateView};
use shared::noun::Noun;
use shared::people::EditMessages;
use shared::time::UtcMillis;
use uuid::Uuid;

/// A name fit to be stored.
fn checked(name: &str) -> Result<String> {
    let name = name.trim();
    let complaint = match name.chars().count() {
        0 => "Give the template a name.",
        1..=150 => return Ok(name.to_owned()),
        _ => "Keep the name within 150 characters.",
    };
    Err(StoreError::Invalid(vec![FieldError::new("name", complaint)]))
}

fn taken(error: sqlx::Error) -> StoreError {
    StoreError::from(error).on("template_name_key", "name", "There is a template of this name already. Choose another.")
}

/// A new draft.
///
/// # Errors
/// A complaint at `name` when it is empty, too long or taken.
#[boxed]
pub async fn create(
    tx: &mut Tx,
    permit: &Permit<EditMessages>,
    now: UtcMillis,
    name: &str,
    body: &Body,
) -> Result<TemplateId> {
    let id = TemplateId(Uuid::now_v7());
    sqlx::query(
        "INSERT INTO template (uid, name, status, channel, draft, subject, purpose, picture_uid, created_at, updated_at, staff_id)
         VALUES ($1, $2, 'draft', $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(id.to_string())
    .bind(checked(name)?)
    .bind(body.channel().code())
    .bind(write_body(body)?)
    .bind(body.title())
    .bind(body.purpose().code())
    .bind(body.picture().map(|id| id.to_string()))
    .bind(now.0)
    .bind(now.0)
    .bind(permit.staff_key())
    .execute(&mut **tx)
    .await
    .map_err(taken)?;
    let entry = Entry { entity_uid: Some(id.to_string()), ..Entry::new(AuditAction::Create, Noun::Message) };
    audit::record(tx, permit.actor(), now, entry).await?;
    Ok(id)
}

/// Saves the draft; answers the new revision. Not written to the audit log keystroke by keystroke: going live is.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else saved meanwhile, or when the template is not being edited.
#[boxed]
pub async fn save(
    db: &Db,
    _permit: &Permit<EditMessages>,
    now: UtcMillis,
    id: TemplateId,
    revision: i64,
    body: &Body,
) -> Result<i64> {
    if let Some(complaint) = body.too_large() {
        return Err(StoreError::conflict(complaint));
    }
    let text = write_body(body)?;
    if text.len() > 400_000 {
        return Err(StoreError::conflict("The message is too long. Shorten its texts."));
    }
    let mut tx = db.begin().await?;
    let saved: Option<i64> = sqlx::query_scalar(
        "UPDATE template SET draft = $1, subject = $2, purpose = $3, picture_uid = $4, updated_at = $5, revision = revision + 1
         WHERE uid = $6 AND revision = $7 AND channel = $8 AND draft IS NOT NULL AND status <> 'archived' RETURNING revision",
    )
    .bind(text)
    .bind(body.title())
    .bind(body.purpose().code())
    .bind(body.picture().map(|id| id.to_string()))
    .bind(now.0)
    .bind(id.to_string())
    .bind(revision)
    .bind(body.channel().code())
    .fetch_optional(&mut *tx)
    .await?;
    let Some(saved) = saved else {
        let row = Row::by_id(&mut tx, id).await?;
        return Err(StoreError::conflict(if row.draft.is_none() {
            "This template is live and not being edited. Choose Edit as new version."
        } else {
            "This template was changed in another window, by you or a colleague. Reload to see that version."
        }));
    };
    tx.commit().await?;
    Ok(saved)
}

/// Gives the template another name.
///
/// # Errors
/// A complaint at `name` when it is empty, too long or taken.
#[boxed]
pub async fn rename(db: &Db, permit: &Permit<EditMessages>, now: UtcMillis, id: TemplateId, name: &str) -> Result<()> {
    let mut tx = db.begin().await?;
    let renamed: Option<i64> =
        sqlx::query_scalar("UPDATE template SET name = $1, updated_at = $2 WHERE uid = $3 RETURNING id")
            .bind(checked(name)?)
            .bind(now.0)
            .bind(id.to_string())
            .fetch_optional(&mut *tx)
            .await
            .map_err(taken)?;
    renamed.ok_or(StoreError::NotFound)?;
    let entry = Entry {
        entity_uid: Some(id.to_string()),
        detail: "renamed".into(),
        ..Entry::new(AuditAction::Update, Noun::Message)
    };
    audit::record(&mut tx, permit.actor(), now, entry).await?;
    tx.commit().await?;
    Ok(())
}

/// A copy of what the template shows now, under another name: a draft of its own, tied to the original by nothing.
///
/// # Errors
/// A complaint at `name`; [`StoreError::NotFound`] when there is no such template.
#[boxed]
pub async fn save_as(
    db: &Db,
    permit: &Permit<EditMessages>,
    now: UtcMillis,
    id: TemplateId,
    name: &str,
) -> Result<TemplateView> {
    let mut tx = db.begin().await?;
    let original = Row::by_id(&mut tx, id).await?;
    let copy = create(&mut tx, permit, now, name, &original.body()?).await?;
    let view = Row::by_id(&mut tx, copy).await?.view()?;
    tx.commit().await?;
    Ok(view)
}
