//! What relies on a segment: it must not disappear from under a journey or another segment.

use crate::boxed;
use crate::db::Db;
use crate::error::Result;
use crate::stored::read;
use shared::ids::SegmentId;
use shared::noun::{Noun, Thing};
use shared::used_by::UsedBy;

/// How many journeys that are not over use segment `s`, as a column of a query.
pub(super) const USED_BY: &str = "(SELECT COUNT(*) FROM journey_use u JOIN journey j ON j.id = u.journey_id
    WHERE u.kind = 'segment' AND u.used_uid = s.uid AND j.status IN ('draft', 'going-live', 'live')) AS used_by";

/// Everything that uses the segment and is not over, what is live first.
#[boxed]
pub async fn uses(db: &Db, segment: SegmentId) -> Result<Vec<UsedBy>> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT j.uid, j.name, j.status FROM journey_use u JOIN journey j ON j.id = u.journey_id
         WHERE u.kind = 'segment' AND u.used_uid = $1 AND j.status IN ('draft', 'going-live', 'live')
         ORDER BY CASE WHEN j.status = 'draft' THEN 1 ELSE 0 END, j.name",
    )
    .bind(segment.to_string())
    .fetch_all(db.read())
    .await?;
    let asking: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT uid, name, status FROM segment WHERE uid <> $1 AND kind = 'dynamic'
         AND id IN (SELECT segment_id FROM segment_asks WHERE what = 'segment' AND key = $1
             AND (rule = 'draft' OR segment.status = 'live'))
         ORDER BY CASE WHEN status = 'live' THEN 0 ELSE 1 END, name",
    )
    .bind(segment.to_string())
    .fetch_all(db.read())
    .await?;
    let journeys = rows.into_iter().map(|(uid, name, status)| (Noun::Journey, uid, name, status != "draft"));
    let segments = asking.into_iter().map(|(uid, name, status)| (Noun::Segment, uid, name, status == "live"));
    journeys
        .chain(segments)
        .map(|(noun, uid, name, live)| Ok(UsedBy { thing: Thing { noun, id: read("journey_use", &uid)? }, name, live }))
        .collect()
}
