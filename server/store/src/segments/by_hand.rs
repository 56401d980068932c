//! The lists on top of a rule, as rows: each is a static segment that belongs to a dynamic one.

use super::list::stored;
use crate::actor::Permit;
use crate::db::Tx;
use crate::error::{Result, StoreError};
use shared::ids::SegmentId;
use shared::people::EditSegments;
use shared::segments::{ByHand, MemberList, Rule, SegmentKind};
use shared::time::UtcMillis;
use sqlx::AnyConnection;
use std::collections::HashMap;
use uuid::Uuid;

/// Which row of `segment s` holds the list of the segment whose uid is `$1`.
pub(super) fn holds(list: MemberList) -> String {
    match list {
        MemberList::Members => "s.uid = $1".to_owned(),
        MemberList::Included | MemberList::Excluded => {
            format!("s.list_kind = '{}' AND s.list_of = (SELECT o.id FROM segment o WHERE o.uid = $1)", list.code())
        }
    }
}

/// The lists of every segment that has any.
pub(super) async fn all(connection: &mut AnyConnection) -> Result<HashMap<i64, ByHand>> {
    let rows: Vec<(i64, String, String)> =
        sqlx::query_as("SELECT list_of, list_kind, uid FROM segment WHERE list_of IS NOT NULL")
            .fetch_all(connection)
            .await?;
    let mut found: HashMap<i64, ByHand> = HashMap::new();
    for (segment, kind, uid) in rows {
        put(found.entry(segment).or_default(), &kind, &uid)?;
    }
    Ok(found)
}

/// The lists of one segment.
pub(super) async fn of(connection: &mut AnyConnection, segment: i64) -> Result<ByHand> {
    let rows: Vec<(String, String)> = sqlx::query_as("SELECT list_kind, uid FROM segment WHERE list_of = $1")
        .bind(segment)
        .fetch_all(connection)
        .await?;
    let mut found = ByHand::default();
    for (kind, uid) in rows {
        put(&mut found, &kind, &uid)?;
    }
    Ok(found)
}

fn put(by_hand: &mut ByHand, kind: &str, uid: &str) -> Result<()> {
    let id = uid.parse().map_err(|error| StoreError::corrupt("segment uid", error))?;
    match MemberList::from_code(kind) {
        Some(MemberList::Included) => by_hand.included = Some(id),
        Some(MemberList::Excluded) => by_hand.excluded = Some(id),
        Some(MemberList::Members) | None => return Err(StoreError::corrupt("list kind", kind)),
    }
    Ok(())
}

/// The key of the static segment that holds the list, where there is one.
pub(super) async fn holder(connection: &mut AnyConnection, id: SegmentId, list: MemberList) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar(&format!("SELECT s.id FROM segment s WHERE {}", holds(list)))
        .bind(id.to_string())
        .fetch_optional(connection)
        .await?)
}

/// The lists of the segment of that id.
///
/// # Errors
/// [`StoreError::NotFound`].
pub(super) async fn of_id(connection: &mut AnyConnection, id: SegmentId) -> Result<ByHand> {
    let segment: i64 = sqlx::query_scalar("SELECT id FROM segment WHERE uid = $1")
        .bind(id.to_string())
        .fetch_one(&mut *connection)
        .await?;
    of(connection, segment).await
}

/// The key of the static segment that holds the list, once it is locked; made where there is none yet.
///
/// # Errors
/// [`StoreError::Conflict`] where a segment of that kind has no such list; [`StoreError::NotFound`].
pub(super) async fn writable(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    id: SegmentId,
    list: MemberList,
) -> Result<i64> {
    let segment = stored(tx, id).await?;
    let kind = if list == MemberList::Members { SegmentKind::Static } else { SegmentKind::Dynamic };
    if !segment.is(kind) {
        return Err(StoreError::conflict(match kind {
            SegmentKind::Static => "The rule decides who is in a dynamic segment; put them on one of its lists.",
            SegmentKind::Dynamic => "The members of a static segment are chosen by hand: add or remove them there.",
        }));
    }
    sqlx::query("UPDATE segment SET updated_at = $1, refreshed_at = $2 WHERE id = $3")
        .bind(now.0)
        .bind(now.0)
        .bind(segment.id)
        .execute(&mut **tx)
        .await?;
    if list == MemberList::Members {
        return Ok(segment.id);
    }
    Ok(sqlx::query_scalar(
        "INSERT INTO segment (uid, name, kind, status, draft_rule, list_of, list_kind, created_at, created_by, updated_at,
            live_at)
         VALUES ($1, '', 'static', 'live', $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (list_of, list_kind) WHERE list_of IS NOT NULL DO UPDATE SET updated_at = excluded.updated_at
         RETURNING id",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(Rule::empty().to_json())
    .bind(segment.id)
    .bind(list.code())
    .bind(now.0)
    .bind(permit.staff_key())
    .bind(now.0)
    .bind(now.0)
    .fetch_one(&mut **tx)
    .await?)
}
