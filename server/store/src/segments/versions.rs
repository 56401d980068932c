//! The rules that a segment followed, one version each time another rule went live.

use super::refresh::Difference;
use crate::actor::Permit;
use crate::boxed;
use crate::counts::{fit, number};
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use shared::ids::SegmentId;
use shared::people::{EditSegments, ViewOutreach};
use shared::segments::Rule;
use shared::segments::sentence::sentence_text;
use shared::segments::text::write;
use shared::segments::wire::{ChangedLine, LineChange, SegmentVersion};
use shared::time::UtcMillis;
use similar::{ChangeTag, TextDiff};

/// How many are told.
const AT_MOST: i64 = 100;

/// Keeps what went live as the next version; the same rule again is none.
pub(super) async fn keep(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    segment: i64,
    rule: &str,
    difference: Difference,
) -> Result<()> {
    let last: Option<(i64, String)> =
        sqlx::query_as("SELECT version, rule FROM segment_version WHERE segment_id = $1 ORDER BY version DESC LIMIT 1")
            .bind(segment)
            .fetch_optional(&mut **tx)
            .await?;
    if last.as_ref().is_some_and(|(_, known)| known == rule) {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO segment_version (segment_id, version, rule, at, actor, joined_count, left_count)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(segment)
    .bind(last.map_or(1, |(version, _)| version + 1))
    .bind(rule)
    .bind(now.0)
    .bind(&permit.actor().name)
    .bind(number(difference.joined))
    .bind(number(difference.left))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The versions of a segment, the newest first, each with what it changed.
///
/// # Errors
/// [`StoreError::NotFound`].
#[boxed]
pub async fn versions(db: &Db, _permit: &Permit<ViewOutreach>, id: SegmentId) -> Result<Vec<SegmentVersion>> {
    let segment: i64 =
        sqlx::query_scalar("SELECT id FROM segment WHERE uid = $1").bind(id.to_string()).fetch_one(db.read()).await?;
    // One more than is told: the last one needs what was before it.
    let rows: Vec<(i64, String, i64, String, i64, i64)> = sqlx::query_as(
        "SELECT version, rule, at, actor, joined_count, left_count FROM segment_version WHERE segment_id = $1
         ORDER BY version DESC LIMIT $2",
    )
    .bind(segment)
    .bind(AT_MOST + 1)
    .fetch_all(db.read())
    .await?;
    let mut read = Vec::new();
    for (version, rule, at, actor, joined, left) in rows {
        let rule = Rule::from_json(&rule).map_err(|error| StoreError::corrupt("rule", error))?;
        read.push(SegmentVersion {
            version: fit(version),
            at: UtcMillis(at),
            actor,
            joined: joined.unsigned_abs(),
            left: left.unsigned_abs(),
            sentence: sentence_text(&rule),
            rule,
            changes: Vec::new(),
        });
    }
    let before: Vec<_> = read.iter().skip(1).map(|version| write(&version.rule)).collect();
    for (version, before) in read.iter_mut().zip(before) {
        version.changes = changes(&before, &write(&version.rule));
    }
    read.truncate(fit(AT_MOST));
    Ok(read)
}

/// What changed, each with the line above and below.
pub fn changes(before: &str, after: &str) -> Vec<ChangedLine> {
    let difference = TextDiff::from_lines(before, after);
    let groups = difference.grouped_ops(1);
    let lines = groups.iter().flatten().flat_map(|operation| difference.iter_changes(operation));
    lines
        .map(|line| ChangedLine {
            change: match line.tag() {
                ChangeTag::Equal => LineChange::Same,
                ChangeTag::Insert => LineChange::Added,
                ChangeTag::Delete => LineChange::Removed,
            },
            text: line.value().trim_end().to_owned(),
        })
        .collect()
}
