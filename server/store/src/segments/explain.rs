//! Why a patient is in or out: the pure evaluator over that patient's rows.

use super::by_hand;
use super::facts::facts;
use crate::actor::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::db::Db;
use crate::error::Result;
use shared::audit::AuditAction;
use shared::ids::{PatientId, SegmentId};
use shared::noun::Noun;
use shared::people::ViewPatients;
use shared::phi::Phi;
use shared::segments::wire::Why;
use shared::segments::{Rule, dependencies, evaluate};
use shared::time::UtcMillis;

/// Explains `rule` (the live one, or the draft on the screen), with the lists that are kept by hand, for one patient.
/// Written down as shown.
///
/// # Errors
/// [`crate::StoreError::NotFound`] when there is no such patient.
#[boxed]
pub async fn explain(
    db: &Db,
    permit: &Permit<ViewPatients>,
    now: UtcMillis,
    segment: SegmentId,
    patient: PatientId,
    rule: &Rule,
) -> Result<Why> {
    let (key, given, family): (i64, String, String) =
        sqlx::query_as("SELECT id, given, family FROM patient WHERE uid = $1")
            .bind(patient.to_string())
            .fetch_one(db.read())
            .await?;
    let member: Option<i64> = sqlx::query_scalar(
        "SELECT m.id FROM segment_member m JOIN segment s ON s.id = m.segment_id
         WHERE s.uid = $1 AND m.patient_id = $2 AND m.left_at IS NULL",
    )
    .bind(segment.to_string())
    .bind(key)
    .fetch_optional(db.read())
    .await?;
    let rule = by_hand::of_id(&mut *db.read().acquire().await?, segment).await?.on_top_of(rule);
    let facts = facts(db, key, dependencies(&rule).record_types()).await?;
    let explanation = evaluate(&rule, &facts, now.date_utc());
    let entry = Entry {
        action: AuditAction::View,
        entity: Noun::Segment,
        entity_uid: Some(segment.to_string()),
        patients: &[key],
        detail: "why a patient is in or out".into(),
    };
    audit::record_read(db, permit.actor(), now, entry).await?;
    Ok(Why { name: Phi::new(format!("{given} {family}")), member: member.is_some(), explanation })
}
