//! Whole segments compared with their rule: when they go live, on a new day, after a failure.

use super::by_hand;
use super::index::FactIndex;
use super::membership::apply_membership_diff;
use super::refresh::{Difference, Listeners, re_evaluate_in, readable, refresh};
use super::turns;
use crate::boxed;
use crate::counts::number;
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use shared::segments::Rule;
use shared::time::{Millis, UtcMillis};
use sqlx::AnyConnection;
use std::collections::HashSet;

/// How long a failed segment rests before the whole of it is tried again.
const RETRY: Millis = Millis::minutes(1);

/// Compares one segment as a whole that is due for it: a new day has begun for a rule that follows the date, a code set
/// changed, or it failed a while ago. `None` when none is due. The fact index says whom to look at, where there is one.
///
/// # Errors
/// When the database refuses; [`refresh_failed`] then tells the segment, in a transaction of its own.
#[boxed]
pub async fn refresh_due(
    db: &Db,
    facts: &FactIndex,
    now: UtcMillis,
) -> Result<Option<Difference>, (Option<i64>, StoreError)> {
    let unknown = |error: StoreError| (None, error);
    // Asked twice, so that who finds nothing holds up nobody.
    let mut connection = db.read().acquire().await.map_err(|error| unknown(error.into()))?;
    if first_due(&mut connection, now, "").await.map_err(unknown)?.is_none() {
        return Ok(None);
    }
    drop(connection);
    let mut tx = db.begin().await.map_err(unknown)?;
    turns::with_exclusive_membership(&mut tx).await.map_err(unknown)?;
    let due = first_due(&mut tx, now, db.dialect().skip_locked()).await.map_err(unknown)?;
    let Some((segment, text, error)) = due else { return Ok(None) };
    let told = |error: StoreError| (Some(segment), error);
    let by_hand = by_hand::of(&mut tx, segment).await.map_err(told)?;
    let (rule, _) = readable(text.as_deref(), by_hand).map_err(|why| told(StoreError::corrupt("rule", why)))?;
    // What went wrong once is not left to memory.
    let memory = if error.is_none() { Some(facts) } else { None };
    let difference = compare(db, memory, &mut tx, now, segment, &rule, Listeners::Any).await.map_err(told)?;
    tx.commit().await.map_err(|error| told(error.into()))?;
    Ok(Some(difference))
}

/// The first live segment that is due, with its rule and what went wrong with it.
async fn first_due(
    connection: &mut AnyConnection,
    now: UtcMillis,
    claim: &str,
) -> Result<Option<(i64, Option<String>, Option<String>)>> {
    let midnight = now.date_utc().start_utc();
    Ok(sqlx::query_as(&format!(
        "SELECT id, live_rule, error FROM segment WHERE status = 'live' AND kind = 'dynamic'
         AND ((error IS NOT NULL AND error_at <= $1)
              OR (error IS NULL AND (refreshed_whole_at IS NULL OR (follows_date = 1 AND refreshed_whole_at < $2))))
         ORDER BY id LIMIT 1{claim}"
    ))
    .bind((now - RETRY).0)
    .bind(midnight.0)
    .fetch_optional(connection)
    .await?)
}

/// Up to so many patients the fact index names are compared once more in SQL, which costs little.
const FEW: usize = 5_000;

/// Compares everybody with the rule, writes who joined and left and how long it took, and forgets any error. The fact index,
/// where there is one, says about whom membership and rule differ: on most days a handful, which are compared once more in SQL.
/// Of many it is taken at its word, as nobody takes changes meanwhile. The caller has [`turns::with_exclusive_membership`].
#[boxed]
pub async fn compare(
    db: &Db,
    facts: Option<&FactIndex>,
    tx: &mut Tx,
    now: UtcMillis,
    segment: i64,
    rule: &Rule,
    listeners: Listeners,
) -> Result<Difference> {
    let began = std::time::Instant::now();
    let difference = match differing(db, facts, tx, now, segment, rule).await? {
        Some(Differing { joining, leaving }) if joining.len() + leaving.len() <= FEW => {
            let mut few = [joining, leaving].concat();
            few.sort_unstable();
            re_evaluate_in(db.dialect(), tx, now, segment, rule, &few, listeners).await?
        }
        Some(Differing { joining, leaving }) => {
            apply_membership_diff(tx, now, segment, &joining, &leaving, listeners).await?
        }
        None => refresh(db, tx, now, segment, rule, listeners).await?,
    };
    sqlx::query(
        "UPDATE segment SET refreshed_at = $1, refreshed_whole_at = $2, refresh_millis = $3, error = NULL, error_at = NULL
         WHERE id = $4",
    )
    .bind(now.0)
    .bind(now.0)
    .bind(number(began.elapsed().as_millis()))
    .bind(segment)
    .execute(&mut **tx)
    .await?;
    Ok(difference)
}

/// About whom membership and the fact index differ.
struct Differing {
    joining: Vec<i64>,
    leaving: Vec<i64>,
}

/// `None` where there is no index.
async fn differing(
    db: &Db,
    facts: Option<&FactIndex>,
    tx: &mut Tx,
    now: UtcMillis,
    segment: i64,
    rule: &Rule,
) -> Result<Option<Differing>> {
    let Some(facts) = facts else { return Ok(None) };
    let Some(everyone) = facts.answer(db, rule, now.date_utc(), false).await? else { return Ok(None) };
    let members: HashSet<i64> =
        sqlx::query_scalar("SELECT patient_id FROM segment_member WHERE segment_id = $1 AND left_at IS NULL")
            .bind(segment)
            .fetch_all(&mut **tx)
            .await?
            .into_iter()
            .collect();
    let joining = everyone.keys().filter(|key| !members.contains(key)).collect();
    let leaving = members.iter().copied().filter(|key| !everyone.contains(*key)).collect();
    Ok(Some(Differing { joining, leaving }))
}

/// Shows a failure on the segment. Its membership may now be out of date, so the whole of it is compared at the next try.
#[boxed]
pub async fn refresh_failed(tx: &mut Tx, now: UtcMillis, segment: i64, why: &str) -> Result<()> {
    sqlx::query("UPDATE segment SET error = $1, error_at = $2 WHERE id = $3")
        .bind(why)
        .bind(now.0)
        .bind(segment)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
