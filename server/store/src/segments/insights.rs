//! How a segment's membership went, and what it shares with others.

use crate::actor::Permit;
use crate::boxed;
use crate::db::Db;
use crate::error::{Result, StoreError};
use shared::ids::SegmentId;
use shared::people::ViewOutreach;
use shared::segments::wire::{MembersOnDay, Overlap, SegmentInsights};
use shared::time::{Date, UtcMillis};
use std::collections::BTreeMap;

/// How many days are looked back on.
const DAYS: i64 = 90;
/// How many other segments are named.
const OTHERS: i64 = 12;

/// Members at the end of each of the last 90 days, with who joined and left, and the live segments that share the most
/// members with this one.
///
/// # Errors
/// [`StoreError::NotFound`].
#[boxed]
pub async fn insights(
    db: &Db,
    _permit: &Permit<ViewOutreach>,
    now: UtcMillis,
    id: SegmentId,
) -> Result<SegmentInsights> {
    let (segment, began): (i64, i64) = sqlx::query_as("SELECT id, created_at FROM segment WHERE uid = $1")
        .bind(id.to_string())
        .fetch_one(db.read())
        .await?;
    let today = now.date_utc().days_since_epoch();
    let first = (today - DAYS + 1).max(UtcMillis(began).date_utc().days_since_epoch());
    let since = Date::from_days_since_epoch(first).start_utc();
    let joined = by_day(db, "joined_at", segment, since).await?;
    let left = by_day(db, "left_at", segment, since).await?;
    let mut members: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM segment_member WHERE segment_id = $1 AND left_at IS NULL")
            .bind(segment)
            .fetch_one(db.read())
            .await?;
    let mut days = Vec::new();
    for day in (first..=today).rev() {
        let (came, went) = (joined.get(&day).copied().unwrap_or(0), left.get(&day).copied().unwrap_or(0));
        days.push(MembersOnDay {
            day: Date::from_days_since_epoch(day),
            members: members.unsigned_abs(),
            joined: came.unsigned_abs(),
            left: went.unsigned_abs(),
        });
        members += went - came;
    }
    days.reverse();
    Ok(SegmentInsights { days, overlaps: overlaps(db, segment).await? })
}

async fn by_day(db: &Db, column: &str, segment: i64, since: UtcMillis) -> Result<BTreeMap<i64, i64>> {
    let rows: Vec<(i64, i64)> = sqlx::query_as(&format!(
        "SELECT {column} / 86400000, COUNT(*) FROM segment_member WHERE segment_id = $1 AND {column} >= $2 GROUP BY 1"
    ))
    .bind(segment)
    .bind(since.0)
    .fetch_all(db.read())
    .await?;
    Ok(rows.into_iter().collect())
}

async fn overlaps(db: &Db, segment: i64) -> Result<Vec<Overlap>> {
    let rows: Vec<(String, String, i64, i64)> = sqlx::query_as(
        "SELECT s.uid, s.name, f.shared,
            (SELECT COUNT(*) FROM segment_member m WHERE m.segment_id = s.id AND m.left_at IS NULL) AS members
         FROM (SELECT other.segment_id, COUNT(*) AS shared FROM segment_member own
               JOIN segment_member other ON other.patient_id = own.patient_id AND other.left_at IS NULL
                    AND other.segment_id <> own.segment_id
               WHERE own.segment_id = $1 AND own.left_at IS NULL GROUP BY other.segment_id) f
         JOIN segment s ON s.id = f.segment_id WHERE s.status = 'live' AND s.list_of IS NULL ORDER BY f.shared DESC, s.id LIMIT $2",
    )
    .bind(segment)
    .bind(OTHERS)
    .fetch_all(db.read())
    .await?;
    rows.into_iter()
        .map(|(uid, name, shared, members)| {
            let id = uid.parse().map_err(|error| StoreError::corrupt("segment uid", error))?;
            Ok(Overlap { id, name, members: members.unsigned_abs(), shared: shared.unsigned_abs() })
        })
        .collect()
}
