//! Making, naming, changing, copying and deleting segments. Nothing here changes who is in a live one.

use super::asks::{self, Which};
use super::by_hand;
use super::list::stored;
use crate::actor::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use shared::audit::AuditAction;
use shared::field::FieldError;
use shared::ids::SegmentId;
use shared::noun::Noun;
use shared::people::EditSegments;
use shared::segments::{MemberList, Rule, SegmentKind, SegmentStatus, kept_because};
use shared::time::UtcMillis;
use uuid::Uuid;

/// The longest name, in characters: what fits a line of a journey's tile.
pub const LONGEST_NAME: usize = 100;

pub(super) fn named(name: &str) -> Result<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(vec![FieldError::new("name", "Give it a name.")].into());
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(vec![FieldError::new("name", format!("A name has at most {LONGEST_NAME} characters."))].into());
    }
    Ok(name)
}

fn taken(error: StoreError) -> StoreError {
    error.on("segment_name_key", "name", "Another segment has this name.")
}

pub(super) async fn audit(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    action: AuditAction,
    id: SegmentId,
    detail: String,
) -> Result<()> {
    let entry = Entry { entity_uid: Some(id.to_string()), detail, ..Entry::new(action, Noun::Segment) };
    audit::record(tx, permit.actor(), now, entry).await
}

/// A new draft, with an empty rule.
///
/// # Errors
/// [`StoreError::Invalid`] at `name` when it is empty, too long or taken.
#[boxed]
pub async fn create(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    name: &str,
    kind: SegmentKind,
) -> Result<SegmentId> {
    insert(tx, permit, now, &named(name)?, kind, &Rule::empty()).await
}

/// A new dynamic draft with a rule, as a part of something larger.
///
/// # Errors
/// As [`create`].
pub(crate) async fn insert_draft(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    name: &str,
    rule: &Rule,
) -> Result<SegmentId> {
    insert(tx, permit, now, &named(name)?, SegmentKind::Dynamic, rule).await
}

async fn insert(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    name: &str,
    kind: SegmentKind,
    rule: &Rule,
) -> Result<SegmentId> {
    let id = SegmentId(Uuid::now_v7());
    let segment: i64 = sqlx::query_scalar(
        "INSERT INTO segment (uid, name, kind, status, draft_rule, created_at, created_by, updated_at)
         VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7) RETURNING id",
    )
    .bind(id.to_string())
    .bind(name)
    .bind(kind.code())
    .bind(rule.to_json())
    .bind(now.0)
    .bind(permit.staff_key())
    .bind(now.0)
    .fetch_one(&mut **tx)
    .await
    .map_err(|error| taken(error.into()))?;
    asks::keep(tx, segment, Which::Draft, rule).await?;
    audit(tx, permit, now, AuditAction::Create, id, format!("{} segment {name:?}", kind.label())).await?;
    Ok(id)
}

/// Gives it another name.
///
/// # Errors
/// [`StoreError::Invalid`] at `name`; [`StoreError::NotFound`].
#[boxed]
pub async fn rename(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    id: SegmentId,
    name: &str,
) -> Result<()> {
    let name = named(name)?;
    let segment = stored(tx, id).await?;
    sqlx::query("UPDATE segment SET name = $1, updated_at = $2 WHERE id = $3")
        .bind(&name)
        .bind(now.0)
        .bind(segment.id)
        .execute(&mut **tx)
        .await
        .map_err(|error| taken(error.into()))?;
    audit(tx, permit, now, AuditAction::Update, id, format!("renamed to {name:?}")).await
}

/// Keeps what is being edited, finished or not, and says the revision to base the next save on. `based_on` is the revision
/// that was loaded.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else has saved meanwhile or the segment is static.
#[boxed]
pub async fn save_draft(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    id: SegmentId,
    based_on: i64,
    rule: &Rule,
) -> Result<i64> {
    let segment = stored(tx, id).await?;
    if !segment.is(SegmentKind::Dynamic) {
        return Err(StoreError::conflict("A static segment has no rule."));
    }
    segment.refuse_newer()?;
    let saved: Option<i64> = sqlx::query_scalar(
        "UPDATE segment SET draft_rule = $1, revision = revision + 1, updated_at = $2
         WHERE id = $3 AND revision = $4 RETURNING revision",
    )
    .bind(rule.to_json())
    .bind(now.0)
    .bind(segment.id)
    .bind(based_on)
    .fetch_optional(&mut **tx)
    .await?;
    let Some(revision) = saved else {
        return Err(StoreError::conflict(
            "This segment was changed in another window, by you or a colleague, since you opened it. Reload to see that version.",
        ));
    };
    asks::keep(tx, segment.id, Which::Draft, rule).await?;
    audit(tx, permit, now, AuditAction::Update, id, format!("draft saved, revision {revision}")).await?;
    Ok(revision)
}

/// A draft of the same kind with the same rule and the same people on its lists, or for a static segment the same members.
///
/// # Errors
/// As [`create`]; [`StoreError::NotFound`].
#[boxed]
pub async fn duplicate(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    id: SegmentId,
    name: &str,
) -> Result<SegmentId> {
    let name = named(name)?;
    let original = stored(tx, id).await?;
    let kind =
        SegmentKind::from_code(&original.kind).ok_or_else(|| StoreError::corrupt("segment kind", &original.kind))?;
    let copy = insert(tx, permit, now, &name, kind, &original.draft()?).await?;
    if kind == SegmentKind::Static {
        let copied = stored(tx, copy).await?;
        copy_members(tx, now, original.id, copied.id).await?;
    }
    for list in MemberList::OF_DYNAMIC {
        if let Some(holder) = by_hand::holder(tx, id, list).await? {
            let copied = by_hand::writable(tx, permit, now, copy, list).await?;
            copy_members(tx, now, holder, copied).await?;
        }
    }
    Ok(copy)
}

/// Puts everybody who is in one segment into another that has nobody yet. Returns how many.
pub(super) async fn copy_members(tx: &mut Tx, now: UtcMillis, from: i64, to: i64) -> Result<u64> {
    let copied = sqlx::query(
        "INSERT INTO segment_member (segment_id, patient_id, joined_at)
         SELECT $1, patient_id, $2 FROM segment_member WHERE segment_id = $3 AND left_at IS NULL",
    )
    .bind(to)
    .bind(now.0)
    .bind(from)
    .execute(&mut **tx)
    .await?;
    Ok(copied.rows_affected())
}

/// Deletes it, its members and their history with it.
///
/// # Errors
/// [`StoreError::Conflict`] while it is live, or a journey uses it.
#[boxed]
pub async fn delete(db: &Db, tx: &mut Tx, permit: &Permit<EditSegments>, now: UtcMillis, id: SegmentId) -> Result<()> {
    let segment = stored(tx, id).await?;
    let status = SegmentStatus::from_code(&segment.status)
        .ok_or_else(|| StoreError::corrupt("segment status", &segment.status))?;
    if let Some(why) = kept_because(status, &super::uses(db, id).await?) {
        return Err(StoreError::conflict(why));
    }
    sqlx::query("DELETE FROM segment WHERE id = $1").bind(segment.id).execute(&mut **tx).await?;
    audit(tx, permit, now, AuditAction::Delete, id, String::new()).await
}
