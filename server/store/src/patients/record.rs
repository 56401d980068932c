//! One patient's whole record.

use super::{clinical, key_of, told};
use crate::Permit;
use crate::activity;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::db::Db;
use crate::error::Result;
use crate::segments::facts::facts;
use crate::stored::read;
use shared::audit::AuditAction;
use shared::ids::PatientId;
use shared::noun::Noun;
use shared::patients::{ContactPoint, Demographics, Identifier, PatientRecord, VaccineLine};
use shared::people::ViewPatients;
use shared::phi::Phi;
use shared::records::RecordType;
use shared::time::{Date, UtcMillis};
use shared::vaccines::History;

/// Facts of a kind shown at once, and lines of the timeline.
const FACTS: i64 = 8;
const TIMELINE: i64 = 100;

#[derive(sqlx::FromRow)]
struct Row {
    active: i64,
    prefix: Option<String>,
    given: String,
    family: String,
    birth_date: Option<String>,
    birth_until: Option<String>,
    gender: Option<String>,
    birth_sex: Option<String>,
    deceased: i64,
    deceased_at: Option<i64>,
    language: Option<String>,
    race: Option<String>,
    ethnicity: Option<String>,
    line: Option<String>,
    city: Option<String>,
    state: Option<String>,
    postal_code: Option<String>,
    country: Option<String>,
    time_zone: Option<String>,
    general_practitioner: Option<String>,
    managing_organization: Option<String>,
    created_at: i64,
    updated_at: i64,
    relationship: String,
    preferred_channel: Option<String>,
}

/// The record of the patient known as `id`; the audit log keeps that it was viewed.
///
/// # Errors
/// `NotFound` when there is no such patient; when the view can't be written down.
#[boxed]
pub async fn record(db: &Db, permit: &Permit<ViewPatients>, now: UtcMillis, id: PatientId) -> Result<PatientRecord> {
    let key = key_of(db, id).await?;
    let row: Row = sqlx::query_as(
        "SELECT p.active, p.prefix, p.given, p.family, p.birth_date, p.birth_until, p.gender, p.birth_sex, p.deceased, p.deceased_at,
           p.language, p.race, p.ethnicity, p.line, p.city, p.state, p.postal_code, p.country, p.time_zone,
           COALESCE(g.prefix || ' ', '') || g.given || ' ' || g.family AS general_practitioner,
           o.name AS managing_organization, p.created_at, p.updated_at,
           p.relationship, p.preferred_channel
         FROM patient p LEFT JOIN practitioner g ON g.id = p.general_practitioner_id
         LEFT JOIN organization o ON o.id = p.managing_organization_id WHERE p.id = $1",
    )
    .bind(key)
    .fetch_one(db.read())
    .await?;
    let entry =
        Entry { entity_uid: Some(id.to_string()), patients: &[key], ..Entry::new(AuditAction::View, Noun::Patient) };
    audit::record_read(db, permit.actor(), now, entry).await?;

    let mut sections = Vec::with_capacity(RecordType::ON_THE_PATIENTS_PAGE.len());
    for kind in RecordType::ON_THE_PATIENTS_PAGE {
        sections.push(clinical::section(db, key, kind, FACTS).await?);
    }
    let facts = facts(db, key, History::READS).await?;
    Ok(PatientRecord {
        id,
        active: row.active != 0,
        created_at: UtcMillis(row.created_at),
        updated_at: UtcMillis(row.updated_at),
        relationship: read("patient.relationship", &row.relationship)?,
        prefers: row.preferred_channel.clone(),
        tags: Phi::new(told::tags(db, key).await?),
        attributes: Phi::new(told::attributes(db, key).await?),
        demographics: Phi::new(demographics(row, now)),
        identifiers: Phi::new(identifiers(db, key).await?),
        contact_points: Phi::new(contact_points(db, key).await?),
        clinical: Phi::new(sections),
        vaccines: Phi::new(VaccineLine::of(&History::of(&facts), now.date_utc())),
        upcoming_appointments: Phi::new(clinical::upcoming(db, key, now, FACTS).await?),
        past_appointments: Phi::new(clinical::past(db, key, now, FACTS).await?),
        timeline: activity::of_patient(db, key, TIMELINE).await?,
    })
}

fn demographics(row: Row, now: UtcMillis) -> Demographics {
    let birth_date = row.birth_date.as_deref().and_then(Date::parse);
    let birth_until = row.birth_until.as_deref().and_then(Date::parse);
    let years = |born: Date| {
        let (oldest, youngest) = (born.age_on(now.date_utc()), birth_until.unwrap_or(born).age_on(now.date_utc()));
        if oldest == youngest { oldest.to_string() } else { format!("{youngest} to {oldest}") }
    };
    Demographics {
        prefix: row.prefix,
        given: row.given,
        family: row.family,
        age: birth_date.filter(|_| row.deceased == 0).map(years),
        birth_date,
        birth_until,
        gender: row.gender,
        birth_sex: row.birth_sex,
        deceased: row.deceased != 0,
        deceased_at: row.deceased_at.map(UtcMillis),
        language: row.language,
        race: row.race,
        ethnicity: row.ethnicity,
        line: row.line,
        city: row.city,
        state: row.state,
        postal_code: row.postal_code,
        country: row.country,
        time_zone: row.time_zone,
        general_practitioner: row.general_practitioner,
        managing_organization: row.managing_organization,
    }
}

async fn identifiers(db: &Db, patient: i64) -> Result<Vec<Identifier>> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT kind, system, value FROM patient_identifier WHERE patient_id = $1
         ORDER BY CASE WHEN kind = 'MR' THEN 0 ELSE 1 END, id",
    )
    .bind(patient)
    .fetch_all(db.read())
    .await?;
    Ok(rows.into_iter().map(|(kind, system, value)| Identifier { kind, system, value }).collect())
}

async fn contact_points(db: &Db, patient: i64) -> Result<Vec<ContactPoint>> {
    let rows: Vec<(String, Option<String>, String, i64)> = sqlx::query_as(
        "SELECT system, use_code, address, CAST(rank AS BIGINT) FROM contact_point WHERE patient_id = $1
         ORDER BY system, rank, id",
    )
    .bind(patient)
    .fetch_all(db.read())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(system, use_code, address, rank)| ContactPoint { system, use_code, address, rank })
        .collect())
}
