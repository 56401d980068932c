//! Going live and stopping.

use super::asks::{self, Which};
use super::by_hand;
use super::index::FactIndex;
use super::list::stored;
use super::refresh::{Difference, Listeners};
use super::versions;
use super::whole::compare;
use crate::actor::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use shared::audit::AuditAction;
use shared::ids::SegmentId;
use shared::noun::Noun;
use shared::people::EditSegments;
use shared::segments::{SegmentKind, SegmentStatus, dependencies, problems};
use shared::time::UtcMillis;

/// Makes the draft what membership follows, and membership true, in one transaction. Also how a live segment takes on
/// a changed draft.
///
/// # Errors
/// [`StoreError::Invalid`] with one complaint a block when the rule has problems or asks for a segment it can't;
/// [`StoreError::NotFound`].
#[boxed]
pub async fn go_live(
    db: &Db,
    facts: &FactIndex,
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    id: SegmentId,
) -> Result<Difference> {
    super::turns::with_exclusive_membership(tx).await?;
    let segment = stored(tx, id).await?;
    let mut difference = Difference::default();
    if segment.is(SegmentKind::Dynamic) {
        let rule = segment.draft()?;
        let complaints: Vec<_> = problems(&rule).into_iter().map(Into::into).collect();
        if !complaints.is_empty() {
            return Err(StoreError::Invalid(complaints));
        }
        super::nesting::check(tx, id, &rule).await?;
        let depends = dependencies(&rule);
        sqlx::query(
            "UPDATE segment SET status = 'live', live_rule = draft_rule, follows_date = $1, follows_journeys = $2, live_at = $3
             WHERE id = $4",
        )
        .bind(i64::from(depends.date))
        .bind(i64::from(depends.journeys))
        .bind(now.0)
        .bind(segment.id)
        .execute(&mut **tx)
        .await?;
        asks::keep(tx, segment.id, Which::Live, &rule).await?;
        let rule = by_hand::of(tx, segment.id).await?.on_top_of(&rule);
        let listeners = if segment.status == SegmentStatus::Draft.code() { Listeners::None } else { Listeners::Any };
        difference = compare(db, Some(facts), tx, now, segment.id, &rule, listeners).await?;
        versions::keep(tx, permit, now, segment.id, &segment.draft_rule, difference).await?;
    } else {
        sqlx::query("UPDATE segment SET status = 'live', live_at = $1, refreshed_at = $2 WHERE id = $3")
            .bind(now.0)
            .bind(now.0)
            .bind(segment.id)
            .execute(&mut **tx)
            .await?;
    }
    let entry = Entry {
        entity_uid: Some(id.to_string()),
        detail: format!("{} joined, {} left", difference.joined, difference.left),
        ..Entry::new(AuditAction::GoLive, Noun::Segment)
    };
    audit::record(tx, permit.actor(), now, entry).await?;
    Ok(difference)
}

/// Leaves membership as it is from now on. No journey can choose the segment any more.
///
/// # Errors
/// [`StoreError::Conflict`] when it is not live; [`StoreError::NotFound`].
#[boxed]
pub async fn stop(tx: &mut Tx, permit: &Permit<EditSegments>, now: UtcMillis, id: SegmentId) -> Result<()> {
    let stopped = sqlx::query(
        "UPDATE segment SET status = 'stopped', error = NULL, error_at = NULL, updated_at = $1
         WHERE uid = $2 AND status = 'live'",
    )
    .bind(now.0)
    .bind(id.to_string())
    .execute(&mut **tx)
    .await?
    .rows_affected();
    if stopped == 0 {
        stored(tx, id).await?;
        return Err(StoreError::conflict("Only a live segment can be stopped."));
    }
    let entry = Entry { entity_uid: Some(id.to_string()), ..Entry::new(AuditAction::Stop, Noun::Segment) };
    audit::record(tx, permit.actor(), now, entry).await
}
