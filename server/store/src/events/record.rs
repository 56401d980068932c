//! An event as it is read back, with its agenda.

use crate::Tx;
use crate::boxed;
use crate::document;
use crate::error::{Result, StoreError};
use crate::row::row;
use crate::stored::read;
use shared::events::views::{EventRecord, Session, Speaker};
use shared::events::{EventFields, LocalDateTime};
use shared::ids::{EventId, RegistrationId};
use shared::time::UtcMillis;
use sqlx::AnyConnection;

/// An event and its row key.
#[derive(Debug, Clone)]
pub struct Stored {
    pub key: i64,
    pub record: EventRecord,
}

row! {
    /// An event as its table has it, for every list and page.
    pub(super) struct Row {
        id: i64,
        uid: String,
        name: String,
        status: String,
        stage: String,
        format: String,
        fields: String,
        starts_at: Option<i64>,
        ends_at: Option<i64>,
        capacity: Option<i64>,
        taken: i64,
        version: i64,
        sequence: i64,
        updated_at: i64,
    }
}

impl Row {
    /// What the planner said.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`], logged.
    pub fn fields(&self) -> Result<EventFields> {
        document::read("event", self.id, &self.fields)
    }
}

/// The event with that public id.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
#[boxed]
pub async fn by_id(connection: &mut AnyConnection, id: EventId) -> Result<Stored> {
    let row = sqlx::query_as(&format!("SELECT {} FROM event WHERE uid = $1", Row::COLUMNS))
        .bind(id.to_string())
        .fetch_one(&mut *connection)
        .await?;
    complete(connection, row).await
}

/// The event at that public address, whatever its status.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
#[boxed]
pub async fn by_slug(connection: &mut AnyConnection, slug: &str) -> Result<Stored> {
    let row = sqlx::query_as(&format!("SELECT {} FROM event WHERE slug = $1", Row::COLUMNS))
        .bind(slug)
        .fetch_one(&mut *connection)
        .await?;
    complete(connection, row).await
}

/// The event with that row key.
pub(super) async fn by_key(connection: &mut AnyConnection, key: i64) -> Result<Stored> {
    let row = sqlx::query_as(&format!("SELECT {} FROM event WHERE id = $1", Row::COLUMNS))
        .bind(key)
        .fetch_one(&mut *connection)
        .await?;
    complete(connection, row).await
}

/// Locks the event until `tx` ends, so that whoever counts its places next waits, and reads it. On both databases an
/// update that changes nothing does that.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
#[boxed]
pub async fn lock(tx: &mut Tx, id: EventId) -> Result<Stored> {
    let locked = sqlx::query("UPDATE event SET taken = taken WHERE uid = $1").bind(id.to_string()).execute(&mut **tx);
    if locked.await?.rows_affected() == 0 {
        return Err(StoreError::NotFound);
    }
    by_id(tx, id).await
}

/// [`lock`] of the event that a registration is for.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
#[boxed]
pub async fn lock_of(tx: &mut Tx, registration: RegistrationId) -> Result<Stored> {
    let event: String =
        sqlx::query_scalar("SELECT e.uid FROM registration r JOIN event e ON e.id = r.event_id WHERE r.uid = $1")
            .bind(registration.to_string())
            .fetch_one(&mut **tx)
            .await?;
    lock(tx, read("event.uid", &event)?).await
}

async fn complete(connection: &mut AnyConnection, row: Row) -> Result<Stored> {
    let mut stored = Stored::try_from(row)?;
    stored.record.speakers = speakers(connection, stored.key).await?;
    stored.record.sessions = sessions(connection, stored.key).await?;
    Ok(stored)
}

/// Without agenda and speakers, which lists don't show.
impl TryFrom<Row> for Stored {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        let record = EventRecord {
            id: read("event.uid", &row.uid)?,
            fields: row.fields()?,
            status: read("event.status", &row.status)?,
            stage: read("event.stage", &row.stage)?,
            version: row.version,
            sequence: row.sequence,
            taken: places(row.taken),
            starts_at: row.starts_at.map(UtcMillis),
            ends_at: row.ends_at.map(UtcMillis),
            updated_at: UtcMillis(row.updated_at),
            sessions: Vec::new(),
            speakers: Vec::new(),
        };
        Ok(Self { key: row.id, record })
    }
}

async fn speakers(connection: &mut AnyConnection, event: i64) -> Result<Vec<Speaker>> {
    let rows: Vec<(String, String, String, String)> =
        sqlx::query_as("SELECT uid, name, role, bio FROM event_speaker WHERE event_id = $1 ORDER BY ordinal, id")
            .bind(event)
            .fetch_all(&mut *connection)
            .await?;
    rows.into_iter()
        .map(|(uid, name, role, bio)| Ok(Speaker { id: read("event_speaker.uid", &uid)?, name, role, bio }))
        .collect()
}

async fn sessions(connection: &mut AnyConnection, event: i64) -> Result<Vec<Session>> {
    let rows: Vec<(String, String, String, String, Option<String>, String)> = sqlx::query_as(
        "SELECT s.uid, s.title, s.starts, s.ends, p.uid, s.summary FROM event_session s
         LEFT JOIN event_speaker p ON p.id = s.speaker_id WHERE s.event_id = $1 ORDER BY s.starts, s.id",
    )
    .bind(event)
    .fetch_all(&mut *connection)
    .await?;
    rows.into_iter()
        .map(|(uid, title, starts, ends, speaker, summary)| {
            Ok(Session {
                id: read("event_session.uid", &uid)?,
                title,
                starts: local("event_session.starts", &starts)?,
                ends: local("event_session.ends", &ends)?,
                speaker: speaker.map(|uid| read("event_speaker.uid", &uid)).transpose()?,
                summary,
            })
        })
        .collect()
}

fn local(what: &'static str, text: &str) -> Result<LocalDateTime> {
    LocalDateTime::parse(text).ok_or_else(|| StoreError::corrupt(what, text))
}

/// A count of places as the database keeps it.
pub(super) fn places(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(if count < 0 { 0 } else { u32::MAX })
}
