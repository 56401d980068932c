//! Keeping membership true: the difference between who is in and whom the rule takes in, for some patients or for all.

use super::compile::{Scope, matching};
use super::index::{Everyone, FactIndex};
use super::nesting;
use super::statement::build;
use crate::db::{Db, Dialect, Tx, placeholders};
use crate::error::{Result, StoreError};
use sea_query::{Alias, Expr, Query, Returning};
use shared::segments::{Dependencies, Rule, dependencies};
use shared::time::{Millis, UtcMillis};
use std::collections::BTreeSet;

/// A live dynamic segment, ready to be evaluated.
#[derive(Debug, Clone)]
pub struct LiveSegment {
    pub key: i64,
    /// What can't be read as a rule is an error to be shown on the segment.
    pub rule: Result<(Rule, Dependencies), String>,
}

/// How many joined and how many left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Difference {
    pub joined: u64,
    pub left: u64,
}

/// All live dynamic segments, in the order in which everybody locks them.
///
/// # Errors
/// When the database can't be read.
pub async fn live_dynamic(tx: &mut Tx) -> Result<Vec<LiveSegment>> {
    let rows: Vec<(i64, Option<String>)> =
        sqlx::query_as("SELECT id, live_rule FROM segment WHERE status = 'live' AND kind = 'dynamic' ORDER BY id")
            .fetch_all(&mut **tx)
            .await?;
    Ok(rows.into_iter().map(|(key, text)| LiveSegment { key, rule: readable(text.as_deref()) }).collect())
}

fn readable(text: Option<&str>) -> Result<(Rule, Dependencies), String> {
    let rule =
        Rule::from_json(text.unwrap_or_default()).map_err(|error| format!("The live rule can't be read: {error}"))?;
    let depends = dependencies(&rule);
    Ok((rule, depends))
}

/// Compares everybody with the rule and writes who joined and who left.
///
/// # Errors
/// When the database refuses.
pub async fn refresh(db: &Db, tx: &mut Tx, now: UtcMillis, segment: i64, rule: &Rule) -> Result<Difference> {
    difference(db, tx, now, segment, rule, None).await
}

/// Compares only these patients with the rule: what a change to them costs.
///
/// # Errors
/// When the database refuses.
pub async fn re_evaluate(
    db: &Db,
    tx: &mut Tx,
    now: UtcMillis,
    segment: i64,
    rule: &Rule,
    patients: &[i64],
) -> Result<Difference> {
    let mut tests = 1;
    rule.root.each(&mut |_| tests += 1);
    let mut all = Difference::default();
    // Every test names the patients once more; keep the statement within what a database takes.
    for chunk in patients.chunks((20_000 / tests).clamp(1, 1_000)) {
        let some = difference(db, tx, now, segment, rule, Some(chunk)).await?;
        all.joined += some.joined;
        all.left += some.left;
    }
    Ok(all)
}

async fn difference(
    db: &Db,
    tx: &mut Tx,
    now: UtcMillis,
    segment: i64,
    rule: &Rule,
    patients: Option<&[i64]>,
) -> Result<Difference> {
    let scope = Scope { dialect: db.dialect(), today: now.date_utc(), patients };
    // Also the lock: on PostgreSQL one transaction at a time changes this segment's membership, and what it then reads
    // includes everything the one before it wrote.
    sqlx::query("UPDATE segment SET refreshed_at = $1 WHERE id = $2")
        .bind(now.0)
        .bind(segment)
        .execute(&mut **tx)
        .await?;
    let last_change = nesting::last_change(tx).await?;
    let last: i64 = sqlx::query_scalar("SELECT COALESCE(MAX(id), 0) FROM segment_member").fetch_one(&mut **tx).await?;

    let of = |column| Expr::col(Alias::new(column));
    let members = || {
        let mut members = Query::select();
        members
            .column(Alias::new("patient_id"))
            .from(Alias::new("segment_member"))
            .and_where(of("segment_id").eq(segment))
            .and_where(of("left_at").is_null());
        members
    };

    let mut joining = matching(rule, scope);
    joining
        .clear_selects()
        .expr(Expr::val(segment))
        .column((Alias::new("p"), Alias::new("id")))
        .expr(Expr::val(now.0))
        .and_where(Expr::col((Alias::new("p"), Alias::new("id"))).not_in_subquery(members()));
    let mut join = Query::insert();
    join.into_table(Alias::new("segment_member"))
        .columns(["segment_id", "patient_id", "joined_at"].map(Alias::new))
        .select_from(joining)
        .map_err(|error| StoreError::corrupt("rule", error))?;
    let (sql, arguments) = build(db.dialect(), &join)?;
    let joined = sqlx::query_with(&sql, arguments).execute(&mut **tx).await?.rows_affected();
    if joined > 0 {
        sqlx::query(
            "INSERT INTO membership_change (segment_id, patient_id, joined, at)
             SELECT segment_id, patient_id, 1, joined_at FROM segment_member WHERE segment_id = $1 AND id > $2",
        )
        .bind(segment)
        .bind(last)
        .execute(&mut **tx)
        .await?;
    }

    let mut leave = Query::update();
    leave
        .table(Alias::new("segment_member"))
        .value(Alias::new("left_at"), now.0)
        .and_where(of("segment_id").eq(segment))
        .and_where(of("left_at").is_null())
        .and_where(of("patient_id").not_in_subquery(matching(rule, scope)))
        .returning(Returning::new().column(Alias::new("patient_id")));
    if let Some(patients) = patients {
        leave.and_where(of("patient_id").is_in(patients.iter().copied()));
    }
    let (sql, arguments) = build(db.dialect(), &leave)?;
    let left: Vec<i64> = sqlx::query_scalar_with(&sql, arguments).fetch_all(&mut **tx).await?;
    record_changes(tx, now, segment, false, &left).await?;
    if joined > 0 || !left.is_empty() {
        nesting::pass_on(tx, segment, last_change).await?;
    }
    Ok(Difference { joined, left: left.len() as u64 })
}

/// Queues membership changes for the journeys.
pub(super) async fn record_changes(
    tx: &mut Tx,
    now: UtcMillis,
    segment: i64,
    joined: bool,
    patients: &[i64],
) -> Result<()> {
    for chunk in patients.chunks(4_000) {
        let sql = format!(
            "INSERT INTO membership_change (segment_id, patient_id, joined, at) VALUES {}",
            placeholders(Dialect::of(tx), chunk.len(), 4)
        );
        let mut insert = sqlx::query(&sql);
        for patient in chunk {
            insert = insert.bind(segment).bind(*patient).bind(i64::from(joined)).bind(now.0);
        }
        insert.execute(&mut **tx).await?;
    }
    Ok(())
}

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
    let everyone = match error {
        None => facts.answer(db, &rule, now.date_utc(), false).await.map_err(told)?,
        // What went wrong once is not left to memory.
        Some(_) => None,
    };
    let difference = match everyone {
        Some(everyone) => differing(db, &mut tx, now, segment, &rule, &everyone).await.map_err(told)?,
        None => whole(db, &mut tx, now, segment, &rule).await.map_err(told)?,
    };
    tx.commit().await.map_err(|error| told(error.into()))?;
    Ok(Some(difference))
}

/// Compares in SQL only those about whom membership and the fact index differ: on most days a handful.
async fn differing(
    db: &Db,
    tx: &mut Tx,
    now: UtcMillis,
    segment: i64,
    rule: &Rule,
    everyone: &Everyone,
) -> Result<Difference> {
    let began = std::time::Instant::now();
    let members: BTreeSet<i64> =
        sqlx::query_scalar("SELECT patient_id FROM segment_member WHERE segment_id = $1 AND left_at IS NULL")
            .bind(segment)
            .fetch_all(&mut **tx)
            .await?
            .into_iter()
            .collect();
    let joining = everyone.keys().filter(|key| !members.contains(key));
    let leaving = members.iter().copied().filter(|key| !everyone.contains(*key));
    let differing: Vec<i64> = joining.chain(leaving).collect();
    let mut all = Difference::default();
    for chunk in differing.chunks(5_000) {
        let some = re_evaluate(db, tx, now, segment, rule, chunk).await?;
        all.joined += some.joined;
        all.left += some.left;
    }
    compared(tx, now, segment, began).await?;
    Ok(all)
}

/// [`refresh`], with the time it took written down and any error forgotten.
pub(super) async fn whole(db: &Db, tx: &mut Tx, now: UtcMillis, segment: i64, rule: &Rule) -> Result<Difference> {
    let began = std::time::Instant::now();
    let difference = refresh(db, tx, now, segment, rule).await?;
    compared(tx, now, segment, began).await?;
    Ok(difference)
}

async fn compared(tx: &mut Tx, now: UtcMillis, segment: i64, began: std::time::Instant) -> Result<()> {
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
    Ok(())
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
