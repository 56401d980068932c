//! Sessions and speakers of an event.

use super::edit::{audit, touch};
use super::record;
use crate::boxed;
use crate::error::{Result, StoreError};
use crate::{Db, Permit};
use shared::audit::AuditAction;
use shared::events::views::{Session, Speaker};
use shared::events::when;
use shared::field::FieldErrors;
use shared::ids::{EventId, SessionId, SpeakerId};
use shared::people::EditEvents;
use shared::time::UtcMillis;

/// Adds a speaker, or changes the one with that id.
///
/// # Errors
/// At `speaker-name`, `speaker-role` or `speaker-bio`.
#[boxed]
pub async fn save_speaker(
    db: &Db,
    permit: &Permit<EditEvents>,
    now: UtcMillis,
    id: EventId,
    speaker: Speaker,
) -> Result<()> {
    let mut errors = FieldErrors::default();
    errors.require(!speaker.name.trim().is_empty(), "speaker-name", "Enter the speaker's name.");
    errors.require(speaker.name.chars().count() <= 120, "speaker-name", "Keep it to 120 characters.");
    errors.require(speaker.role.chars().count() <= 120, "speaker-role", "Keep it to 120 characters.");
    errors.require(speaker.bio.chars().count() <= 2_000, "speaker-bio", "Keep it to 2000 characters.");
    errors.into_result(())?;
    let mut tx = db.begin().await?;
    let key = record::lock(&mut tx, id).await?.key;
    sqlx::query(
        "INSERT INTO event_speaker (uid, event_id, ordinal, name, role, bio)
         VALUES ($1, $2, (SELECT COUNT(*) FROM event_speaker WHERE event_id = $3), $4, $5, $6)
         ON CONFLICT (uid) DO UPDATE SET name = excluded.name, role = excluded.role, bio = excluded.bio",
    )
    .bind(speaker.id.to_string())
    .bind(key)
    .bind(key)
    .bind(speaker.name.trim())
    .bind(speaker.role.trim())
    .bind(speaker.bio.trim())
    .execute(&mut *tx)
    .await?;
    touch(&mut tx, key, now).await?;
    audit(&mut tx, permit, now, AuditAction::Update, id, "speaker".into()).await?;
    tx.commit().await?;
    Ok(())
}

/// Removes a speaker; sessions stay, without one.
///
/// # Errors
/// [`StoreError::NotFound`] when the event has no such speaker.
#[boxed]
pub async fn remove_speaker(
    db: &Db,
    permit: &Permit<EditEvents>,
    now: UtcMillis,
    id: EventId,
    speaker: SpeakerId,
) -> Result<()> {
    remove(db, permit, now, id, "event_speaker", speaker.to_string()).await
}

/// Adds a session, or changes the one with that id.
///
/// # Errors
/// At `session-title`, `session-starts` or `session-ends`: a session lies within its event.
#[boxed]
pub async fn save_session(
    db: &Db,
    permit: &Permit<EditEvents>,
    now: UtcMillis,
    id: EventId,
    session: Session,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let event = record::lock(&mut tx, id).await?;
    let fields = &event.record.fields;
    let mut errors = FieldErrors::default();
    errors.require(!session.title.trim().is_empty(), "session-title", "Enter a title.");
    errors.require(session.title.chars().count() <= 200, "session-title", "Keep it to 200 characters.");
    errors.require(session.ends > session.starts, "session-ends", "The end must be after the start.");
    let early = fields.starts.is_some_and(|starts| session.starts < starts);
    let late = fields.ends.is_some_and(|ends| session.ends > ends);
    errors.require(!early, "session-starts", "The session begins before the event.");
    errors.require(!late, "session-ends", "The session ends after the event.");
    if let Some(zone) = when::zone(&fields.time_zone) {
        for (field, local) in [("session-starts", session.starts), ("session-ends", session.ends)] {
            if let Err(message) = when::moment(local, &zone) {
                errors.add(field, message);
            }
        }
    }
    errors.into_result(())?;
    sqlx::query(
        "INSERT INTO event_session (uid, event_id, title, starts, ends, speaker_id, summary)
         VALUES ($1, $2, $3, $4, $5, (SELECT id FROM event_speaker WHERE uid = $6 AND event_id = $7), $8)
         ON CONFLICT (uid) DO UPDATE SET title = excluded.title, starts = excluded.starts, ends = excluded.ends,
             speaker_id = excluded.speaker_id, summary = excluded.summary",
    )
    .bind(session.id.to_string())
    .bind(event.key)
    .bind(session.title.trim())
    .bind(session.starts.to_string())
    .bind(session.ends.to_string())
    .bind(session.speaker.map(|speaker| speaker.to_string()).unwrap_or_default())
    .bind(event.key)
    .bind(session.summary.trim())
    .execute(&mut *tx)
    .await?;
    touch(&mut tx, event.key, now).await?;
    audit(&mut tx, permit, now, AuditAction::Update, id, "session".into()).await?;
    tx.commit().await?;
    Ok(())
}

/// Removes a session.
///
/// # Errors
/// [`StoreError::NotFound`] when the event has no such session.
#[boxed]
pub async fn remove_session(
    db: &Db,
    permit: &Permit<EditEvents>,
    now: UtcMillis,
    id: EventId,
    session: SessionId,
) -> Result<()> {
    remove(db, permit, now, id, "event_session", session.to_string()).await
}

async fn remove(
    db: &Db,
    permit: &Permit<EditEvents>,
    now: UtcMillis,
    id: EventId,
    table: &'static str,
    uid: String,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let key = record::lock(&mut tx, id).await?.key;
    let removed = sqlx::query(&format!("DELETE FROM {table} WHERE uid = $1 AND event_id = $2"))
        .bind(uid)
        .bind(key)
        .execute(&mut *tx)
        .await?;
    if removed.rows_affected() == 0 {
        return Err(StoreError::NotFound);
    }
    touch(&mut tx, key, now).await?;
    audit(&mut tx, permit, now, AuditAction::Update, id, format!("removed from {table}")).await?;
    tx.commit().await?;
    Ok(())
}
