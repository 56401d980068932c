//! The staff's view of who registered: figures, the table, check-in, export.

use super::record::{self, places};
use super::registration::{self, record_activity};
use crate::audit::{self, Entry};
use crate::boxed;
use crate::counts::count;
use crate::document;
use crate::error::{Result, StoreError};
use crate::search::TextSearch;
use crate::stored::{known, read};
use crate::{Db, Permit};
use shared::activity::ActivityKind;
use shared::audit::AuditAction;
use shared::events::views::{Attendance, RegistrationLine};
use shared::events::{AttendanceStatus, RegistrationSort, Status};
use shared::ids::{EventId, RegistrationId};
use shared::noun::Noun;
use shared::paging::{Page, PageQuery};
use shared::people::{EditEvents, ViewOutreach};
use shared::phi::Phi;
use shared::time::{Millis, UtcMillis};
use std::collections::BTreeMap;

/// How many registrations stand where.
#[boxed]
pub async fn figures(db: &Db, _permit: &Permit<ViewOutreach>, id: EventId) -> Result<Attendance> {
    let rows: Vec<(String, i64, i64)> = sqlx::query_as(
        "SELECT r.status, COUNT(*), CAST(SUM(r.guests + 1) AS BIGINT) FROM registration r
         JOIN event e ON e.id = r.event_id WHERE e.uid = $1 GROUP BY r.status",
    )
    .bind(id.to_string())
    .fetch_all(db.read())
    .await?;
    let mut figures = Attendance::default();
    for (status, count, seats) in rows {
        let status: AttendanceStatus = read("registration.status", &status)?;
        let count = places(count);
        if status.holds_places() {
            figures.places += places(seats);
            figures.guests += places(seats).saturating_sub(count);
        }
        match status {
            AttendanceStatus::Registered => figures.registered = count,
            AttendanceStatus::Waitlisted => figures.waitlisted = count,
            AttendanceStatus::Cancelled => figures.cancelled = count,
            AttendanceStatus::Attended => figures.attended = count,
            AttendanceStatus::NoShow => figures.no_show = count,
        }
    }
    Ok(figures)
}

#[derive(sqlx::FromRow)]
struct Row {
    uid: String,
    patient_id: Option<i64>,
    name: String,
    contact: String,
    guests: i64,
    status: String,
    answers: String,
    created_at: i64,
    checked_in_at: Option<i64>,
}

/// One page of the table; `status` narrows it. Audited with the patients it shows.
///
/// # Errors
/// When the database can't be read or the audit log not written.
#[boxed]
pub async fn page(
    db: &Db,
    permit: &Permit<EditEvents>,
    now: UtcMillis,
    id: EventId,
    status: Option<AttendanceStatus>,
    query: &PageQuery,
) -> Result<Page<RegistrationLine>> {
    let (rows, total) = rows(db, id, status, query, query.limit(), query.offset()).await?;
    let shown: Vec<i64> = rows.iter().filter_map(|row| row.patient_id).collect();
    let action = if query.search.trim().is_empty() { AuditAction::List } else { AuditAction::Search };
    audit_shown(db, permit, now, id, action, &shown, format!("registrations, {} shown", rows.len())).await?;
    let rows = rows.into_iter().map(RegistrationLine::try_from).collect::<Result<_>>()?;
    Ok(Page { rows, total })
}

/// Everybody, for a file. Audited as an export with all patients in it.
///
/// # Errors
/// When the database can't be read or the audit log not written.
#[boxed]
pub async fn export(
    db: &Db,
    permit: &Permit<EditEvents>,
    now: UtcMillis,
    id: EventId,
) -> Result<Vec<RegistrationLine>> {
    let in_turn = PageQuery { sort: RegistrationSort::Registered.code().to_owned(), ..PageQuery::default() };
    let (rows, _) = rows(db, id, None, &in_turn, 1_000_000, 0).await?;
    let shown: Vec<i64> = rows.iter().filter_map(|row| row.patient_id).collect();
    audit_shown(db, permit, now, id, AuditAction::Export, &shown, format!("{} registrations", rows.len())).await?;
    rows.into_iter().map(RegistrationLine::try_from).collect()
}

/// So long before an event people can be checked in.
pub const CHECK_IN_OPENS: Millis = Millis::minutes(24 * 60);

/// Marks somebody as present, as expected again, or as absent.
///
/// # Errors
/// [`StoreError::Conflict`] for those who hold no place, and long before the event.
#[boxed]
pub async fn check_in(
    db: &Db,
    permit: &Permit<EditEvents>,
    now: UtcMillis,
    id: RegistrationId,
    status: AttendanceStatus,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let stored = record::lock_of(&mut tx, id).await?;
    // Read once nobody else can change it: a place given back meanwhile can't be checked in.
    let before = registration::by_id(&mut tx, id).await?;
    if stored.record.starts_at.is_some_and(|starts| now < starts - CHECK_IN_OPENS) {
        return Err(StoreError::conflict("Check-in opens a day before the event begins."));
    }
    if !before.status.holds_places() || !status.holds_places() || stored.record.status != Status::Live {
        return Err(StoreError::conflict("Only those who hold a place at a live event can be checked in."));
    }
    let checked_in_at = (status == AttendanceStatus::Attended).then_some(now.0);
    sqlx::query("UPDATE registration SET status = $1, status_at = $2, checked_in_at = $3 WHERE id = $4")
        .bind(status.code())
        .bind(now.0)
        .bind(checked_in_at)
        .bind(before.key)
        .execute(&mut *tx)
        .await?;
    let kind = match status {
        AttendanceStatus::Attended => Some(ActivityKind::EventAttended),
        AttendanceStatus::NoShow => Some(ActivityKind::EventNoShow),
        AttendanceStatus::Registered | AttendanceStatus::Waitlisted | AttendanceStatus::Cancelled => None,
    };
    if let Some(kind) = kind {
        record_activity(&mut tx, now, before.patient, kind, stored.record.id, &stored.record.fields.name).await?;
    }
    // A patient is named by the log itself; somebody who is none, by the registration.
    let patients: Vec<i64> = before.patient.into_iter().collect();
    let whose = if patients.is_empty() { format!("registration {id}") } else { "registration".to_owned() };
    let entry = Entry {
        action: AuditAction::Update,
        entity: Noun::Event,
        entity_uid: Some(stored.record.id.to_string()),
        patients: &patients,
        detail: format!("{whose}: {}", status.code()),
    };
    audit::record(&mut tx, permit.actor(), now, entry).await?;
    tx.commit().await?;
    Ok(())
}

async fn rows(
    db: &Db,
    id: EventId,
    status: Option<AttendanceStatus>,
    query: &PageQuery,
    limit: i64,
    offset: i64,
) -> Result<(Vec<Row>, u64)> {
    let search = TextSearch::contains(db.dialect(), &query.search);
    let matches = format!(
        "e.uid = $1 AND ($2 = '' OR r.status = $2) AND {}",
        search.matches("r.name || ' ' || COALESCE(r.email, r.shared_email, r.phone, '')", "$3")
    );
    let status = status.map_or("", AttendanceStatus::code);
    let (by, descending) = query.order::<RegistrationSort>();
    let order = match by {
        RegistrationSort::Name => "lower(r.name)",
        RegistrationSort::Status => "r.status",
        RegistrationSort::Registered => "r.created_at",
    };
    let direction = if descending { "DESC" } else { "ASC" };
    let total: i64 = sqlx::query_scalar(&format!(
        "SELECT COUNT(*) FROM registration r JOIN event e ON e.id = r.event_id WHERE {matches}"
    ))
    .bind(id.to_string())
    .bind(status)
    .bind(search.pattern())
    .fetch_one(db.read())
    .await?;
    let rows = sqlx::query_as(&format!(
        "SELECT r.uid, r.patient_id, r.name, COALESCE(r.email, r.shared_email, r.phone, '') AS contact, r.guests, r.status, r.answers,
                r.created_at, r.checked_in_at
         FROM registration r JOIN event e ON e.id = r.event_id WHERE {matches}
         ORDER BY {order} {direction}, r.id {direction} LIMIT $4 OFFSET $5"
    ))
    .bind(id.to_string())
    .bind(status)
    .bind(search.pattern())
    .bind(limit)
    .bind(offset)
    .fetch_all(db.read())
    .await?;
    Ok((rows, count(total)))
}

impl TryFrom<Row> for RegistrationLine {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        // Answers that can't be read are in the log; who comes is shown all the same.
        let answers: BTreeMap<String, String> =
            document::read("registration", &row.uid, &row.answers).unwrap_or_default();
        Ok(Self {
            id: read("registration.uid", &row.uid)?,
            name: Phi::new(row.name),
            contact: Phi::new(row.contact),
            guests: places(row.guests),
            status: known("registration", &row.uid, &row.status),
            answers: answers.into_iter().map(|(question, answer)| (question, Phi::new(answer))).collect(),
            is_patient: row.patient_id.is_some(),
            registered_at: UtcMillis(row.created_at),
            checked_in_at: row.checked_in_at.map(UtcMillis),
        })
    }
}

/// Writes down whose registrations were shown.
async fn audit_shown(
    db: &Db,
    permit: &Permit<EditEvents>,
    now: UtcMillis,
    id: EventId,
    action: AuditAction,
    patients: &[i64],
    detail: String,
) -> Result<()> {
    let entry = Entry { action, entity: Noun::Event, entity_uid: Some(id.to_string()), patients, detail };
    audit::record_read(db, permit.actor(), now, entry).await
}
