//! What the conditions of a patient say together: a diagnosis of a visit is dated by the visit, and of two records of the same
//! condition the newer one decides whether it goes on.

use super::Importer;
use crate::boxed;
use crate::changes::{self, Change};
use crate::db::Tx;
use crate::error::Result;
use shared::change::{ChangeKind, Changed};
use shared::records::{RecordKind, RecordType};
use shared::time::UtcMillis;

/// Conditions that a visit names, and that name no visit, belong to it.
const OF_VISIT: &str = "UPDATE condition SET encounter_id = (
        SELECT MIN(e.id) FROM encounter_diagnosis d JOIN encounter e ON e.id = d.encounter_id
        WHERE d.condition_source_id = condition.source_id AND e.patient_id = condition.patient_id)
    WHERE patient_id BETWEEN $1 AND $2 AND encounter_id IS NULL
        AND source_id IN (SELECT condition_source_id FROM encounter_diagnosis)";

const DATED_BY_VISIT: &str = "UPDATE condition SET recorded_at = (
        SELECT e.start_at FROM encounter e WHERE e.id = condition.encounter_id)
    WHERE patient_id BETWEEN $1 AND $2 AND onset_at IS NULL AND recorded_at IS NULL AND encounter_id IS NOT NULL";

/// What an earlier import found out may no longer be so.
const AFRESH: &str = "UPDATE condition SET
        abatement_at = CASE WHEN abatement_at = contradicted_at THEN NULL ELSE abatement_at END, contradicted_at = NULL
    WHERE patient_id BETWEEN $1 AND $2 AND contradicted_at IS NOT NULL";

/// A record that goes on, and a later one with a code in common that is over.
const CONTRADICTED: &str = "SELECT c.patient_id, c.id, MIN(COALESCE(o.abatement_at, o.recorded_at, o.onset_at))
    FROM condition c JOIN condition o ON o.patient_id = c.patient_id AND o.id <> c.id
    WHERE c.patient_id BETWEEN $1 AND $2 AND c.abatement_at IS NULL
        AND COALESCE(c.clinical_status, 'active') IN ('active', 'recurrence', 'relapse')
        AND o.clinical_status IN ('inactive', 'remission', 'resolved')
        AND COALESCE(o.verification_status, '') NOT IN ('refuted', 'entered-in-error')
        AND (o.concept_id = c.concept_id OR EXISTS (
            SELECT 1 FROM concept_coding a JOIN concept_coding b ON b.code = a.code AND b.system = a.system
            WHERE a.concept_id = c.concept_id AND b.concept_id = o.concept_id AND a.code <> ''))
        AND COALESCE(o.abatement_at, o.recorded_at, o.onset_at)
            > COALESCE(c.recorded_at, c.onset_at, -62135596800000)
    GROUP BY c.patient_id, c.id";

const IS_OVER: &str = "UPDATE condition SET abatement_at = $1, contradicted_at = $1 WHERE id = $2";

impl Importer {
    /// Brings the conditions of the patients that this import touched into agreement.
    ///
    /// # Errors
    /// When the database refuses.
    #[boxed]
    pub async fn settle_diagnoses(&mut self, tx: &mut Tx, now: UtcMillis) -> Result<()> {
        let mut patients: Vec<i64> = self.diagnosed.drain().collect();
        patients.sort_unstable();
        for (from, to) in stretches(&patients) {
            sqlx::query(OF_VISIT).bind(from).bind(to).execute(&mut **tx).await?;
            sqlx::query(DATED_BY_VISIT).bind(from).bind(to).execute(&mut **tx).await?;
            sqlx::query(AFRESH).bind(from).bind(to).execute(&mut **tx).await?;
            let over: Vec<(i64, i64, i64)> =
                sqlx::query_as(CONTRADICTED).bind(from).bind(to).fetch_all(&mut **tx).await?;
            for (_, condition, since) in &over {
                sqlx::query(IS_OVER).bind(since).bind(condition).execute(&mut **tx).await?;
            }
            let told = over.iter().map(|(patient, condition, _)| Change {
                patient: *patient,
                changed: Changed::Kind(RecordKind::Record(RecordType::Condition)),
                record: *condition,
                change: ChangeKind::Updated,
            });
            changes::push(tx, now, &told.collect::<Vec<_>>()).await?;
        }
        Ok(())
    }
}

/// Stretches of keys that hold all of these, which are sorted, and few others: a first import has everybody's.
fn stretches(keys: &[i64]) -> Vec<(i64, i64)> {
    let mut all: Vec<(i64, i64)> = Vec::new();
    for key in keys {
        match all.last_mut() {
            Some((from, to)) if key - *to <= 16 && key - *from < 5_000 => *to = *key,
            Some(_) | None => all.push((*key, *key)),
        }
    }
    all
}
