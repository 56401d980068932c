//! What publishing a draft would change, before it does.

use super::by_hand;
use super::compile::{Scope, matching};
use super::index::FactIndex;
use super::members::named;
use crate::actor::Permit;
use crate::boxed;
use crate::built::build;
use crate::counts::count;
use crate::db::Db;
use crate::error::{Result, StoreError};
use shared::ids::SegmentId;
use shared::people::{EditSegments, ViewPatients};
use shared::segments::Rule;
use shared::segments::wire::PublishPreview;
use shared::time::UtcMillis;
use std::collections::BTreeSet;

/// How many of those who join or leave are shown.
const SHOWN_AT_MOST: usize = 5;

/// Who would join and who would leave if the draft went live now; a few of each for those who may see patients, written
/// down as shown.
///
/// # Errors
/// [`StoreError::NotFound`]; when the audit log can't be written.
#[boxed]
pub async fn preview(
    db: &Db,
    facts: &FactIndex,
    _permit: &Permit<EditSegments>,
    reader: Option<&Permit<ViewPatients>>,
    now: UtcMillis,
    id: SegmentId,
) -> Result<PublishPreview> {
    let (segment, draft): (i64, String) = sqlx::query_as("SELECT id, draft_rule FROM segment WHERE uid = $1")
        .bind(id.to_string())
        .fetch_one(db.read())
        .await?;
    let rule = Rule::from_json(&draft).map_err(|error| StoreError::corrupt("rule", error))?;
    let rule = by_hand::of(&mut *db.read().acquire().await?, segment).await?.on_top_of(&rule);
    let wanted: BTreeSet<i64> = match facts.answer(db, &rule, now.date_utc(), false).await? {
        Some(everyone) => everyone.keys().collect(),
        None => {
            let scope = Scope { dialect: db.dialect(), today: now.date_utc(), patients: None };
            let (sql, arguments) = build(db.dialect(), &matching(&rule, scope))?;
            let keys: Vec<i64> = sqlx::query_scalar_with(&sql, arguments).fetch_all(db.read()).await?;
            keys.into_iter().collect()
        }
    };
    let members: Vec<i64> =
        sqlx::query_scalar("SELECT patient_id FROM segment_member WHERE segment_id = $1 AND left_at IS NULL")
            .bind(segment)
            .fetch_all(db.read())
            .await?;
    let members: BTreeSet<i64> = members.into_iter().collect();
    let joining: Vec<i64> = wanted.difference(&members).copied().collect();
    let leaving: Vec<i64> = members.difference(&wanted).copied().collect();
    let some = async |keys: &[i64]| match reader.filter(|_| !keys.is_empty()) {
        Some(permit) => {
            let keys = &keys[..keys.len().min(SHOWN_AT_MOST)];
            named(db, permit, now, id, keys, SHOWN_AT_MOST).await
        }
        None => Ok(Vec::new()),
    };
    Ok(PublishPreview {
        joining: count(joining.len()),
        leaving: count(leaving.len()),
        joiners: some(&joining).await?,
        leavers: some(&leaving).await?,
    })
}
