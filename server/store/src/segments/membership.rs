//! Who is in: the question, and for static segments the answer by hand.

use super::list::stored;
use super::nesting;
use super::refresh::record_changes;
use crate::actor::Permit;
use crate::audit::{self, Entry};
use crate::db::{Dialect, Tx, placeholders};
use crate::error::{Result, StoreError};
use shared::ids::{PatientId, SegmentId};
use shared::people::EditSegments;
use shared::segments::SegmentKind;
use shared::time::UtcMillis;

/// Whether the patient is in the segment now.
///
/// # Errors
/// When the database can't be read.
pub async fn is_member(tx: &mut Tx, segment: i64, patient: i64) -> Result<bool> {
    let found: Option<i64> = sqlx::query_scalar(
        "SELECT id FROM segment_member WHERE segment_id = $1 AND patient_id = $2 AND left_at IS NULL",
    )
    .bind(segment)
    .bind(patient)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(found.is_some())
}

/// The keys of up to `limit` members above `after`, in order: how to walk through all of them.
///
/// # Errors
/// When the database can't be read.
pub async fn member_keys(tx: &mut Tx, segment: i64, after: i64, limit: i64) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar(
        "SELECT patient_id FROM segment_member WHERE segment_id = $1 AND patient_id > $2 AND left_at IS NULL
         ORDER BY patient_id LIMIT $3",
    )
    .bind(segment)
    .bind(after)
    .bind(limit)
    .fetch_all(&mut **tx)
    .await?)
}

/// Puts patients into a static segment; who is in already stays. Returns how many joined.
///
/// # Errors
/// [`StoreError::Conflict`] for a dynamic segment; [`StoreError::NotFound`].
pub async fn add_members(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    id: SegmentId,
    patients: &[PatientId],
) -> Result<usize> {
    let segment = by_hand(tx, now, id).await?;
    let keys = keys_of(tx, patients).await?;
    join(tx, permit, now, id, segment, &keys).await
}

/// Puts patients into a static segment that [`by_hand`] has locked; who is in already stays. Returns how many joined.
pub(super) async fn join(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    id: SegmentId,
    segment: i64,
    keys: &[i64],
) -> Result<usize> {
    let mut joined: Vec<i64> = Vec::new();
    for chunk in keys.chunks(1_000) {
        let sql = format!(
            "INSERT INTO segment_member (segment_id, patient_id, joined_at) VALUES {}
             ON CONFLICT (segment_id, patient_id) WHERE left_at IS NULL DO NOTHING RETURNING patient_id",
            placeholders(Dialect::of(tx), chunk.len(), 3)
        );
        let mut insert = sqlx::query_scalar(&sql);
        for patient in chunk {
            insert = insert.bind(segment).bind(*patient).bind(now.0);
        }
        let added: Vec<i64> = insert.fetch_all(&mut **tx).await?;
        joined.extend(added);
    }
    finish(tx, permit, now, id, segment, true, &joined).await
}

/// Takes patients out of a static segment. Returns how many left.
///
/// # Errors
/// As [`add_members`].
pub async fn remove_members(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    id: SegmentId,
    patients: &[PatientId],
) -> Result<usize> {
    let segment = by_hand(tx, now, id).await?;
    let keys = keys_of(tx, patients).await?;
    let mut left = Vec::new();
    for patient in keys {
        let removed = sqlx::query(
            "UPDATE segment_member SET left_at = $1 WHERE segment_id = $2 AND patient_id = $3 AND left_at IS NULL",
        )
        .bind(now.0)
        .bind(segment)
        .bind(patient)
        .execute(&mut **tx)
        .await?;
        if removed.rows_affected() > 0 {
            left.push(patient);
        }
    }
    finish(tx, permit, now, id, segment, false, &left).await
}

/// The segment's key, once it is locked and known to be static.
pub(super) async fn by_hand(tx: &mut Tx, now: UtcMillis, id: SegmentId) -> Result<i64> {
    let segment = stored(tx, id).await?;
    if !segment.is(SegmentKind::Static) {
        return Err(StoreError::conflict("The rule decides who is in a dynamic segment."));
    }
    sqlx::query("UPDATE segment SET updated_at = $1, refreshed_at = $2 WHERE id = $3")
        .bind(now.0)
        .bind(now.0)
        .bind(segment.id)
        .execute(&mut **tx)
        .await?;
    Ok(segment.id)
}

async fn keys_of(tx: &mut Tx, patients: &[PatientId]) -> Result<Vec<i64>> {
    let mut keys = Vec::with_capacity(patients.len());
    for chunk in patients.chunks(1_000) {
        // One list of placeholders: `($1, $2, …)`.
        let sql = format!(
            "SELECT id FROM patient WHERE uid IN {} ORDER BY id",
            placeholders(Dialect::of(tx), 1, chunk.len())
        );
        let mut select = sqlx::query_scalar(&sql);
        for patient in chunk {
            select = select.bind(patient.to_string());
        }
        let found: Vec<i64> = select.fetch_all(&mut **tx).await?;
        keys.extend(found);
    }
    Ok(keys)
}

async fn finish(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    id: SegmentId,
    segment: i64,
    joined: bool,
    patients: &[i64],
) -> Result<usize> {
    let last = nesting::last_change(tx).await?;
    record_changes(tx, now, segment, joined, patients).await?;
    nesting::pass_on(tx, segment, last).await?;
    let entry = Entry {
        action: "update",
        entity: "segment",
        entity_uid: Some(id.to_string()),
        patients,
        detail: format!("{} by hand", if joined { "members added" } else { "members removed" }),
    };
    audit::record(tx, permit.actor(), now, entry).await?;
    Ok(patients.len())
}
