//! Registrations as they are read back: one by its id, its link or its address, and those of an event or a person.

use super::record::{self, Stored, places};
use crate::boxed;
use crate::error::{Result, StoreError};
use crate::stored::read;
use crate::tokens;
use shared::events::AttendanceStatus;
use shared::events::registration::Contact;
use shared::events::room::Room;
use shared::ids::{EventId, RegistrationId};
use shared::text::folded;
use shared::time::UtcMillis;
use sqlx::AnyConnection;

/// A registration as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    pub key: i64,
    pub id: RegistrationId,
    pub event: i64,
    pub patient: Option<i64>,
    pub name: String,
    /// `None` for those who gave a phone number only.
    pub email: Option<String>,
    pub status: AttendanceStatus,
    pub guests: u32,
    /// How many letters were written about it.
    pub letters: i64,
    pub lettered_at: Option<UtcMillis>,
    pub status_at: UtcMillis,
    pub remind_at: Option<UtcMillis>,
}

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: i64,
    uid: String,
    event_id: i64,
    patient_id: Option<i64>,
    name: String,
    email: Option<String>,
    status: String,
    guests: i64,
    letters: i64,
    lettered_at: Option<i64>,
    status_at: i64,
    remind_at: Option<i64>,
}

pub(super) const COLUMNS: &str = "id, uid, event_id, patient_id, name, COALESCE(email, shared_email) AS email, status, guests, letters, lettered_at, status_at, remind_at";

impl TryFrom<Row> for Registration {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            key: row.id,
            id: read("registration.uid", &row.uid)?,
            event: row.event_id,
            patient: row.patient_id,
            name: row.name,
            email: row.email,
            status: read("registration.status", &row.status)?,
            guests: places(row.guests),
            letters: row.letters,
            lettered_at: row.lettered_at.map(UtcMillis),
            status_at: UtcMillis(row.status_at),
            remind_at: row.remind_at.map(UtcMillis),
        })
    }
}

/// The registration that a letter's link leads to, and its event.
///
/// # Errors
/// [`StoreError::NotFound`] when the link leads nowhere.
#[boxed]
pub async fn by_token(connection: &mut AnyConnection, token: &str) -> Result<(Stored, Registration)> {
    let key: i64 = sqlx::query_scalar("SELECT registration_id FROM registration_link WHERE token_hash = $1")
        .bind(tokens::hash(token))
        .fetch_one(&mut *connection)
        .await?;
    let registration = by_key(connection, key).await?;
    Ok((record::by_key(connection, registration.event).await?, registration))
}

/// Everybody who holds a place or waits for one.
#[boxed]
pub async fn holders(connection: &mut AnyConnection, event: i64) -> Result<Vec<Registration>> {
    let rows: Vec<Row> = sqlx::query_as(&format!(
        "SELECT {COLUMNS} FROM registration WHERE event_id = $1 AND status IN ('registered', 'waitlisted') ORDER BY id"
    ))
    .bind(event)
    .fetch_all(&mut *connection)
    .await?;
    rows.into_iter().map(Registration::try_from).collect()
}

/// Those who wait for a place, oldest first.
pub(super) async fn waiting(connection: &mut AnyConnection, event: i64) -> Result<Vec<Registration>> {
    let rows: Vec<Row> = sqlx::query_as(&format!(
        "SELECT {COLUMNS} FROM registration WHERE event_id = $1 AND status = 'waitlisted' ORDER BY status_at, id"
    ))
    .bind(event)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Registration::try_from).collect()
}

/// Whether somebody waits for whom there is room: they come before whoever registers now.
pub(super) async fn somebody_fits(connection: &mut AnyConnection, event: i64, room: Room) -> Result<bool> {
    let waiting: Vec<i64> = sqlx::query_scalar(
        "SELECT guests FROM registration WHERE event_id = $1 AND status = 'waitlisted' ORDER BY status_at, id",
    )
    .bind(event)
    .fetch_all(connection)
    .await?;
    let parties: Vec<u32> = waiting.into_iter().map(places).collect();
    Ok(!room.promote(&parties).is_empty())
}

/// The events in which somebody waits though there is room for them.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn with_room_for_waiting(connection: &mut AnyConnection) -> Result<Vec<EventId>> {
    let keys: Vec<i64> = sqlx::query_scalar("SELECT DISTINCT event_id FROM registration WHERE status = 'waitlisted'")
        .fetch_all(&mut *connection)
        .await?;
    let mut found = Vec::new();
    for key in keys {
        match record::by_key(connection, key).await {
            Ok(stored) if somebody_fits(connection, key, stored.record.room()).await? => found.push(stored.record.id),
            // One that can't be read is in the log, and must not hold up the others.
            Ok(_) | Err(StoreError::Unreadable { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// All registrations of an address with their events, the soonest event first.
#[boxed]
pub async fn of_email(connection: &mut AnyConnection, email: &str) -> Result<Vec<(Stored, Registration)>> {
    let rows: Vec<Row> = sqlx::query_as(&format!(
        "SELECT {COLUMNS} FROM registration WHERE $1 IN (email, shared_email) ORDER BY id DESC LIMIT 100"
    ))
    .bind(email)
    .fetch_all(&mut *connection)
    .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        match record::by_key(connection, row.event_id).await {
            Ok(stored) => found.push((stored, Registration::try_from(row)?)),
            // It is in the log, and must not hide the person's other events.
            Err(StoreError::Unreadable { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    found.sort_by_key(|(stored, _)| stored.record.starts_at);
    Ok(found)
}

/// The registration with that public id.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
#[boxed]
pub async fn by_id(connection: &mut AnyConnection, id: RegistrationId) -> Result<Registration> {
    let row: Row = sqlx::query_as(&format!("SELECT {COLUMNS} FROM registration WHERE uid = $1"))
        .bind(id.to_string())
        .fetch_one(connection)
        .await?;
    row.try_into()
}

pub(super) async fn by_key(connection: &mut AnyConnection, key: i64) -> Result<Registration> {
    let row: Row = sqlx::query_as(&format!("SELECT {COLUMNS} FROM registration WHERE id = $1"))
        .bind(key)
        .fetch_one(connection)
        .await?;
    row.try_into()
}

/// The registration with that address or number *and* name: families share both.
pub(super) async fn by_contact(
    connection: &mut AnyConnection,
    event: i64,
    contact: &Contact,
    name: &str,
) -> Result<Option<Registration>> {
    let (column, address) = match contact {
        Contact::Email(email) => ("$2 IN (email, shared_email)", email),
        Contact::Phone(phone) => ("COALESCE(email, shared_email) IS NULL AND phone = $2", phone),
    };
    let rows: Vec<Row> = sqlx::query_as(&format!(
        "SELECT {COLUMNS} FROM registration WHERE event_id = $1 AND {column} ORDER BY id LIMIT 100"
    ))
    .bind(event)
    .bind(address)
    .fetch_all(connection)
    .await?;
    let same = |row: &Row| folded(&row.name) == folded(name);
    rows.into_iter().find(same).map(Registration::try_from).transpose()
}
