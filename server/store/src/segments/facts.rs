//! One patient's facts from the rows, for the pure evaluator.

use super::compile::{date_columns, status_column};
use crate::db::Db;
use crate::error::Result;
use shared::segments::{ConceptFacts, Gender, PatientFacts, Reach, RecordFacts, RecordType};
use shared::time::{Date, UtcMillis};
use sqlx::FromRow;
use std::collections::HashMap;

#[derive(FromRow)]
struct PatientRow {
    active: i64,
    birth_date: Option<String>,
    gender: Option<String>,
    language: Option<String>,
    city: Option<String>,
    state: Option<String>,
    postal_code: Option<String>,
    deceased: i64,
}

#[derive(FromRow)]
struct RecordRow {
    concept_id: Option<i64>,
    text: Option<String>,
    search_text: Option<String>,
    status: Option<String>,
    verification: Option<String>,
    negated: i64,
    at: Option<i64>,
    number: Option<f64>,
    unit: Option<String>,
}

/// Everything of these record types about one patient, newest first.
///
/// # Errors
/// [`crate::StoreError::NotFound`] when there is no such patient.
pub async fn facts(db: &Db, patient: i64, records: impl IntoIterator<Item = RecordType>) -> Result<PatientFacts> {
    let row: PatientRow = sqlx::query_as(
        "SELECT active, birth_date, gender, language, city, state, postal_code, deceased FROM patient WHERE id = $1",
    )
    .bind(patient)
    .fetch_one(db.read())
    .await?;
    let systems: Vec<String> = sqlx::query_scalar(
        "SELECT system FROM contact_point WHERE patient_id = $1 AND (use_code IS NULL OR use_code <> 'old')",
    )
    .bind(patient)
    .fetch_all(db.read())
    .await?;
    let has = |by: Reach| systems.iter().any(|system| by.systems().contains(&system.as_str()));
    let mut facts = PatientFacts {
        active: row.active != 0,
        birth_date: row.birth_date.as_deref().and_then(Date::parse),
        gender: row.gender.as_deref().and_then(Gender::from_code),
        language: row.language,
        city: row.city,
        state: row.state,
        postal_code: row.postal_code,
        deceased: row.deceased != 0,
        has_email: has(Reach::Email),
        has_phone: has(Reach::Phone),
        records: Vec::new(),
    };
    for record in records {
        facts.records.extend(records_of(db, patient, record).await?);
    }
    Ok(facts)
}

async fn records_of(db: &Db, patient: i64, record: RecordType) -> Result<Vec<RecordFacts>> {
    let table = record.table();
    let at = date_columns(record).iter().map(|column| format!("r.{column}")).collect::<Vec<_>>();
    let at = if at.len() == 1 { at.concat() } else { format!("COALESCE({})", at.join(", ")) };
    let status = status_column(record);
    let verification = if record.has_verification() { "r.verification_status" } else { "CAST(NULL AS TEXT)" };
    let negated = if record == RecordType::MedicationRequest { "r.do_not_perform" } else { "0" };
    let (number, unit) = match record {
        RecordType::Observation => ("r.value_number", "r.value_unit"),
        _ => ("CAST(NULL AS DOUBLE PRECISION)", "CAST(NULL AS TEXT)"),
    };
    let rows: Vec<RecordRow> = sqlx::query_as(&format!(
        "SELECT r.concept_id, c.text, c.search_text, r.{status} AS status, {verification} AS verification,
            CAST({negated} AS BIGINT) AS negated, {at} AS at, {number} AS number, {unit} AS unit
         FROM {table} r LEFT JOIN concept c ON c.id = r.concept_id WHERE r.patient_id = $1 ORDER BY {at} DESC, r.id DESC"
    ))
    .bind(patient)
    .fetch_all(db.read())
    .await?;
    let codings: Vec<(i64, String, String)> = sqlx::query_as(&format!(
        "SELECT concept_id, system, code FROM concept_coding
         WHERE concept_id IN (SELECT r.concept_id FROM {table} r WHERE r.patient_id = $1)"
    ))
    .bind(patient)
    .fetch_all(db.read())
    .await?;
    let mut by_concept: HashMap<i64, Vec<(String, String)>> = HashMap::new();
    for (concept, system, code) in codings {
        by_concept.entry(concept).or_default().push((system, code));
    }
    Ok(rows
        .into_iter()
        .map(|row| RecordFacts {
            record,
            concept: row.concept_id.map(|key| ConceptFacts {
                text: row.text.unwrap_or_default(),
                search_text: row.search_text.unwrap_or_default(),
                codings: by_concept.get(&key).cloned().unwrap_or_default(),
            }),
            status: row.status,
            verification: row.verification,
            negated: row.negated != 0,
            at: row.at.map(UtcMillis),
            number: row.number,
            unit: row.unit,
        })
        .collect())
}
