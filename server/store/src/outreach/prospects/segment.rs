//! The people of a list as a segment, which a journey can start from.

use crate::boxed;
use crate::error::{Result, StoreError};
use crate::segments;
use crate::{Db, Permit};
use shared::ids::{ProspectListId, SegmentId};
use shared::people::EditSegments;
use shared::time::UtcMillis;

/// Makes a static draft, named like the list, of all whom it may reach: the blocked are left out.
///
/// # Errors
/// [`StoreError::Conflict`] when nobody is left; [`StoreError::Invalid`] at `name` when a segment has the list's name.
#[boxed]
pub async fn as_segment(
    db: &Db,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    id: ProspectListId,
) -> Result<SegmentId> {
    let mut tx = db.begin().await?;
    let (key, name): (i64, String) =
        sqlx::query_as("SELECT id, name FROM prospect_list WHERE uid = $1 AND status = 'done'")
            .bind(id.to_string())
            .fetch_one(&mut *tx)
            .await?;
    let people: Vec<i64> = sqlx::query_scalar(
        "SELECT patient_id FROM prospect_member WHERE list_id = $1 AND blocked = 0 ORDER BY patient_id",
    )
    .bind(key)
    .fetch_all(&mut *tx)
    .await?;
    if people.is_empty() {
        return Err(StoreError::conflict("Nobody on this list may be contacted."));
    }
    let segment = segments::insert_static(&mut tx, permit, now, &name, &people).await?;
    tx.commit().await?;
    Ok(segment)
}
