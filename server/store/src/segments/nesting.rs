//! Segments that ask for membership of other segments: no circles, only live ones, and a change passes on.

use crate::db::Tx;
use crate::error::{Result, StoreError};
use shared::field::FieldError;
use shared::ids::SegmentId;
use shared::segments::{Rule, SegmentTest, Test, dependencies};
use std::collections::BTreeSet;

/// Refuses a rule that asks for a segment that is not live, or that comes back to the segment itself.
///
/// # Errors
/// [`StoreError::Invalid`] at the block.
pub(super) async fn check(tx: &mut Tx, id: SegmentId, rule: &Rule) -> Result<()> {
    let mut asked: Vec<(u32, SegmentTest)> = Vec::new();
    rule.enabled().root.each(&mut |block| {
        if let Test::Segment(test) = &block.test {
            asked.push((block.id.0, test.clone()));
        }
    });
    let mut complaints = Vec::new();
    for (block, test) in asked {
        let Some(segment) = test.segment else { continue };
        let complaint = if segment == id {
            Some("A segment can’t ask for its own members: choose another one.".to_owned())
        } else if !live_rules(tx, segment).await?.0 {
            Some(format!("“{}” is not live: make it live first, or choose another one.", test.name))
        } else if reaches(tx, segment, id).await? {
            Some(format!("“{}” itself asks for the members of this segment, which would never end.", test.name))
        } else {
            None
        };
        complaints.extend(complaint.map(|message| FieldError::new(format!("block-{block}"), message)));
    }
    if complaints.is_empty() { Ok(()) } else { Err(StoreError::Invalid(complaints)) }
}

/// Whether the segment is live, and the segments its live rule asks for.
async fn live_rules(tx: &mut Tx, id: SegmentId) -> Result<(bool, BTreeSet<SegmentId>)> {
    let row: Option<(String, Option<String>)> = sqlx::query_as("SELECT status, live_rule FROM segment WHERE uid = $1")
        .bind(id.to_string())
        .fetch_optional(&mut **tx)
        .await?;
    let Some((status, rule)) = row else { return Ok((false, BTreeSet::new())) };
    let asked = rule.and_then(|text| Rule::from_json(&text).ok()).map(|rule| dependencies(&rule).segments);
    Ok((status == "live", asked.unwrap_or_default()))
}

async fn reaches(tx: &mut Tx, from: SegmentId, to: SegmentId) -> Result<bool> {
    let (mut seen, mut open) = (BTreeSet::from([from]), vec![from]);
    while let Some(next) = open.pop() {
        for asked in live_rules(tx, next).await?.1 {
            if asked == to {
                return Ok(true);
            }
            if seen.insert(asked) {
                open.push(asked);
            }
        }
    }
    Ok(false)
}

/// Queues the patients whose membership of `segment` changed since the change `last`, where another live rule asks for it.
pub(super) async fn pass_on(tx: &mut Tx, segment: i64, last: i64) -> Result<()> {
    let asked: Option<i64> = sqlx::query_scalar(
        "SELECT o.id FROM segment o JOIN segment s ON s.id = $1
         WHERE o.status = 'live' AND o.kind = 'dynamic' AND o.id <> s.id
            AND (o.id = s.list_of OR o.id IN (
                SELECT a.segment_id FROM segment_asks a WHERE a.what = 'segment' AND a.key = s.uid AND a.rule = 'live')) LIMIT 1",
    )
    .bind(segment)
    .fetch_optional(&mut **tx)
    .await?;
    if asked.is_none() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO change_queue (patient_id, record_type, record_id, change, changed_at)
         SELECT patient_id, 'segment', segment_id, 'updated', at FROM membership_change
         WHERE segment_id = $1 AND id > $2",
    )
    .bind(segment)
    .bind(last)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The last membership change there is: later ones have higher numbers.
pub(super) async fn last_change(tx: &mut Tx) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT COALESCE(MAX(id), 0) FROM membership_change").fetch_one(&mut **tx).await?)
}
