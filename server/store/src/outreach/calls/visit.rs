//! The visit that somebody agreed to: a prospect becomes a patient, matched first; a slot is booked, or the scheduling team finds one.

use super::create::{NewCall, create};
use super::row::Row;
use crate::changes::{self, Change};
use crate::error::{Result, StoreError};
use crate::scheduling::{self, Booking};
use crate::stored::read;
use crate::{Permit, Tx, boxed};
use shared::change::{ChangeKind, Changed};
use shared::ids::{AppointmentId, PatientId};
use shared::outreach::HandOver;
use shared::outreach::calls::{Booked, CallKind, HandedOver, Priority};
use shared::patients::{Known, Relationship, contradict};
use shared::people::{BookAppointments, WorkCalls};
use shared::records::RecordKind;
use shared::time::{UtcMillis, clock_at, zones};
use std::collections::BTreeMap;

/// Whose record the visit goes into.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whose {
    pub patient: i64,
    /// They were a prospect until now.
    pub is_new: bool,
}

#[derive(sqlx::FromRow)]
struct Candidate {
    id: i64,
    name: String,
    birth_date: Option<String>,
}

/// A prospect is a patient from now on, unless exactly one patient has their name and their birth date or number: then the visit is
/// that patient's. Nobody is merged.
#[boxed]
pub(super) async fn becomes_patient(tx: &mut Tx, now: UtcMillis, person: i64) -> Result<Whose> {
    let (relationship, name, birth_date, searched): (String, String, Option<String>, String) = sqlx::query_as(
        "SELECT relationship, given || ' ' || family, birth_date, name_search FROM patient WHERE id = $1",
    )
    .bind(person)
    .fetch_one(&mut **tx)
    .await?;
    if relationship == Relationship::Patient.code() {
        return Ok(Whose { patient: person, is_new: false });
    }
    let candidates: Vec<Candidate> = sqlx::query_as(
        "SELECT p.id, p.given || ' ' || p.family AS name, p.birth_date FROM patient p
         WHERE p.id <> $1 AND p.relationship = 'patient' AND p.name_search = $2 AND (
            p.birth_date = $3 OR EXISTS (SELECT 1 FROM contact_point c JOIN contact_point own ON own.address = c.address
                WHERE c.patient_id = p.id AND own.patient_id = $4)) ORDER BY p.id",
    )
    .bind(person)
    .bind(searched)
    .bind(birth_date.as_ref().filter(|date| date.len() == "2000-01-31".len()))
    .bind(person)
    .fetch_all(&mut **tx)
    .await?;
    let known = Known { name, birth_date };
    let agrees =
        |one: &&Candidate| !contradict(&known, &Known { name: one.name.clone(), birth_date: one.birth_date.clone() });
    let same: Vec<&Candidate> = candidates.iter().filter(agrees).collect();
    if let [only] = same[..] {
        return Ok(Whose { patient: only.id, is_new: false });
    }
    sqlx::query("UPDATE patient SET relationship = $1, updated_at = $2 WHERE id = $3")
        .bind(Relationship::Patient.code())
        .bind(now.0)
        .bind(person)
        .execute(&mut **tx)
        .await?;
    let changed = Changed::Kind(RecordKind::Patient);
    changes::push(tx, now, &[Change { patient: person, changed, record: person, change: ChangeKind::Updated }]).await?;
    Ok(Whose { patient: person, is_new: true })
}

/// A booked visit, and what its confirmation says of it.
#[derive(Debug, Clone)]
pub(super) struct Visit {
    pub id: AppointmentId,
    pub key: i64,
    pub merge: BTreeMap<String, String>,
}

/// Books the slot into the patient's record.
///
/// # Errors
/// [`StoreError::Conflict`] when the slot is gone.
#[boxed]
pub(super) async fn book(
    tx: &mut Tx,
    permit: &Permit<WorkCalls>,
    now: UtcMillis,
    patient: i64,
    wanted: &Booked,
    note: &str,
) -> Result<Visit> {
    let permit: Permit<BookAppointments> =
        permit.actor().permit().ok_or_else(|| StoreError::conflict("Your role can't book visits. Hand it over."))?;
    let uid: String =
        sqlx::query_scalar("SELECT uid FROM patient WHERE id = $1").bind(patient).fetch_one(&mut **tx).await?;
    let patient: PatientId = read("patient.uid", &uid)?;
    let booking = Booking {
        patient,
        schedule: wanted.schedule,
        visit_type: wanted.visit_type,
        start: wanted.start,
        hold: wanted.hold,
        note: note.to_owned(),
    };
    let id = scheduling::book_in(tx, &permit, now, &booking).await?;
    let (key, visit, start, zone, site, given, family): (i64, String, i64, String, String, String, String) =
        sqlx::query_as(
            "SELECT a.id, v.name, a.start_at, s.zone, l.name, d.given, d.family FROM appointment a
             JOIN visit_type v ON v.id = a.visit_type_id JOIN schedule s ON s.id = a.schedule_id
             JOIN location l ON l.id = a.location_id JOIN practitioner d ON d.id = a.practitioner_id WHERE a.uid = $1",
        )
        .bind(id.to_string())
        .fetch_one(&mut **tx)
        .await?;
    let local = zones::zone(&zone).map(|zone| zones::local(UtcMillis(start), &zone));
    let when = local.map_or_else(String::new, |local| {
        format!("{}, {}", local.date().with_weekday(), clock_at(local.hour() * 60 + local.minute()))
    });
    let merge = [
        ("visit.type", visit),
        ("visit.starts", when),
        ("visit.place", site),
        ("visit.practitioner", format!("{given} {family}")),
    ];
    Ok(Visit { id, key, merge: merge.into_iter().map(|(path, value)| (path.to_owned(), value)).collect() })
}

/// Puts the wish onto the scheduling team's list, with what the program says it carries.
#[boxed]
pub(super) async fn hand_over(
    tx: &mut Tx,
    now: UtcMillis,
    call: &Row,
    patient: i64,
    (program, rules): (i64, &HandOver),
    wish: &HandedOver,
) -> Result<()> {
    let reason = match wish.reason.trim() {
        "" => "New appointment",
        reason => reason,
    };
    let times = match wish.times.trim() {
        "" => String::new(),
        times => format!(" · {times}"),
    };
    let to = match rules.to.trim() {
        "" => String::new(),
        to => format!(" · for {to}"),
    };
    let new = NewCall {
        program,
        patient,
        kind: CallKind::HandOver,
        key: format!("hand-over/{}/{}", call.uid, call.attempts),
        priority: Priority::High,
        due_at: now,
        call_back_at: None,
        about: format!("{reason}{times}{to}"),
    };
    create(tx, now, new).await?;
    Ok(())
}
