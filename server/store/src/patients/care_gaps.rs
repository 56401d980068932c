//! How one patient stands to every care gap, and the remarks that staff make on them.

use super::key_of;
use crate::actor::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::changes::{self, Change};
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::import::Concept;
use crate::segments::facts::facts;
use shared::audit::AuditAction;
use shared::change::{ChangeKind, Changed};
use shared::field::FieldError;
use shared::ids::PatientId;
use shared::noun::Noun;
use shared::patients::{GapLine, GapRemark, GapRemarkLine};
use shared::people::{TagPatients, ViewPatients};
use shared::records::{RecordKind, RecordType};
use shared::segments::care_gap::Period;
use shared::segments::{GapState, care_gaps, doubts};
use shared::time::{Date, UtcMillis};
use std::fmt::Write;
use uuid::Uuid;

/// Every care gap as it stands today, those that are due first.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such patient.
#[boxed]
pub async fn care_gaps_of(
    db: &Db,
    permit: &Permit<ViewPatients>,
    now: UtcMillis,
    id: PatientId,
) -> Result<Vec<GapLine>> {
    let key = key_of(db, id).await?;
    let entry = Entry {
        action: AuditAction::View,
        entity: Noun::Patient,
        entity_uid: Some(id.to_string()),
        patients: &[key],
        detail: "care gaps".into(),
    };
    audit::record_read(db, permit.actor(), now, entry).await?;
    let facts = facts(db, key, RecordType::ALL).await?;
    let remarks = remarks_of(db, key).await?;
    let today = now.date_utc();
    let mut lines: Vec<GapLine> = care_gaps::all(Period::Rolling)
        .iter()
        .map(|gap| {
            let standing = gap.standing(&facts, today);
            let own = remarks.iter().filter(|(of, _)| of == gap.key);
            GapLine {
                key: gap.key.to_owned(),
                name: gap.name.to_owned(),
                citation: gap.citation.to_owned(),
                state: standing.state,
                reason: standing.reason(),
                doubts: doubts(gap, &facts, today),
                opens_on: standing.opens_on,
                remarks: own.map(|(_, remark)| remark.clone()).collect(),
            }
        })
        .collect();
    lines.sort_by_key(|line| GapState::ALL.iter().position(|state| *state == line.state));
    Ok(lines)
}

type Row = (String, String, String, String, String, i64, Option<i64>);

/// Those that nobody revoked, with the key of their gap.
async fn remarks_of(db: &Db, patient: i64) -> Result<Vec<(String, GapRemarkLine)>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT gap, uid, status, note, made_by, start_at, end_at FROM care_gap_remark
         WHERE patient_id = $1 AND status <> 'revoked' ORDER BY start_at DESC, id DESC",
    )
    .bind(patient)
    .fetch_all(db.read())
    .await?;
    let line = |(gap, uid, status, note, made_by, start, end): Row| -> Result<(String, GapRemarkLine)> {
        let state = GapState::REMARKS.into_iter().find(|state| state.code() == status);
        let state = state.ok_or_else(|| StoreError::corrupt("care_gap_remark.status", status))?;
        let (made_on, until) = (UtcMillis(start).date_utc(), end.map(|end| UtcMillis(end).date_utc()));
        Ok((gap, GapRemarkLine { uid, state, note, made_by, made_on, until }))
    };
    rows.into_iter().map(line).collect()
}

/// Notes that what a gap asks for is not wanted or not advised; one that was noted before is revoked. Segments hear of it.
///
/// # Errors
/// [`StoreError::Invalid`] at a field; [`StoreError::NotFound`].
#[boxed]
pub async fn remark_on_gap(
    db: &Db,
    tx: &mut Tx,
    permit: &Permit<TagPatients>,
    now: UtcMillis,
    id: PatientId,
    remark: GapRemark,
) -> Result<()> {
    let remark = remark.checked()?;
    let gap = care_gaps::by_key(&remark.gap, Period::Rolling)
        .ok_or_else(|| vec![FieldError::new("gap", "There is no such care gap.")])?;
    let patient = key_of(db, id).await?;
    sqlx::query("UPDATE care_gap_remark SET status = 'revoked', end_at = $1 WHERE patient_id = $2 AND gap = $3 AND status <> 'revoked'")
        .bind(now.0)
        .bind(patient)
        .bind(gap.key)
        .execute(&mut **tx)
        .await?;
    let concept = concept_of(tx, gap.key, gap.name).await?;
    let today: Date = now.date_utc();
    let until = remark.months.map(|months| today.plus_months(i32::from(months)).start_utc().0);
    let key: i64 = sqlx::query_scalar(
        "INSERT INTO care_gap_remark (uid, patient_id, concept_id, gap, status, note, start_at, end_at, made_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(patient)
    .bind(concept)
    .bind(gap.key)
    .bind(remark.state.code())
    .bind(&remark.note)
    .bind(now.0)
    .bind(until)
    .bind(&permit.actor().name)
    .fetch_one(&mut **tx)
    .await?;
    let detail = format!("care gap {} noted as {}", gap.key, remark.state.code());
    told(tx, permit, now, (id, patient, key), ChangeKind::Created, detail).await
}

/// Takes a remark back: from now on the gap is due again, if it is.
///
/// # Errors
/// [`StoreError::NotFound`] when the patient has no such remark, or it is revoked already.
#[boxed]
pub async fn revoke_gap_remark(
    db: &Db,
    tx: &mut Tx,
    permit: &Permit<TagPatients>,
    now: UtcMillis,
    id: PatientId,
    uid: &str,
) -> Result<()> {
    let patient = key_of(db, id).await?;
    let (key, gap): (i64, String) = sqlx::query_as(
        "UPDATE care_gap_remark SET status = 'revoked', end_at = $1
         WHERE uid = $2 AND patient_id = $3 AND status <> 'revoked' RETURNING id, gap",
    )
    .bind(now.0)
    .bind(uid)
    .bind(patient)
    .fetch_one(&mut **tx)
    .await?;
    told(tx, permit, now, (id, patient, key), ChangeKind::Updated, format!("remark on care gap {gap} revoked")).await
}

async fn told(
    tx: &mut Tx,
    permit: &Permit<TagPatients>,
    now: UtcMillis,
    (id, patient, record): (PatientId, i64, i64),
    change: ChangeKind,
    detail: String,
) -> Result<()> {
    let changed = Changed::Kind(RecordKind::Record(RecordType::CareGapRemark));
    changes::push(tx, now, &[Change { patient, changed, record, change }]).await?;
    let entry = Entry {
        action: AuditAction::Update,
        entity: Noun::Patient,
        entity_uid: Some(id.to_string()),
        patients: &[patient],
        detail,
    };
    audit::record(tx, permit.actor(), now, entry).await
}

/// The concept that names a gap, made where there is none yet.
async fn concept_of(tx: &mut Tx, key: &str, name: &str) -> Result<i64> {
    let concept = Concept::new(name, &[[care_gaps::REMARK_SYSTEM, key, name]]);
    let digest = concept.digest.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    });
    sqlx::query("INSERT INTO concept (digest, text, search_text) VALUES ($1, $2, $3) ON CONFLICT (digest) DO NOTHING")
        .bind(&digest)
        .bind(name)
        .bind(name.to_lowercase())
        .execute(&mut **tx)
        .await?;
    let id: i64 =
        sqlx::query_scalar("SELECT id FROM concept WHERE digest = $1").bind(&digest).fetch_one(&mut **tx).await?;
    sqlx::query(
        "INSERT INTO concept_coding (concept_id, ordinal, system, code, display) VALUES ($1, 0, $2, $3, $4)
         ON CONFLICT (concept_id, ordinal) DO NOTHING",
    )
    .bind(id)
    .bind(care_gaps::REMARK_SYSTEM)
    .bind(key)
    .bind(name)
    .execute(&mut **tx)
    .await?;
    Ok(id)
}
