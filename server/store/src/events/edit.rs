//! Planning an event: making one, changing it field by field, copying it, deleting a draft.

use super::record::{self, Stored};
use crate::audit::{self, Entry};
use crate::boxed;
use crate::counts::number;
use crate::document;
use crate::error::{Result, StoreError};
use crate::{Db, Permit, Tx};
use shared::audit::AuditAction;
use shared::events::{EventField, EventFields, Stage, Status, checks, slug, when};
use shared::field::FieldError;
use shared::ids::EventId;
use shared::noun::Noun;
use shared::people::EditEvents;
use shared::time::UtcMillis;
use uuid::Uuid;

/// Makes a draft named `name` in `time_zone`, with a free public address made from the name.
///
/// # Errors
/// At `name` when it is empty or too long.
#[boxed]
pub async fn create(
    db: &Db,
    permit: &Permit<EditEvents>,
    now: UtcMillis,
    name: &str,
    time_zone: &str,
) -> Result<EventId> {
    let mut fields = EventFields { time_zone: time_zone.to_owned(), ..EventFields::default() };
    fields.set(EventField::Name, name).map_err(|error| vec![error])?;
    let mut tx = db.begin().await?;
    let id = insert(&mut tx, permit, now, fields).await?;
    audit(&mut tx, permit, now, AuditAction::Create, id, String::new()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Copies an event with its agenda as a new draft without dates; nobody is registered for it.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such event.
#[boxed]
pub async fn duplicate(db: &Db, permit: &Permit<EditEvents>, now: UtcMillis, id: EventId) -> Result<EventId> {
    let mut tx = db.begin().await?;
    let Stored { key, record } = record::by_id(&mut tx, id).await?;
    let name: String = format!("Copy of {}", record.fields.name).chars().take(120).collect();
    let fields = EventFields { name, starts: None, ends: None, ..record.fields };
    let copy = insert(&mut tx, permit, now, fields).await?;
    let copy_key = record::by_id(&mut tx, copy).await?.key;
    for (ordinal, speaker) in record.speakers.iter().enumerate() {
        sqlx::query(
            "INSERT INTO event_speaker (uid, event_id, ordinal, name, role, bio) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(Uuid::now_v7().to_string())
        .bind(copy_key)
        .bind(number(ordinal))
        .bind(&speaker.name)
        .bind(&speaker.role)
        .bind(&speaker.bio)
        .execute(&mut *tx)
        .await?;
    }
    audit(&mut tx, permit, now, AuditAction::Create, copy, format!("copy of event {id} (row {key})")).await?;
    tx.commit().await?;
    Ok(copy)
}

/// Sets one field from what was typed. A live event keeps everything it needs to be live.
///
/// # Errors
/// At the field, when the value can't stand; [`StoreError::Conflict`] for a cancelled event.
#[boxed]
pub async fn set_field(
    db: &Db,
    permit: &Permit<EditEvents>,
    now: UtcMillis,
    id: EventId,
    field: EventField,
    value: &str,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let Stored { key, record } = record::lock(&mut tx, id).await?;
    if record.status == Status::Cancelled {
        return Err(StoreError::conflict("This event is cancelled and can't be changed."));
    }
    let mut fields = record.fields.clone();
    fields.set(field, value).map_err(|error| vec![error])?;
    if fields == record.fields {
        return Ok(());
    }
    if record.status == Status::Live
        && let Some(error) = checks::missing(&fields).into_iter().next()
    {
        return Err(vec![FieldError::new(field.code(), format!("The event is live: {}", error.message))].into());
    }
    if let (Some(capacity), true) = (fields.capacity, field == EventField::Capacity)
        && capacity < record.taken
    {
        let message = format!("{} places are taken already.", record.taken);
        return Err(vec![FieldError::new(field.code(), message)].into());
    }
    let in_calendars = record.status == Status::Live && field.about().in_calendars;
    write(&mut tx, key, &fields, now, i64::from(in_calendars)).await?;
    if record.status != Status::Live {
        note_readiness(&mut tx, key, &fields).await?;
    }
    if matches!(field, EventField::Starts | EventField::TimeZone) {
        super::reminders::plan_again(&mut tx, key, now).await?;
    }
    audit(&mut tx, permit, now, AuditAction::Update, id, record.fields.change(&fields, field)).await?;
    tx.commit().await?;
    Ok(())
}

/// Moves the planning on to the next stage, or one back before the event was live.
///
/// # Errors
/// [`StoreError::Conflict`] where there is no such stage.
#[boxed]
pub async fn move_stage(
    db: &Db,
    permit: &Permit<EditEvents>,
    now: UtcMillis,
    id: EventId,
    forward: bool,
) -> Result<Stage> {
    let mut tx = db.begin().await?;
    let Stored { key, record } = record::lock(&mut tx, id).await?;
    let stage = if forward { record.stage.next() } else { record.stage.previous(record.status) };
    let stage = stage.ok_or_else(|| StoreError::conflict("There is no further stage in that direction."))?;
    sqlx::query("UPDATE event SET stage = $1, updated_at = $2 WHERE id = $3")
        .bind(stage.code())
        .bind(now.0)
        .bind(key)
        .execute(&mut *tx)
        .await?;
    audit(&mut tx, permit, now, AuditAction::Update, id, format!("stage {}", stage.code())).await?;
    tx.commit().await?;
    Ok(stage)
}

/// Deletes an event that the public never saw and nobody is registered for, with its agenda.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such event, [`StoreError::Conflict`] when it was live or somebody is registered.
#[boxed]
pub async fn delete(db: &Db, permit: &Permit<EditEvents>, now: UtcMillis, id: EventId) -> Result<()> {
    let mut tx = db.begin().await?;
    let Stored { key, record } = record::lock(&mut tx, id).await?;
    if !record.status.is_unseen() {
        return Err(StoreError::conflict("An event that was live is kept: cancel it instead."));
    }
    let registrations: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM registration WHERE event_id = $1")
        .bind(key)
        .fetch_one(&mut *tx)
        .await?;
    if registrations > 0 {
        return Err(StoreError::conflict("Somebody is registered for this event: it is kept."));
    }
    sqlx::query("DELETE FROM event WHERE id = $1").bind(key).execute(&mut *tx).await?;
    audit(&mut tx, permit, now, AuditAction::Delete, id, record.fields.name).await?;
    tx.commit().await?;
    Ok(())
}

async fn insert(tx: &mut Tx, permit: &Permit<EditEvents>, now: UtcMillis, mut fields: EventFields) -> Result<EventId> {
    let id = EventId(Uuid::now_v7());
    fields.slug = free_slug(tx, &slug::from_name(&fields.name)).await?;
    let text = document::write("event", &fields)?;
    let (starts_at, ends_at) = moments(&fields)?;
    sqlx::query(
        "INSERT INTO event (uid, status, stage, name, search_text, slug, format, fields, starts_at, ends_at, capacity,
                            created_by, created_at, updated_at)
         VALUES ($1, 'draft', 'preliminaries', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(id.to_string())
    .bind(&fields.name)
    .bind(search_text(&fields))
    .bind(&fields.slug)
    .bind(fields.format.code())
    .bind(text)
    .bind(starts_at.map(|at| at.0))
    .bind(ends_at.map(|at| at.0))
    .bind(fields.capacity.map(i64::from))
    .bind(permit.staff_key())
    .bind(now.0)
    .bind(now.0)
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// Writes the fields and what is derived from them; `sequence` is added to the calendar sequence.
async fn write(tx: &mut Tx, key: i64, fields: &EventFields, now: UtcMillis, sequence: i64) -> Result<()> {
    let (starts_at, ends_at) = moments(fields)?;
    sqlx::query(
        "UPDATE event SET name = $1, search_text = $2, slug = $3, format = $4, fields = $5, starts_at = $6, ends_at = $7,
                capacity = $8, version = version + 1, sequence = sequence + $9, updated_at = $10 WHERE id = $11",
    )
    .bind(&fields.name)
    .bind(search_text(fields))
    .bind((!fields.slug.is_empty()).then_some(fields.slug.as_str()))
    .bind(fields.format.code())
    .bind(document::write("event", fields)?)
    .bind(starts_at.map(|at| at.0))
    .bind(ends_at.map(|at| at.0))
    .bind(fields.capacity.map(i64::from))
    .bind(sequence)
    .bind(now.0)
    .bind(key)
    .execute(&mut **tx)
    .await
    .map_err(|error| StoreError::from(error).on("event_slug_key", "slug", "Another event has this address."))?;
    Ok(())
}

/// Draft or ready, by whether anything is missing.
async fn note_readiness(tx: &mut Tx, key: i64, fields: &EventFields) -> Result<()> {
    let status = if checks::missing(fields).is_empty() { Status::Ready } else { Status::Draft };
    sqlx::query("UPDATE event SET status = $1 WHERE id = $2").bind(status.code()).bind(key).execute(&mut **tx).await?;
    Ok(())
}

/// Start and end as moments, where zone and local times are there.
///
/// # Errors
/// At `time_zone` when there is no such zone; at `starts` or `ends` when clocks skip that time.
fn moments(fields: &EventFields) -> Result<(Option<UtcMillis>, Option<UtcMillis>)> {
    if fields.time_zone.is_empty() {
        return Ok((None, None));
    }
    let zone = when::zone(&fields.time_zone).ok_or_else(|| {
        vec![FieldError::new(EventField::TimeZone.code(), "Choose a time zone from the list, such as America/Chicago.")]
    })?;
    let moment = |field: EventField, local: Option<_>| match local.map(|local| when::moment(local, &zone)) {
        None => Ok(None),
        Some(Ok(at)) => Ok(Some(at)),
        Some(Err(message)) => Err(StoreError::Invalid(vec![FieldError::new(field.code(), message)])),
    };
    Ok((moment(EventField::Starts, fields.starts)?, moment(EventField::Ends, fields.ends)?))
}

/// `slug`, or `slug-2`, `slug-3` … : the first that no event has.
async fn free_slug(tx: &mut Tx, slug: &str) -> Result<String> {
    let taken: Vec<String> = sqlx::query_scalar("SELECT slug FROM event WHERE slug = $1 OR slug LIKE $2")
        .bind(slug)
        .bind(format!("{slug}-%"))
        .fetch_all(&mut **tx)
        .await?;
    let mut candidates = std::iter::once(slug.to_owned()).chain((2..).map(|n| format!("{slug}-{n}")));
    Ok(candidates.find(|candidate| !taken.contains(candidate)).unwrap_or_else(|| slug.to_owned()))
}

fn search_text(fields: &EventFields) -> String {
    format!("{} {} {}", fields.name, fields.summary, fields.venue).to_lowercase()
}

pub(super) async fn audit(
    tx: &mut Tx,
    permit: &Permit<EditEvents>,
    now: UtcMillis,
    action: AuditAction,
    id: EventId,
    detail: String,
) -> Result<()> {
    let entry = Entry { entity_uid: Some(id.to_string()), detail, ..Entry::new(action, Noun::Event) };
    audit::record(tx, permit.actor(), now, entry).await
}

/// Readers of a cached page must ask again.
pub(super) async fn touch(tx: &mut Tx, key: i64, now: UtcMillis) -> Result<()> {
    sqlx::query("UPDATE event SET version = version + 1, updated_at = $1 WHERE id = $2")
        .bind(now.0)
        .bind(key)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
