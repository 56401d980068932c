//! Whole segments compared with their rule: when they go live, on a new day, after a failure.

use super::index::FactIndex;
use super::refresh::{Difference, re_evaluate, readable, refresh};
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use shared::segments::Rule;
use shared::time::{Millis, UtcMillis};
use std::collections::HashSet;

/// How long a failed segment rests before the whole of it is tried again.
const RETRY: Millis = Millis::minutes(1);

/// Compares one segment as a whole that is due for it: a new day has begun for a rule that follows the date, a code set
/// changed, or it failed a while ago. `None` when none is due. The fact index says whom to look at, where there is one.
///
/// # Errors
/// When the database refuses; [`refresh_failed`] then tells the segment, in a transaction of its own.
pub async fn refresh_due(
    db: &Db,
    facts: &FactIndex,
    now: UtcMillis,
) -> Result<Option<Difference>, (Option<i64>, StoreError)> {
    let unknown = |error: StoreError| (None, error);
    let mut tx = db.begin().await.map_err(unknown)?;
    let midnight = now.date_utc().start_utc();
    let due: Option<(i64, Option<String>, Option<String>)> = sqlx::query_as(&format!(
        "SELECT id, live_rule, error FROM segment WHERE status = 'live' AND kind = 'dynamic'
         AND ((error IS NOT NULL AND error_at <= $1)
              OR (error IS NULL AND (refreshed_whole_at IS NULL OR (follows_date = 1 AND refreshed_whole_at < $2))))
         ORDER BY id LIMIT 1{}",
        db.dialect().skip_locked()
    ))
    .bind((now - RETRY).0)
    .bind(midnight.0)
    .fetch_optional(&mut *tx)
    .await
    .map_err(|error| unknown(error.into()))?;
    let Some((segment, text, error)) = due else { return Ok(None) };
    let told = |error: StoreError| (Some(segment), error);
    let (rule, _) = readable(text.as_deref()).map_err(|why| told(StoreError::corrupt("rule", why)))?;
    // What went wrong once is not left to memory.
    let memory = if error.is_none() { Some(facts) } else { None };
    let difference = compare(db, memory, &mut tx, now, segment, &rule).await.map_err(told)?;
    tx.commit().await.map_err(|error| told(error.into()))?;
    Ok(Some(difference))
}

/// Up to so many patients are compared one by one; for more it is quicker to compare everybody.
const FEW: usize = 20_000;

/// Compares everybody with the rule, writes who joined and left and how long it took, and forgets any error. The fact index,
/// where there is one, says about whom membership and rule differ, and only these are compared in SQL: on most days a
/// handful. The caller has locked the segment.
///
/// # Errors
/// When the database refuses.
pub async fn compare(
    db: &Db,
    facts: Option<&FactIndex>,
    tx: &mut Tx,
    now: UtcMillis,
    segment: i64,
    rule: &Rule,
) -> Result<Difference> {
    let began = std::time::Instant::now();
    let difference = match differing(db, facts, tx, now, segment, rule).await? {
        Some(patients) => {
            let mut all = Difference::default();
            for chunk in patients.chunks(5_000) {
                let some = re_evaluate(db, tx, now, segment, rule, chunk).await?;
                all.joined += some.joined;
                all.left += some.left;
            }
            all
        }
        None => refresh(db, tx, now, segment, rule).await?,
    };
    sqlx::query(
        "UPDATE segment SET refreshed_at = $1, refreshed_whole_at = $2, refresh_millis = $3, error = NULL, error_at = NULL
         WHERE id = $4",
    )
    .bind(now.0)
    .bind(now.0)
    .bind(began.elapsed().as_millis() as i64)
    .bind(segment)
    .execute(&mut **tx)
    .await?;
    Ok(difference)
}

/// About whom membership and the fact index differ; `None` where there is no index, or where these are many.
async fn differing(
    db: &Db,
    facts: Option<&FactIndex>,
    tx: &mut Tx,
    now: UtcMillis,
    segment: i64,
    rule: &Rule,
) -> Result<Option<Vec<i64>>> {
    let Some(facts) = facts else { return Ok(None) };
    let Some(everyone) = facts.answer(db, rule, now.date_utc(), false).await? else { return Ok(None) };
    let members: HashSet<i64> =
        sqlx::query_scalar("SELECT patient_id FROM segment_member WHERE segment_id = $1 AND left_at IS NULL")
            .bind(segment)
            .fetch_all(&mut **tx)
            .await?
            .into_iter()
            .collect();
    let joining = everyone.keys().filter(|key| !members.contains(key));
    let leaving = members.iter().copied().filter(|key| !everyone.contains(*key));
    let mut differing: Vec<i64> = joining.chain(leaving).take(FEW + 1).collect();
    differing.sort_unstable();
    Ok((differing.len() <= FEW).then_some(differing))
}

/// Shows a failure on the segment. Its membership may now be out of date, so the whole of it is compared at the next try.
///
/// # Errors
/// When the database refuses.
pub async fn refresh_failed(tx: &mut Tx, now: UtcMillis, segment: i64, why: &str) -> Result<()> {
    sqlx::query("UPDATE segment SET error = $1, error_at = $2 WHERE id = $3")
        .bind(why)
        .bind(now.0)
        .bind(segment)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
