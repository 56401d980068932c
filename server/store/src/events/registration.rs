//! Registering, giving a place back, moving up from the waiting list. Everything that changes how many places are taken
//! first locks the event, so no two decide on the same last place.

use super::find;
use super::record::{self, Stored};
use crate::activity::{self, Activity};
use crate::boxed;
use crate::document;
use crate::error::{Result, StoreError};
use crate::{Db, Tx, addresses, settings, tokens};
use shared::activity::ActivityKind;
use shared::events::registration::{Attendee, Contact};
use shared::events::room::Fit;
use shared::events::{AttendanceStatus, reminders};
use shared::field::FieldError;
use shared::ids::{EventId, RegistrationId};
use shared::time::{Millis, UtcMillis};
use std::collections::BTreeMap;
use uuid::Uuid;

pub use super::find::{Registration, by_id, by_token, holders, of_email, with_room_for_waiting};

/// Two letters about one registration are at least so far apart when only a repeated registration asks for the second:
/// nobody's mailbox is flooded by a stranger.
pub const REPEAT_PAUSE: Millis = Millis::minutes(10);

const NO_NUMBER: &str = "This can be no telephone number. Check its digits, and begin it with + and its country code where it is of another country.";

/// How an attempt to register ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Registered,
    Waitlisted,
    /// The address, or number and name, were registered before; nothing changed.
    Already,
}

/// What giving a place back led to.
#[derive(Debug, Clone)]
pub struct GivenBack {
    pub event: Stored,
    /// As it is now.
    pub registration: Registration,
    /// Or only waited for one.
    pub had_a_place: bool,
    /// Those who moved up.
    pub promoted: Vec<Registration>,
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
    let room = stored.record.room();
    let mut fit = room.fits(attendee.guests);
    // Whoever waits comes first: a place that is just free is theirs.
    if fit == Fit::Registered && find::somebody_fits(tx, stored.key, room).await? {
        fit = Fit::Waitlisted;
    }
    let contact = match &attendee.contact {
        Contact::Email(email) => Contact::Email(email.trim().to_lowercase()),
        // One number, however it was written, is one registration.
        Contact::Phone(phone) => {
            let country = settings::country(tx).await?;
            let number = addresses::phone(phone, country.as_deref());
            Contact::Phone(number.ok_or_else(|| StoreError::Invalid(vec![FieldError::new("contact", NO_NUMBER)]))?)
        }
    };
    let before = find::by_contact(tx, stored.key, &contact, &attendee.name).await?;
    if let Some(before) = before.as_ref().filter(|before| before.status != AttendanceStatus::Cancelled) {
        return Ok((stored, before.clone(), Outcome::Already));
    }
    let (status, outcome) = match fit {
        Fit::Registered => (AttendanceStatus::Registered, Outcome::Registered),
        Fit::Waitlisted => (AttendanceStatus::Waitlisted, Outcome::Waitlisted),
        Fit::Full => return Err(StoreError::conflict("All places are taken.")),
    };
    let (Contact::Email(address) | Contact::Phone(address)) = &contact;
    let patient = matching_patient(tx, address, &attendee.name).await?;
    let answers = document::write("registration", &attendee.answers)?;
    let remind_at = stored.record.starts_at.filter(|_| status.holds_places()).and_then(|at| reminders::next(at, now));
    let key = match before {
        // Coming back is the same registration.
        Some(before) => before.key,
        None => blank(tx, now, stored.key, &contact).await?,
    };
    sqlx::query(
        "UPDATE registration SET patient_id = $1, name = $2, status = $3, guests = $4, answers = $5, status_at = $6,
                remind_at = $7 WHERE id = $8",
    )
    .bind(patient)
    .bind(&attendee.name)
    .bind(status.code())
    .bind(i64::from(attendee.guests))
    .bind(answers)
    .bind(now.0)
    .bind(remind_at.map(|at| at.0))
    .bind(key)
    .execute(&mut **tx)
    .await?;
    if status.holds_places() {
        take(tx, stored.key, i64::from(attendee.guests) + 1).await?;
    }
    let kind =
        if outcome == Outcome::Waitlisted { ActivityKind::EventWaitlisted } else { ActivityKind::EventRegistered };
    record_activity(tx, now, patient, kind, id, &stored.record.fields.name).await?;
    Ok((record::by_key(tx, stored.key).await?, find::by_key(tx, key).await?, outcome))
}

/// The registration that was made by the form with this key, if it is this one.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn is_of_form(tx: &mut Tx, registration: i64, form: &str) -> Result<bool> {
    let key: Option<String> = sqlx::query_scalar("SELECT form_key FROM registration WHERE id = $1")
        .bind(registration)
        .fetch_one(&mut **tx)
        .await?;
    Ok(key.is_some_and(|key| key == tokens::hash(form)))
}

/// Remembers by which form a registration was made.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn remember_form(tx: &mut Tx, registration: i64, form: &str) -> Result<()> {
    sqlx::query("UPDATE registration SET form_key = $1 WHERE id = $2")
        .bind(tokens::hash(form))
        .bind(registration)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// A row for that address, to be filled in within the same transaction.
async fn blank(tx: &mut Tx, now: UtcMillis, event: i64, contact: &Contact) -> Result<i64> {
    let (email, phone) = match contact {
        Contact::Email(email) => (Some(email), None),
        Contact::Phone(phone) => (None, Some(phone)),
    };
    let taken: Option<i64> = sqlx::query_scalar("SELECT id FROM registration WHERE event_id = $1 AND email = $2")
        .bind(event)
        .bind(email)
        .fetch_optional(&mut **tx)
        .await?;
    let (first, shared) = if taken.is_some() { (None, email) } else { (email, None) };
    let key = sqlx::query_scalar(
        "INSERT INTO registration (uid, event_id, name, email, shared_email, phone, status, answers, created_at, status_at)
         VALUES ($1, $2, '', $3, $4, $5, 'cancelled', '{}', $6, $7) RETURNING id",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(event)
    .bind(first)
    .bind(shared)
    .bind(phone)
    .bind(now.0)
    .bind(now.0)
    .fetch_one(&mut **tx)
    .await?;
    Ok(key)
}

/// Gives the places back and lets the oldest waiting move up. Returns the registration as it is then and those who moved up,
/// all to be told in the same transaction. `None` when it was cancelled before.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such registration; [`StoreError::Conflict`] once the event is over, or they were there.
#[boxed]
pub async fn cancel(tx: &mut Tx, now: UtcMillis, id: RegistrationId) -> Result<Option<GivenBack>> {
    let stored = record::lock_of(tx, id).await?;
    let registration = by_id(tx, id).await?;
    match registration.status {
        AttendanceStatus::Cancelled => return Ok(None),
        AttendanceStatus::Attended | AttendanceStatus::NoShow => {
            return Err(StoreError::conflict("Who came to the event, or was missed there, can't give the place back."));
        }
        AttendanceStatus::Registered | AttendanceStatus::Waitlisted => {}
    }
    if stored.record.ends_at.is_some_and(|ends| ends <= now) {
        return Err(StoreError::conflict("The event is over: there is no place to give back."));
    }
    set_status(tx, now, registration.key, AttendanceStatus::Cancelled, None).await?;
    if registration.status.holds_places() {
        take(tx, stored.key, -(i64::from(registration.guests) + 1)).await?;
    }
    record_activity(
        tx,
        now,
        registration.patient,
        ActivityKind::EventCancelled,
        stored.record.id,
        &stored.record.fields.name,
    )
    .await?;
    let promoted = promote(tx, now, stored.key).await?;
    Ok(Some(GivenBack {
        event: record::by_key(tx, stored.key).await?,
        registration: find::by_key(tx, registration.key).await?,
        had_a_place: registration.status.holds_places(),
        promoted,
    }))
}

/// What changing a registration led to.
#[derive(Debug, Clone)]
pub struct Changed {
    pub event: Stored,
    /// As it is now.
    pub registration: Registration,
    /// Those who moved up into places that came free.
    pub promoted: Vec<Registration>,
}

/// Changes who comes along, and the answers. Whoever waits keeps their turn.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such registration; [`StoreError::Conflict`] once the event is over, they gave their place
/// back, or so many places are not free.
#[boxed]
pub async fn change(
    tx: &mut Tx,
    now: UtcMillis,
    id: RegistrationId,
    guests: u32,
    answers: &BTreeMap<String, String>,
) -> Result<Changed> {
    let stored = record::lock_of(tx, id).await?;
    let registration = by_id(tx, id).await?;
    let holds = matches!(registration.status, AttendanceStatus::Registered | AttendanceStatus::Waitlisted);
    if !holds || !stored.record.takes_registrations(now) {
        return Err(StoreError::conflict("This registration can't be changed any more."));
    }
    let (before, after) = (i64::from(registration.guests), i64::from(guests));
    if registration.status.holds_places() {
        if let Some(left) = stored.record.room().left()
            && after - before > i64::from(left)
        {
            return Err(StoreError::conflict(match left {
                0 => "All other places are taken: nobody more can come along.".to_owned(),
                1 => "Only 1 more place is free.".to_owned(),
                left => format!("Only {left} more places are free."),
            }));
        }
        take(tx, stored.key, after - before).await?;
    } else if stored.record.fields.capacity.is_some_and(|capacity| guests.saturating_add(1) > capacity) {
        return Err(StoreError::conflict("So many people can never fit."));
    }
    sqlx::query("UPDATE registration SET guests = $1, answers = $2 WHERE id = $3")
        .bind(after)
        .bind(document::write("registration", answers)?)
        .bind(registration.key)
        .execute(&mut **tx)
        .await?;
    let promoted = promote(tx, now, stored.key).await?;
    Ok(Changed {
        event: record::by_key(tx, stored.key).await?,
        registration: find::by_key(tx, registration.key).await?,
        promoted: promoted.into_iter().filter(|lucky| lucky.id != id).collect(),
    })
}

/// What was answered at registering, by question.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Unreadable`] when the answers can't be read.
#[boxed]
pub async fn answers(db: &Db, id: RegistrationId) -> Result<BTreeMap<String, String>> {
    let text: String = sqlx::query_scalar("SELECT answers FROM registration WHERE uid = $1")
        .bind(id.to_string())
        .fetch_one(db.read())
        .await?;
    document::read("registration", id, &text)
}

/// Gives free places to those who wait, oldest first. The event must be locked.
#[boxed]
pub async fn promote(tx: &mut Tx, now: UtcMillis, event: i64) -> Result<Vec<Registration>> {
    let stored = record::by_key(tx, event).await?;
    if !stored.record.takes_registrations(now) {
        return Ok(Vec::new());
    }
    let waiting = find::waiting(tx, event).await?;
    let parties: Vec<u32> = waiting.iter().map(|registration| registration.guests).collect();
    let mut promoted = Vec::new();
    for index in stored.record.room().promote(&parties) {
        let lucky = &waiting[index];
        let remind_at = stored.record.starts_at.and_then(|at| reminders::next(at, now));
        set_status(tx, now, lucky.key, AttendanceStatus::Registered, remind_at).await?;
        take(tx, event, i64::from(lucky.guests) + 1).await?;
        record_activity(
            tx,
            now,
            lucky.patient,
            ActivityKind::EventRegistered,
            stored.record.id,
            &stored.record.fields.name,
        )
        .await?;
        promoted.push(find::by_key(tx, lucky.key).await?);
    }
    Ok(promoted)
}

/// Counts a letter about the registration and makes the link that goes into it: the letter's number and the token.
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
    .bind(shared::text::folded(name))
    .fetch_all(&mut **tx)
    .await?;
    Ok(if let [only] = found[..] { Some(only) } else { None })
}

pub(super) async fn record_activity(
    tx: &mut Tx,
    now: UtcMillis,
    patient: Option<i64>,
    kind: ActivityKind,
    event: EventId,
    name: &str,
) -> Result<()> {
    let activity = Activity { at: now, patient, kind, subject_uid: event.to_string(), summary: kind.summary(name) };
    activity::record(tx, activity).await
}
