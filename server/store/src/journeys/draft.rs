//! Making and changing a journey before it is live.

use super::{JourneyRecord, uses};
use crate::audit::{self, Entry};
use crate::boxed;
use crate::error::{Result, StoreError};
use crate::outreach::programs::make_messages;
use crate::{Db, Permit, Tx, segments, settings};
use shared::audit::AuditAction;
use shared::field::FieldError;
use shared::ids::JourneyId;
use shared::journeys::templates::JourneyTemplate;
use shared::journeys::{Audience, Definition, JourneyStatus, Saved, check_name, starter};
use shared::noun::Noun;
use shared::people::{EditJourneys, EditMessages, EditSegments, ViewOutreach};
use shared::time::UtcMillis;
use uuid::Uuid;

/// Makes a draft with an audience and an exit.
///
/// # Errors
/// At `name` when it is empty, too long or taken, or when the database refuses.
#[boxed]
pub async fn create(
    db: &Db,
    permit: &Permit<EditJourneys>,
    now: UtcMillis,
    name: &str,
    zone: &str,
) -> Result<JourneyId> {
    let name = check_name(name)?;
    let mut tx = db.begin().await?;
    let id = insert_draft(&mut tx, permit, now, &name, &starter(zone)).await?;
    tx.commit().await?;
    Ok(id)
}

/// What a journey of the gallery is made with.
#[derive(Debug, Clone)]
pub struct Makers {
    pub segments: Permit<EditSegments>,
    pub messages: Permit<EditMessages>,
    pub journeys: Permit<EditJourneys>,
}

/// Makes a journey from the gallery: its segment and its messages as drafts with its name, and the drawing that links them.
///
/// # Errors
/// At `name` when it is empty, too long or taken, also by a segment or message.
#[boxed]
pub async fn create_from_template(
    db: &Db,
    may: &Makers,
    now: UtcMillis,
    name: &str,
    template: JourneyTemplate,
) -> Result<JourneyId> {
    let name = check_name(name)?;
    let organization = settings::organization(db).await?;
    let mut tx = db.begin().await?;
    let segment = segments::insert_draft(&mut tx, &may.segments, now, &name, &template.segment().rule).await?;
    let made = make_messages(&mut tx, &may.messages, now, &name, template.messages(), &organization).await?;
    let drawn = template.definition(&organization.time_zone, Some(segment), None, &|key| made.get(key).copied());
    let id = insert_draft(&mut tx, &may.journeys, now, &name, &drawn).await?;
    tx.commit().await?;
    Ok(id)
}

/// Makes an independent draft with the same graph. The start and end, which belong to the original, are left out.
///
/// # Errors
/// [`StoreError::NotFound`], at `name`, or when the database refuses.
#[boxed]
pub async fn duplicate(
    db: &Db,
    permit: &Permit<EditJourneys>,
    now: UtcMillis,
    original: JourneyId,
    name: &str,
) -> Result<JourneyId> {
    let name = check_name(name)?;
    let mut tx = db.begin().await?;
    let mut definition = locked(&mut tx, original).await?.definition;
    definition.settings.start = None;
    definition.settings.end = None;
    let id = insert_draft(&mut tx, permit, now, &name, &definition).await?;
    tx.commit().await?;
    Ok(id)
}

/// A new draft with this graph, as a part of something larger.
///
/// # Errors
/// At `name` when it is taken.
pub(crate) async fn insert_draft(
    tx: &mut Tx,
    permit: &Permit<EditJourneys>,
    now: UtcMillis,
    name: &str,
    definition: &Definition,
) -> Result<JourneyId> {
    let id = JourneyId(Uuid::now_v7());
    check_free(tx, id, name).await?;
    let key: i64 = sqlx::query_scalar(
        "INSERT INTO journey (uid, name, status, definition, revision, audience_kind, audience_uid, zone, start_local,
            end_local, created_at, created_by, updated_at)
         VALUES ($1, $2, 'draft', '', 0, '', '', '', '', '', $3, $4, $5) RETURNING id",
    )
    .bind(id.to_string())
    .bind(name)
    .bind(now.0)
    .bind(permit.staff_key())
    .bind(now.0)
    .fetch_one(&mut **tx)
    .await?;
    write_definition(tx, key, 0, definition, now).await?;
    audit(tx, permit, now, AuditAction::Create, id, name.to_owned()).await?;
    Ok(id)
}

/// Changes the name, whatever the status.
///
/// # Errors
/// [`StoreError::NotFound`], at `name`, or when the database refuses.
#[boxed]
pub async fn rename(db: &Db, permit: &Permit<EditJourneys>, now: UtcMillis, id: JourneyId, name: &str) -> Result<()> {
    let name = check_name(name)?;
    let mut tx = db.begin().await?;
    check_free(&mut tx, id, &name).await?;
    let renamed = sqlx::query("UPDATE journey SET name = $1, updated_at = $2 WHERE uid = $3")
        .bind(&name)
        .bind(now.0)
        .bind(id.to_string())
        .execute(&mut *tx)
        .await?;
    if renamed.rows_affected() == 0 {
        return Err(StoreError::NotFound);
    }
    audit(&mut tx, permit, now, AuditAction::Rename, id, name).await?;
    tx.commit().await?;
    Ok(())
}

/// Refuses a name that another journey has, whatever its case.
async fn check_free(tx: &mut Tx, id: JourneyId, name: &str) -> Result<()> {
    let others: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM journey WHERE lower(name) = lower($1) AND uid <> $2")
        .bind(name)
        .bind(id.to_string())
        .fetch_one(&mut **tx)
        .await?;
    if others > 0 {
        return Err(StoreError::Invalid(vec![FieldError::new("name", "Another journey has this name.")]));
    }
    Ok(())
}

/// Deletes a draft. What was ever live is kept: people went through it.
///
/// # Errors
/// [`StoreError::NotFound`], or [`StoreError::Conflict`] when it is no draft.
#[boxed]
pub async fn delete(db: &Db, permit: &Permit<EditJourneys>, now: UtcMillis, id: JourneyId) -> Result<()> {
    let mut tx = db.begin().await?;
    let journey = locked(&mut tx, id).await?;
    if journey.status != JourneyStatus::Draft {
        return Err(StoreError::conflict(format!(
            "This journey is {}; only a draft can be deleted.",
            journey.status.label().to_lowercase()
        )));
    }
    sqlx::query("DELETE FROM journey WHERE id = $1").bind(journey.key).execute(&mut *tx).await?;
    audit(&mut tx, permit, now, AuditAction::Delete, id, journey.name).await?;
    tx.commit().await?;
    Ok(())
}

/// Keeps what the designer shows. Incomplete is fine; it need not be fit to go live.
///
/// # Errors
/// [`StoreError::Conflict`] when it is no draft, or was saved by somebody else since `revision`.
#[boxed]
pub async fn save_draft(
    db: &Db,
    permit: &Permit<EditJourneys>,
    now: UtcMillis,
    id: JourneyId,
    revision: i64,
    definition: &Definition,
) -> Result<Saved> {
    let mut tx = db.begin().await?;
    let journey = locked(&mut tx, id).await?;
    if journey.status != JourneyStatus::Draft {
        return Err(StoreError::conflict(
            "This journey is not a draft any more, so it can't be changed. Reload the page.",
        ));
    }
    if journey.revision != revision {
        return Err(StoreError::conflict("Somebody else changed this journey meanwhile. Reload to see their version."));
    }
    write_definition(&mut tx, journey.key, revision + 1, definition, now).await?;
    audit(&mut tx, permit, now, AuditAction::Update, id, format!("{} tiles", definition.nodes.len())).await?;
    tx.commit().await?;
    Ok(Saved { revision: revision + 1, at: now })
}

/// The definition and the columns copied from it.
async fn write_definition(tx: &mut Tx, key: i64, revision: i64, definition: &Definition, now: UtcMillis) -> Result<()> {
    let (kind, used) = match definition.audience() {
        Some(Audience::Segment(segment)) => ("segment", segment.to_string()),
        Some(Audience::Trigger(trigger)) => ("trigger", trigger.to_string()),
        None => ("", String::new()),
    };
    let settings = &definition.settings;
    let text = serde_json::to_string(definition).map_err(|error| StoreError::corrupt("journey definition", error))?;
    sqlx::query(
        "UPDATE journey SET definition = $1, revision = $2, audience_kind = $3, audience_uid = $4, zone = $5,
            start_local = $6, end_local = $7, updated_at = $8 WHERE id = $9",
    )
    .bind(text)
    .bind(revision)
    .bind(kind)
    .bind(used)
    .bind(&settings.zone)
    .bind(settings.start.map(|at| at.to_string()).unwrap_or_default())
    .bind(settings.end.map(|at| at.to_string()).unwrap_or_default())
    .bind(now.0)
    .bind(key)
    .execute(&mut **tx)
    .await?;
    uses::write(tx, key, definition).await
}

/// A journey as it is now, for a screen.
///
/// # Errors
/// [`StoreError::NotFound`], or when the database can't be read.
#[boxed]
pub async fn record(db: &Db, _permit: &Permit<ViewOutreach>, id: JourneyId) -> Result<JourneyRecord> {
    let row = sqlx::query(&format!("SELECT {} FROM journey WHERE uid = $1", JourneyRecord::COLUMNS))
        .bind(id.to_string())
        .fetch_one(db.read())
        .await?;
    JourneyRecord::read(&row)
}

/// Its definition alone.
///
/// # Errors
/// [`StoreError::NotFound`], or when the database can't be read.
#[boxed]
pub async fn definition(db: &Db, permit: &Permit<ViewOutreach>, id: JourneyId) -> Result<Definition> {
    Ok(record(db, permit, id).await?.definition)
}

/// The journey's row, kept from others until `tx` ends.
pub(super) async fn locked(tx: &mut Tx, id: JourneyId) -> Result<JourneyRecord> {
    // An update that changes nothing locks the row in both databases.
    let row = sqlx::query(&format!(
        "UPDATE journey SET revision = revision WHERE uid = $1 RETURNING {}",
        JourneyRecord::COLUMNS
    ))
    .bind(id.to_string())
    .fetch_one(&mut **tx)
    .await?;
    JourneyRecord::read(&row)
}

pub(super) async fn audit(
    tx: &mut Tx,
    permit: &Permit<EditJourneys>,
    now: UtcMillis,
    action: AuditAction,
    id: JourneyId,
    detail: String,
) -> Result<()> {
    let entry = Entry { entity_uid: Some(id.to_string()), detail, ..Entry::new(action, Noun::Journey) };
    audit::record(tx, permit.actor(), now, entry).await
}
