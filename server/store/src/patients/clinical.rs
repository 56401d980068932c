//! The lists of clinical facts on a patient's record: the latest of each kind, and how many there are.

use crate::counts::count;
use crate::db::Db;
use crate::error::Result;
use shared::code_sets::system;
use shared::patients::{ClinicalLine, ClinicalSection};
use shared::records::RecordType;
use shared::time::UtcMillis;

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    title: String,
    code_system: Option<String>,
    code: Option<String>,
    status: Option<String>,
    at: Option<i64>,
    until: Option<i64>,
    value_number: Option<f64>,
    value_unit: Option<String>,
    value_text: Option<String>,
    contradicted: Option<i64>,
}

/// How one type of record is read: which columns play which part.
struct Source {
    title: &'static str,
    status: &'static str,
    at: &'static str,
    until: &'static str,
    /// Number, unit and text of the value.
    value: [&'static str; 3],
}

const NO_VALUE: [&str; 3] = ["CAST(NULL AS DOUBLE PRECISION)", "CAST(NULL AS TEXT)", "CAST(NULL AS TEXT)"];
const NEVER: &str = "CAST(NULL AS BIGINT)";

const fn source(kind: RecordType) -> Source {
    let (title, status, at, until, value) = match kind {
        RecordType::Condition => (
            "",
            "COALESCE(f.clinical_status, f.verification_status)",
            "COALESCE(f.onset_at, f.recorded_at)",
            "f.abatement_at",
            NO_VALUE,
        ),
        RecordType::MedicationRequest | RecordType::ServiceRequest | RecordType::DeviceRequest => {
            ("", "f.status", "f.authored_at", NEVER, NO_VALUE)
        }
        RecordType::AllergyIntolerance => (
            "",
            "f.clinical_status",
            "COALESCE(f.onset_at, f.recorded_at)",
            NEVER,
            [NO_VALUE[0], NO_VALUE[1], "f.criticality"],
        ),
        RecordType::Observation => (
            "",
            "f.status",
            "f.effective_at",
            NEVER,
            ["f.value_number", "f.value_unit", "COALESCE(v.text, f.value_text)"],
        ),
        RecordType::Immunization => ("", "f.status", "f.occurrence_at", NEVER, NO_VALUE),
        RecordType::MedicationStatement => {
            ("", "f.status", "COALESCE(f.start_at, f.recorded_at)", "f.end_at", NO_VALUE)
        }
        RecordType::MedicationDispense => ("", "f.status", "f.start_at", "f.end_at", NO_VALUE),
        RecordType::AdverseEvent => {
            ("Adverse event", "f.status", "f.start_at", NEVER, [NO_VALUE[0], NO_VALUE[1], "v.text"])
        }
        RecordType::CareGapRemark => ("", "f.status", "f.start_at", "f.end_at", [NO_VALUE[0], NO_VALUE[1], "f.note"]),
        RecordType::ImmunizationRecommendation => ("", "f.status", "f.start_at", "f.end_at", NO_VALUE),
        RecordType::Procedure => ("", "f.status", "f.start_at", "f.end_at", NO_VALUE),
        RecordType::Encounter => {
            ("Encounter", "f.status", "f.start_at", "f.end_at", [NO_VALUE[0], NO_VALUE[1], "v.text"])
        }
        RecordType::DiagnosticReport => ("", "f.status", "COALESCE(f.effective_at, f.issued_at)", NEVER, NO_VALUE),
        RecordType::Coverage => {
            ("Coverage", "f.status", "f.start_at", "f.end_at", [NO_VALUE[0], NO_VALUE[1], "f.payor"])
        }
        RecordType::Appointment => {
            ("Appointment", "f.status", "f.start_at", "f.end_at", [NO_VALUE[0], NO_VALUE[1], "f.description"])
        }
        RecordType::Activity => ("Activity", "f.kind", "f.at", NEVER, [NO_VALUE[0], NO_VALUE[1], "f.summary"]),
    };
    Source { title, status, at, until, value }
}

/// The latest `limit` facts of `kind`, newest first.
pub(super) async fn section(db: &Db, patient: i64, kind: RecordType, limit: i64) -> Result<ClinicalSection> {
    section_where(db, patient, kind, limit, "1 = 1", "DESC").await
}

/// Appointments that begin at or after `now`, soonest first.
pub(super) async fn upcoming(db: &Db, patient: i64, now: UtcMillis, limit: i64) -> Result<ClinicalSection> {
    let condition = format!("f.start_at >= {}", now.0);
    section_where(db, patient, RecordType::Appointment, limit, &condition, "ASC").await
}

/// Appointments that began before `now`, latest first.
pub(super) async fn past(db: &Db, patient: i64, now: UtcMillis, limit: i64) -> Result<ClinicalSection> {
    let condition = format!("f.start_at < {}", now.0);
    section_where(db, patient, RecordType::Appointment, limit, &condition, "DESC").await
}

async fn section_where(
    db: &Db,
    patient: i64,
    kind: RecordType,
    limit: i64,
    condition: &str,
    direction: &str,
) -> Result<ClinicalSection> {
    let table = kind.table();
    let Source { title, status, at, until, value: [number, unit, text] } = source(kind);
    let total: i64 =
        sqlx::query_scalar(&format!("SELECT COUNT(*) FROM {table} f WHERE f.patient_id = $1 AND {condition}"))
            .bind(patient)
            .fetch_one(db.read())
            .await?;
    let value_concept = match kind {
        RecordType::Observation => "LEFT JOIN concept v ON v.id = f.value_concept_id",
        RecordType::Encounter | RecordType::AdverseEvent => "LEFT JOIN concept v ON v.id = f.reason_concept_id",
        RecordType::Condition
        | RecordType::Procedure
        | RecordType::MedicationRequest
        | RecordType::MedicationStatement
        | RecordType::MedicationDispense
        | RecordType::Immunization
        | RecordType::AllergyIntolerance
        | RecordType::CareGapRemark
        | RecordType::Appointment
        | RecordType::DiagnosticReport
        | RecordType::ServiceRequest
        | RecordType::DeviceRequest
        | RecordType::Coverage
        | RecordType::ImmunizationRecommendation
        | RecordType::Activity => "",
    };
    let contradicted = if kind == RecordType::Condition { "f.contradicted_at" } else { NEVER };
    let rows: Vec<Row> = sqlx::query_as(&format!(
        "SELECT f.id, COALESCE(c.text, '{title}') AS title, k.system AS code_system, k.code, {status} AS status,
           {at} AS at, {until} AS until, {number} AS value_number, {unit} AS value_unit, {text} AS value_text,
           {contradicted} AS contradicted
         FROM {table} f LEFT JOIN concept c ON c.id = f.concept_id
         LEFT JOIN concept_coding k ON k.concept_id = f.concept_id AND k.ordinal = 0 {value_concept}
         WHERE f.patient_id = $1 AND {condition} ORDER BY 6 {direction}, f.id {direction} LIMIT $2"
    ))
    .bind(patient)
    .bind(limit)
    .fetch_all(db.read())
    .await?;
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        lines.push(line(db, kind, row).await?);
    }
    Ok(ClinicalSection { kind, total: count(total), lines })
}

async fn line(db: &Db, kind: RecordType, row: Row) -> Result<ClinicalLine> {
    let measured = row.value_number.map(|number| with_unit(&number_text(number), row.value_unit.as_deref()));
    let mut value = measured.or(row.value_text);
    if value.is_none() && kind == RecordType::Observation {
        value = components(db, row.id).await?;
    }
    Ok(ClinicalLine {
        title: row.title,
        code: row.code.map(|code| match row.code_system.as_deref().and_then(system::name) {
            Some(system) => format!("{system} {code}"),
            None => code,
        }),
        status: row.status,
        at: row.at.map(UtcMillis),
        until: row.until.map(UtcMillis),
        value,
        contradicted: row.contradicted.map(UtcMillis),
    })
}

/// "132/84 mm[Hg]": the values of an observation that has components, and nothing of its own.
async fn components(db: &Db, observation: i64) -> Result<Option<String>> {
    let parts: Vec<(Option<f64>, Option<String>, Option<String>)> = sqlx::query_as(
        "SELECT o.value_number, o.value_unit, COALESCE(v.text, o.value_text) FROM observation_component o
         LEFT JOIN concept v ON v.id = o.value_concept_id LEFT JOIN concept c ON c.id = o.concept_id
         WHERE o.observation_id = $1 ORDER BY CASE WHEN c.search_text LIKE '%systolic%' THEN 0 ELSE 1 END, o.ordinal",
    )
    .bind(observation)
    .fetch_all(db.read())
    .await?;
    let unit = parts.first().and_then(|(_, unit, _)| unit.clone());
    let texts: Vec<String> =
        parts.into_iter().filter_map(|(number, _, text)| number.map(number_text_short).or(text)).collect();
    Ok((!texts.is_empty()).then(|| with_unit(&texts.join("/"), unit.as_deref())))
}

fn with_unit(number: &str, unit: Option<&str>) -> String {
    match unit {
        // UCUM annotations such as {score} say what is counted, not a unit.
        Some(unit) if !unit.is_empty() && !unit.starts_with('{') => format!("{number} {unit}"),
        _ => number.to_owned(),
    }
}

/// At most two decimals, none that are zero.
fn number_text(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn number_text_short(number: f64) -> String {
    format!("{number:.0}")
}
