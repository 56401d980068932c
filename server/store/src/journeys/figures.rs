//! How many: key figures, tile figures, and the proof that nobody got lost.

use crate::boxed;
use crate::counts::fit;
use crate::db::list_of;
use crate::error::Result;
use crate::{Db, Permit};
use shared::ids::JourneyId;
use shared::journeys::{Figures, FinishReason, NodeFigures, NodeId, Outcome, Reason};
use shared::people::ViewOutreach;
use sqlx::Row;
use std::collections::{BTreeMap, HashMap};

/// Per journey, how many runs have each status.
#[boxed]
pub async fn totals(db: &Db, journeys: &[i64]) -> Result<HashMap<i64, HashMap<String, i64>>> {
    let mut totals: HashMap<i64, HashMap<String, i64>> = HashMap::new();
    if journeys.is_empty() {
        return Ok(totals);
    }
    let sql = format!(
        "SELECT journey_id, status, COUNT(*) AS runs FROM journey_run WHERE journey_id IN ({}) GROUP BY journey_id, status",
        db.dialect().keys_in("$1")
    );
    for row in sqlx::query(&sql).bind(list_of(journeys.iter().copied())).fetch_all(db.read()).await? {
        totals.entry(row.try_get("journey_id")?).or_default().insert(row.try_get("status")?, row.try_get("runs")?);
    }
    Ok(totals)
}

/// Per node, how many came, wait, went on and were let go: one query.
#[boxed]
pub async fn node_counts(db: &Db, journey: i64) -> Result<BTreeMap<NodeId, NodeFigures>> {
    let rows = sqlx::query(
        "SELECT node, outcome, COUNT(*) AS stays FROM journey_history WHERE journey_id = $1 GROUP BY node, outcome
         UNION ALL
         SELECT node, 'waiting', COUNT(*) FROM journey_run WHERE journey_id = $2 AND status = 'waiting' GROUP BY node",
    )
    .bind(journey)
    .bind(journey)
    .fetch_all(db.read())
    .await?;
    let mut nodes: BTreeMap<NodeId, NodeFigures> = BTreeMap::new();
    for row in rows {
        let figures = nodes.entry(NodeId(fit(row.try_get::<i64, _>("node")?))).or_default();
        let stays: i64 = row.try_get("stays")?;
        figures.came += stays;
        let outcome: String = row.try_get("outcome")?;
        match Outcome::from_code(&outcome) {
            None if outcome == Outcome::WAITING => figures.waiting += stays,
            Some(Outcome::Finished(reason)) if !reason.is_done() => figures.ended += stays,
            Some(Outcome::Took(port)) => {
                figures.went += stays;
                *figures.ways.entry(port).or_default() += stays;
            }
            Some(Outcome::Passed | Outcome::Sent | Outcome::Finished(_)) | None => figures.went += stays,
        }
    }
    Ok(nodes)
}

/// The journey's figures, those of its messages included.
///
/// # Errors
/// [`crate::StoreError::NotFound`], or when the database can't be read.
#[boxed]
pub async fn figures(db: &Db, _permit: &Permit<ViewOutreach>, id: JourneyId) -> Result<Figures> {
    let (key, status): (i64, String) = sqlx::query_as("SELECT id, status FROM journey WHERE uid = $1")
        .bind(id.to_string())
        .fetch_one(db.read())
        .await?;
    let by_status = totals(db, &[key]).await?.remove(&key).unwrap_or_default();
    let count = |status: &str| by_status.get(status).copied().unwrap_or(0);
    let exits: Vec<(String, i64)> = sqlx::query_as(
        "SELECT finish_reason, COUNT(*) FROM journey_run WHERE journey_id = $1 AND status = 'exited'
         GROUP BY finish_reason ORDER BY 2 DESC",
    )
    .bind(key)
    .fetch_all(db.read())
    .await?;
    let goal: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM journey_run WHERE journey_id = $1 AND status = 'done' AND finish_reason = 'goal'",
    )
    .bind(key)
    .fetch_one(db.read())
    .await?;
    let mut figures = Figures {
        goal,
        status: Some(super::status(&status)?),
        entered: by_status.values().sum(),
        waiting: count("waiting"),
        done: count("done"),
        exited: count("exited"),
        nodes: node_counts(db, key).await?,
        exits: exits
            .into_iter()
            .map(|(code, count)| Reason {
                reason: FinishReason::from_code(&code).map_or(code, |reason| reason.label().to_owned()),
                count,
            })
            .collect(),
        ..Figures::default()
    };
    super::mail::add(db, id, &mut figures).await?;
    Ok(figures)
}

/// Journeys in which somebody got lost, by name: where the runs, their history and their statuses don't add up. Always
/// empty, or there is a fault in us; the home page and the doctor say so.
#[boxed]
pub async fn conserved(db: &Db) -> Result<Vec<String>> {
    // A run on its n-th stay has n - 1 ended stays behind it, and the last one too once it is finished.
    Ok(sqlx::query_scalar(
        "SELECT j.name FROM journey j JOIN journey_run r ON r.journey_id = j.id
         WHERE (SELECT COUNT(*) FROM journey_history h WHERE h.run_id = r.id)
            <> CASE WHEN r.status = 'waiting' THEN r.visit - 1 ELSE r.visit END
            OR r.status NOT IN ('waiting', 'done', 'exited')
            OR (r.status = 'waiting' AND j.status NOT IN ('live', 'going-live'))
         GROUP BY j.name ORDER BY j.name LIMIT 20",
    )
    .fetch_all(db.read())
    .await?)
}
