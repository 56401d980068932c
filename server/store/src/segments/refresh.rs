//! Keeping membership true: the difference between who is in and whom the rule takes in, for some patients or for all.

use super::by_hand;
use super::compile::{Scope, matching};
use super::nesting;
use crate::boxed;
use crate::built::build;
use crate::counts::count;
use crate::db::{Db, Dialect, Tx, placeholders};
use crate::error::{Result, StoreError};
use sea_query::{Alias, Expr, Query, Returning};
use shared::segments::{ByHand, Dependencies, Rule, dependencies};
use shared::time::UtcMillis;

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

/// Who hears of a change of membership.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listeners {
    /// The segment was never live: no journey and no other rule can ask for it yet.
    None,
    /// Journeys it feeds and live rules that ask for it.
    Any,
}

/// All live dynamic segments, in the order in which everybody locks them.
#[boxed]
pub async fn live_dynamic(tx: &mut Tx) -> Result<Vec<LiveSegment>> {
    let rows: Vec<(i64, Option<String>)> =
        sqlx::query_as("SELECT id, live_rule FROM segment WHERE status = 'live' AND kind = 'dynamic' ORDER BY id")
            .fetch_all(&mut **tx)
            .await?;
    let by_hand = by_hand::all(tx).await?;
    let lists = |key| by_hand.get(&key).copied().unwrap_or_default();
    Ok(rows.into_iter().map(|(key, text)| LiveSegment { key, rule: readable(text.as_deref(), lists(key)) }).collect())
}

/// The rule that is stored, with the lists on top.
pub(super) fn readable(text: Option<&str>, by_hand: ByHand) -> Result<(Rule, Dependencies), String> {
    let rule =
        Rule::from_json(text.unwrap_or_default()).map_err(|error| format!("The live rule can't be read: {error}"))?;
    let rule = by_hand.on_top_of(&rule);
    let depends = dependencies(&rule);
    Ok((rule, depends))
}

/// Compares everybody with the rule and writes who joined and who left.
#[boxed]
pub async fn refresh(
    db: &Db,
    tx: &mut Tx,
    now: UtcMillis,
    segment: i64,
    rule: &Rule,
    listeners: Listeners,
) -> Result<Difference> {
    difference(db.dialect(), tx, now, segment, rule, None, listeners).await
}

/// Compares only these patients with the rule: what a change to them costs.
#[boxed]
pub async fn re_evaluate(
    db: &Db,
    tx: &mut Tx,
    now: UtcMillis,
    segment: i64,
    rule: &Rule,
    patients: &[i64],
) -> Result<Difference> {
    re_evaluate_in(db.dialect(), tx, now, segment, rule, patients, Listeners::Any).await
}

/// [`re_evaluate`], where nothing but the transaction is at hand.
pub(super) async fn re_evaluate_in(
    dialect: Dialect,
    tx: &mut Tx,
    now: UtcMillis,
    segment: i64,
    rule: &Rule,
    patients: &[i64],
    listeners: Listeners,
) -> Result<Difference> {
    let mut tests = 1;
    rule.root.each(&mut |_| tests += 1);
    let mut all = Difference::default();
    // Every test names the patients once more; keep the statement within what a database takes.
    for chunk in patients.chunks((20_000 / tests).clamp(1, 1_000)) {
        let some = difference(dialect, tx, now, segment, rule, Some(chunk), listeners).await?;
        all.joined += some.joined;
        all.left += some.left;
    }
    Ok(all)
}

async fn difference(
    dialect: Dialect,
    tx: &mut Tx,
    now: UtcMillis,
    segment: i64,
    rule: &Rule,
    patients: Option<&[i64]>,
    listeners: Listeners,
) -> Result<Difference> {
    let scope = Scope { dialect, today: now.date_utc(), patients };
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
    let (sql, arguments) = build(dialect, &join)?;
    let joined = sqlx::query_with(&sql, arguments).execute(&mut **tx).await?.rows_affected();
    if joined > 0 {
        queue_new_stays(tx, segment, last, listeners).await?;
    }

    // Whoever joined just now passed: only those who were in before may have to leave.
    let was_in: Option<i64> = sqlx::query_scalar(
        "SELECT id FROM segment_member WHERE segment_id = $1 AND left_at IS NULL AND id <= $2 LIMIT 1",
    )
    .bind(segment)
    .bind(last)
    .fetch_optional(&mut **tx)
    .await?;
    if was_in.is_none() {
        if joined > 0 {
            nesting::pass_on(tx, segment, last_change).await?;
        }
        return Ok(Difference { joined, left: 0 });
    }
    let mut leave = Query::update();
    leave
        .table(Alias::new("segment_member"))
        .value(Alias::new("left_at"), now.0)
        .and_where(of("segment_id").eq(segment))
        .and_where(of("left_at").is_null())
        .and_where(of("id").lte(last))
        .and_where(of("patient_id").not_in_subquery(matching(rule, scope)))
        .returning(Returning::new().column(Alias::new("patient_id")));
    if let Some(patients) = patients {
        leave.and_where(of("patient_id").is_in(patients.iter().copied()));
    }
    let (sql, arguments) = build(dialect, &leave)?;
    let left: Vec<i64> = sqlx::query_scalar_with(&sql, arguments).fetch_all(&mut **tx).await?;
    queue_membership_changes(tx, now, segment, false, &left).await?;
    if joined > 0 || !left.is_empty() {
        nesting::pass_on(tx, segment, last_change).await?;
    }
    Ok(Difference { joined, left: count(left.len()) })
}

/// Queues, for the journeys, everybody whose stay in the segment has a higher key than `last`.
pub(super) async fn queue_new_stays(tx: &mut Tx, segment: i64, last: i64, listeners: Listeners) -> Result<()> {
    if listeners == Listeners::Any {
        sqlx::query(
            "INSERT INTO membership_change (segment_id, patient_id, joined, at)
             SELECT segment_id, patient_id, 1, joined_at FROM segment_member WHERE segment_id = $1 AND id > $2",
        )
        .bind(segment)
        .bind(last)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Queues membership changes for the journeys.
pub(super) async fn queue_membership_changes(
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
