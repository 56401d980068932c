//! Registering, giving a place back, moving up from the waiting list. Everything that changes how many places are taken
//! first locks the event, so no two decide on the same last place.

use super::record::{self, Stored, places, read};
use crate::activity::{self, Activity};
use crate::boxed;
use crate::error::{Result, StoreError};
use crate::{Tx, tokens};
use shared::events::registration::{Attendee, Contact};
use shared::events::room::Fit;
use shared::events::{AttendanceStatus, reminders};
use shared::ids::{EventId, RegistrationId};
use shared::time::{Millis, UtcMillis};
use sqlx::AnyConnection;
use uuid::Uuid;

/// Two letters about one registration are at least so far apart when only a repeated registration asks for the second:
/// nobody's mailbox is flooded by a stranger.
pub const REPEAT_PAUSE: Millis = Millis::minutes(10);

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

/// How an attempt to register ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Registered,
    Waitlisted,
    /// The address was registered before; nothing changed.
    Already,
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

pub(super) const COLUMNS: &str =
    "id, uid, event_id, patient_id, name, email, status, guests, letters, lettered_at, status_at, remind_at";

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

/// Registers `attendee` for a live event, or puts them on its waiting list.
///
/// # Errors
/// [`StoreError::NotFound`] when no live event has that id, [`StoreError::Conflict`] when it is over, or full without a waiting list.
#[boxed]
pub async fn register(
    tx: &mut Tx,
    now: UtcMillis,
    id: EventId,
    attendee: &Attendee,
) -> Result<(Stored, Registration, Outcome)> {
    let stored = record::lock(tx, id).await?;
    if !stored.record.takes_registrations(now) {
        return Err(StoreError::conflict("Registration for this event is closed."));
    }
    let fit = stored.record.room().fits(attendee.guests);
    let (email, phone) = match &attendee.contact {
        Contact::Email(email) => (Some(email.as_str()), None),
        Contact::Phone(phone) => (None, Some(phone.as_str())),
    };
    let before = match email {
        Some(email) => by_email(tx, stored.key, email).await?,
        None => None,
    };
    if let Some(before) = before.as_ref().filter(|before| before.status != AttendanceStatus::Cancelled) {
        return Ok((stored, before.clone(), Outcome::Already));
    }
    let (status, outcome) = match fit {
        Fit::Registered => (AttendanceStatus::Registered, Outcome::Registered),
        Fit::Waitlisted => (AttendanceStatus::Waitlisted, Outcome::Waitlisted),
        Fit::Full => return Err(StoreError::conflict("All places are taken.")),
    };
    let patient = matching_patient(tx, email.or(phone).unwrap_or_default(), &attendee.name).await?;
    let answers =
        serde_json::to_string(&attendee.answers).map_err(|error| StoreError::corrupt("registration.answers", error))?;
    let remind_at = stored.record.starts_at.filter(|_| status.holds_places()).and_then(|at| reminders::next(at, now));
    let key: i64 = sqlx::query_scalar(
        "INSERT INTO registration (uid, event_id, patient_id, name, email, phone, status, guests, answers, created_at,
                                   status_at, remind_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         ON CONFLICT (event_id, email) DO UPDATE SET patient_id = excluded.patient_id, name = excluded.name,
             status = excluded.status, guests = excluded.guests, answers = excluded.answers,
             status_at = excluded.status_at, remind_at = excluded.remind_at
         RETURNING id",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(stored.key)
    .bind(patient)
    .bind(&attendee.name)
    .bind(email)
    .bind(phone)
    .bind(status.code())
    .bind(i64::from(attendee.guests))
    .bind(answers)
    .bind(now.0)
    .bind(now.0)
    .bind(remind_at.map(|at| at.0))
    .fetch_one(&mut **tx)
    .await?;
    if status.holds_places() {
        take(tx, stored.key, i64::from(attendee.guests) + 1).await?;
    }
    let kind = if outcome == Outcome::Waitlisted { "event-waitlisted" } else { "event-registered" };
    note(tx, now, patient, kind, id, &stored.record.fields.name).await?;
    Ok((record::by_key(tx, stored.key).await?, by_key(tx, key).await?, outcome))
}

/// Gives the places back and lets the oldest waiting move up. Returns the registration as it is then and those who moved up,
/// all to be told in the same transaction. `None` when it was cancelled before.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such registration.
#[boxed]
pub async fn cancel(
    tx: &mut Tx,
    now: UtcMillis,
    id: RegistrationId,
) -> Result<Option<(Stored, Registration, Vec<Registration>)>> {
    let event: String =
        sqlx::query_scalar("SELECT e.uid FROM registration r JOIN event e ON e.id = r.event_id WHERE r.uid = $1")
            .bind(id.to_string())
            .fetch_one(&mut **tx)
            .await?;
    let stored = record::lock(tx, read("event.uid", &event)?).await?;
    let registration = by_id(tx, id).await?;
    if registration.status == AttendanceStatus::Cancelled {
        return Ok(None);
    }
    set_status(tx, now, registration.key, AttendanceStatus::Cancelled, None).await?;
    if registration.status.holds_places() {
        take(tx, stored.key, -(i64::from(registration.guests) + 1)).await?;
    }
    note(tx, now, registration.patient, "event-cancelled", stored.record.id, &stored.record.fields.name).await?;
    let promoted = promote(tx, now, stored.key).await?;
    Ok(Some((record::by_key(tx, stored.key).await?, by_key(tx, registration.key).await?, promoted)))
}

/// Gives free places to those who wait, oldest first. The event must be locked.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn promote(tx: &mut Tx, now: UtcMillis, event: i64) -> Result<Vec<Registration>> {
    let stored = record::by_key(tx, event).await?;
    if !stored.record.takes_registrations(now) {
        return Ok(Vec::new());
    }
    let waiting: Vec<Row> = sqlx::query_as(&format!(
        "SELECT {COLUMNS} FROM registration WHERE event_id = $1 AND status = 'waitlisted' ORDER BY status_at, id LIMIT 200"
    ))
    .bind(event)
    .fetch_all(&mut **tx)
    .await?;
    let parties: Vec<u32> = waiting.iter().map(|row| places(row.guests)).collect();
    let mut promoted = Vec::new();
    for index in stored.record.room().promote(&parties) {
        let row = &waiting[index];
        let remind_at = stored.record.starts_at.and_then(|at| reminders::next(at, now));
        set_status(tx, now, row.id, AttendanceStatus::Registered, remind_at).await?;
        take(tx, event, row.guests + 1).await?;
        note(tx, now, row.patient_id, "event-registered", stored.record.id, &stored.record.fields.name).await?;
        promoted.push(by_key(tx, row.id).await?);
    }
    Ok(promoted)
}

/// Counts a letter about the registration and makes the link that goes into it: the letter's number and the token.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn next_letter(tx: &mut Tx, now: UtcMillis, registration: i64) -> Result<(i64, String)> {
    let number: i64 = sqlx::query_scalar(
        "UPDATE registration SET letters = letters + 1, lettered_at = $1 WHERE id = $2 RETURNING letters",
    )
    .bind(now.0)
    .bind(registration)
    .fetch_one(&mut **tx)
    .await?;
    let (token, hash) = tokens::fresh();
    sqlx::query("INSERT INTO registration_link (token_hash, registration_id, created_at) VALUES ($1, $2, $3)")
        .bind(hash)
        .bind(registration)
        .bind(now.0)
        .execute(&mut **tx)
        .await?;
    Ok((number, token))
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
///
/// # Errors
/// When the database can't be read.
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

/// All registrations of an address with their events, the soonest event first.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn of_email(connection: &mut AnyConnection, email: &str) -> Result<Vec<(Stored, Registration)>> {
    let rows: Vec<Row> =
        sqlx::query_as(&format!("SELECT {COLUMNS} FROM registration WHERE email = $1 ORDER BY id DESC LIMIT 100"))
            .bind(email)
            .fetch_all(&mut *connection)
            .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let stored = record::by_key(connection, row.event_id).await?;
        found.push((stored, Registration::try_from(row)?));
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

async fn by_email(connection: &mut AnyConnection, event: i64, email: &str) -> Result<Option<Registration>> {
    let row: Option<Row> =
        sqlx::query_as(&format!("SELECT {COLUMNS} FROM registration WHERE event_id = $1 AND email = $2"))
            .bind(event)
            .bind(email)
            .fetch_optional(connection)
            .await?;
    row.map(Registration::try_from).transpose()
}

pub(super) async fn set_status(
    tx: &mut Tx,
    now: UtcMillis,
    registration: i64,
    status: AttendanceStatus,
    remind_at: Option<UtcMillis>,
) -> Result<()> {
    sqlx::query("UPDATE registration SET status = $1, status_at = $2, remind_at = $3 WHERE id = $4")
        .bind(status.code())
        .bind(now.0)
        .bind(remind_at.map(|at| at.0))
        .bind(registration)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn take(tx: &mut Tx, event: i64, places: i64) -> Result<()> {
    sqlx::query("UPDATE event SET taken = taken + $1 WHERE id = $2")
        .bind(places)
        .bind(event)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The one active patient with this address (or number) and name; `None` when there is none or more than one.
async fn matching_patient(tx: &mut Tx, address: &str, name: &str) -> Result<Option<i64>> {
    let found: Vec<i64> = sqlx::query_scalar(
        "SELECT DISTINCT p.id FROM contact_point c JOIN patient p ON p.id = c.patient_id
         WHERE c.address = $1 AND p.name_search = $2 AND p.active = 1 LIMIT 2",
    )
    .bind(address)
    .bind(name.to_lowercase())
    .fetch_all(&mut **tx)
    .await?;
    Ok(if let [only] = found[..] { Some(only) } else { None })
}

pub(super) async fn note(
    tx: &mut Tx,
    now: UtcMillis,
    patient: Option<i64>,
    kind: &str,
    event: EventId,
    name: &str,
) -> Result<()> {
    let what = match kind {
        "event-registered" => "Registered for",
        "event-waitlisted" => "On the waiting list of",
        "event-attended" => "Attended",
        "event-no-show" => "Did not come to",
        _ => "Gave back the place at",
    };
    let activity = Activity {
        at: now,
        patient,
        kind,
        subject: "event",
        subject_uid: event.to_string(),
        summary: format!("{what} {name}"),
    };
    activity::record(tx, activity).await
}
