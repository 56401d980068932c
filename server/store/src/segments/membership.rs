//! Who is in: the question, and for static segments the answer by hand.

use super::by_hand::{self, holder, writable};
use super::nesting;
use super::refresh::{Difference, Listeners, queue_membership_changes, queue_new_stays, re_evaluate_in, readable};
use crate::actor::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::counts::count;
use crate::db::{Dialect, Tx, list_of};
use crate::error::Result;
use shared::audit::AuditAction;
use shared::ids::{PatientId, SegmentId};
use shared::noun::Noun;
use shared::people::EditSegments;
use shared::segments::MemberList;
use shared::time::UtcMillis;
use std::collections::HashSet;

/// Whether the patient is in the segment now.
#[boxed]
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
#[boxed]
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

/// Puts patients on a list; who is on it already stays. Returns how many were added.
///
/// # Errors
/// [`crate::StoreError::Conflict`] where a segment of that kind has no such list; [`crate::StoreError::NotFound`].
#[boxed]
pub async fn add_members(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    id: SegmentId,
    list: MemberList,
    patients: &[PatientId],
) -> Result<usize> {
    let keys = keys_of(tx, patients).await?;
    Ok(add_to_list(tx, permit, now, id, list, &keys).await?.added)
}

/// What became of patients who were to be added to a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct AddedToList {
    pub added: usize,
    /// Left out, because they are on the list of those who are never in, which wins.
    pub excluded: usize,
}

/// Adds patients to a list. Those added to “Never in” leave “Always in”; those on “Never in” can't be added to “Always in”.
pub(super) async fn add_to_list(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    id: SegmentId,
    list: MemberList,
    keys: &[i64],
) -> Result<AddedToList> {
    let segment = writable(tx, permit, now, id, list).await?;
    let mut wanted = keys.to_vec();
    match list {
        MemberList::Members => {}
        MemberList::Included => {
            if let Some(excluded) = holder(tx, id, MemberList::Excluded).await? {
                let excluded: HashSet<i64> = member_keys(tx, excluded, 0, i64::MAX).await?.into_iter().collect();
                wanted.retain(|key| !excluded.contains(key));
            }
        }
        MemberList::Excluded => {
            if let Some(included) = holder(tx, id, MemberList::Included).await? {
                remove_from_list(tx, permit, now, (id, MemberList::Included), included, keys).await?;
            }
        }
    }
    let added = open_stays(tx, permit, now, (id, list), segment, &wanted).await?;
    Ok(AddedToList { added, excluded: keys.len() - wanted.len() })
}

async fn open_stays(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    of: (SegmentId, MemberList),
    segment: i64,
    keys: &[i64],
) -> Result<usize> {
    let dialect = Dialect::of(tx);
    let mut joined: Vec<i64> = Vec::new();
    for chunk in keys.chunks(KEYS_AT_ONCE) {
        let added: Vec<i64> = sqlx::query_scalar(&format!(
            "INSERT INTO segment_member (segment_id, patient_id, joined_at)
             SELECT CAST($1 AS BIGINT), p.id, CAST($2 AS BIGINT) FROM patient p WHERE p.id IN ({})
             ON CONFLICT (segment_id, patient_id) WHERE left_at IS NULL DO NOTHING RETURNING patient_id",
            dialect.keys_in("$3")
        ))
        .bind(segment)
        .bind(now.0)
        .bind(list_of(chunk.iter().copied()))
        .fetch_all(&mut **tx)
        .await?;
        joined.extend(added);
    }
    list_changed(tx, permit, now, of, segment, true, &joined).await
}

/// Takes patients off a list. Returns how many were on it.
///
/// # Errors
/// As [`add_members`].
#[boxed]
pub async fn remove_members(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    id: SegmentId,
    list: MemberList,
    patients: &[PatientId],
) -> Result<usize> {
    let segment = writable(tx, permit, now, id, list).await?;
    let keys = keys_of(tx, patients).await?;
    remove_from_list(tx, permit, now, (id, list), segment, &keys).await
}

async fn remove_from_list(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    of: (SegmentId, MemberList),
    segment: i64,
    keys: &[i64],
) -> Result<usize> {
    let left = end_stays(tx, now, segment, keys).await?;
    if left.is_empty() {
        return Ok(0);
    }
    list_changed(tx, permit, now, of, segment, false, &left).await
}

/// Ends the stay of those of them who are in, and says who they were.
async fn end_stays(tx: &mut Tx, now: UtcMillis, segment: i64, keys: &[i64]) -> Result<Vec<i64>> {
    let dialect = Dialect::of(tx);
    let mut left: Vec<i64> = Vec::new();
    for chunk in keys.chunks(KEYS_AT_ONCE) {
        let gone: Vec<i64> = sqlx::query_scalar(&format!(
            "UPDATE segment_member SET left_at = $1 WHERE segment_id = $2 AND left_at IS NULL AND patient_id IN ({})
             RETURNING patient_id",
            dialect.keys_in("$3")
        ))
        .bind(now.0)
        .bind(segment)
        .bind(list_of(chunk.iter().copied()))
        .fetch_all(&mut **tx)
        .await?;
        left.extend(gone);
    }
    Ok(left)
}

/// Writes who joined and who left, as the fact index found it. Patients who are deleted by now are left out.
pub async fn apply_membership_diff(
    tx: &mut Tx,
    now: UtcMillis,
    segment: i64,
    joining: &[i64],
    leaving: &[i64],
    listeners: Listeners,
) -> Result<Difference> {
    let dialect = Dialect::of(tx);
    let last = nesting::last_change(tx).await?;
    let last_stay: i64 =
        sqlx::query_scalar("SELECT COALESCE(MAX(id), 0) FROM segment_member").fetch_one(&mut **tx).await?;
    let mut difference = Difference::default();
    for chunk in joining.chunks(KEYS_AT_ONCE) {
        let joined = sqlx::query(&format!(
            "INSERT INTO segment_member (segment_id, patient_id, joined_at)
             SELECT CAST($1 AS BIGINT), p.id, CAST($2 AS BIGINT) FROM patient p WHERE p.id IN ({}) ORDER BY p.id",
            dialect.keys_in("$3")
        ))
        .bind(segment)
        .bind(now.0)
        .bind(list_of(chunk.iter().copied()))
        .execute(&mut **tx)
        .await?;
        difference.joined += joined.rows_affected();
    }
    queue_new_stays(tx, segment, last_stay, listeners).await?;
    let left = end_stays(tx, now, segment, leaving).await?;
    queue_membership_changes(tx, now, segment, false, &left).await?;
    difference.left = count(left.len());
    nesting::pass_on(tx, segment, last).await?;
    Ok(difference)
}

/// How many keys one statement takes as a list in one argument.
const KEYS_AT_ONCE: usize = 50_000;

async fn keys_of(tx: &mut Tx, patients: &[PatientId]) -> Result<Vec<i64>> {
    let mut keys = Vec::with_capacity(patients.len());
    for chunk in patients.chunks(1_000) {
        let sql = format!("SELECT id FROM patient WHERE uid IN ({}) ORDER BY id", Dialect::of(tx).texts_in("$1"));
        let uids = list_of(chunk.iter().map(ToString::to_string));
        let found: Vec<i64> = sqlx::query_scalar(&sql).bind(uids).fetch_all(&mut **tx).await?;
        keys.extend(found);
    }
    Ok(keys)
}

/// Tells journeys and other segments who was added or removed, audits it, and lets the segment follow its list.
async fn list_changed(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    (id, list): (SegmentId, MemberList),
    segment: i64,
    joined: bool,
    patients: &[i64],
) -> Result<usize> {
    let last = nesting::last_change(tx).await?;
    queue_membership_changes(tx, now, segment, joined, patients).await?;
    nesting::pass_on(tx, segment, last).await?;
    let entry = Entry {
        action: AuditAction::Update,
        entity: Noun::Segment,
        entity_uid: Some(id.to_string()),
        patients,
        detail: format!("{}: {} by hand", list.label(), if joined { "added" } else { "removed" }),
    };
    audit::record(tx, permit.actor(), now, entry).await?;
    if list != MemberList::Members {
        follow_list(tx, now, id, patients).await?;
    }
    Ok(patients.len())
}

/// Membership of a live segment follows its lists at once: whoever changed them sees it. What the queue says of them
/// is true by then.
async fn follow_list(tx: &mut Tx, now: UtcMillis, id: SegmentId, patients: &[i64]) -> Result<()> {
    let live: Option<(i64, Option<String>)> =
        sqlx::query_as("SELECT id, live_rule FROM segment WHERE uid = $1 AND status = 'live'")
            .bind(id.to_string())
            .fetch_optional(&mut **tx)
            .await?;
    let Some((segment, rule)) = live else { return Ok(()) };
    let by_hand = by_hand::of(tx, segment).await?;
    // A rule that can't be read says so on the segment, when a worker comes to it.
    if let Ok((rule, _)) = readable(rule.as_deref(), by_hand) {
        re_evaluate_in(Dialect::of(tx), tx, now, segment, &rule, patients, Listeners::Any).await?;
    }
    Ok(())
}
