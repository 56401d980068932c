//! The way that led a traveller to a message: which journey, which version, and which ways were chosen.

use super::mail::parts;
use crate::Db;
use crate::counts::fit;
use crate::db::list_of;
use crate::error::Result;
use shared::journeys::{NodeId, Outcome, Port};
use sqlx::Row;
use std::collections::{BTreeMap, HashMap};

/// How one message came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    pub run: i64,
    pub journey: i64,
    pub version: i64,
    pub patient: i64,
    /// Staff stopped the journey.
    pub stopped: bool,
    /// The way that each step with several ways before the message chose last.
    pub answers: BTreeMap<NodeId, Port>,
}

/// The ways behind these outbox keys; a key that is no journey's, or whose run is gone, has none.
pub async fn ways<'a>(db: &Db, keys: impl Iterator<Item = &'a str>) -> Result<HashMap<String, Way>> {
    let mut asked: HashMap<i64, Vec<(String, i64)>> = HashMap::new();
    for key in keys {
        if let Some((run, _, visit)) = parts(key) {
            asked.entry(run).or_default().push((key.to_owned(), visit));
        }
    }
    let runs: Vec<i64> = asked.keys().copied().collect();
    let mut found = HashMap::with_capacity(asked.len());
    for chunk in runs.chunks(1_000) {
        let (keys, keys_in) = (list_of(chunk.iter().copied()), db.dialect().keys_in("$1"));
        let sql = format!(
            "SELECT r.id, r.journey_id, r.version_id, r.patient_id, j.status FROM journey_run r
             JOIN journey j ON j.id = r.journey_id WHERE r.id IN ({keys_in})"
        );
        for row in sqlx::query(&sql).bind(&keys).fetch_all(db.read()).await? {
            let way = Way {
                run: row.try_get("id")?,
                journey: row.try_get("journey_id")?,
                version: row.try_get("version_id")?,
                patient: row.try_get("patient_id")?,
                stopped: row.try_get::<String, _>("status")? == "stopped",
                answers: BTreeMap::new(),
            };
            for (key, _) in asked.get(&way.run).into_iter().flatten() {
                found.insert(key.clone(), way.clone());
            }
        }
        // In the order of the visits, so that a branch passed twice keeps its last answer. The key journey_history_run_id_visit_key finds them.
        let sql = format!(
            "SELECT run_id, visit, node, outcome FROM journey_history
             WHERE run_id IN ({keys_in}) AND outcome NOT IN ('passed', 'sent') ORDER BY run_id, visit"
        );
        for row in sqlx::query(&sql).bind(&keys).fetch_all(db.read()).await? {
            let (run, at): (i64, i64) = (row.try_get("run_id")?, row.try_get("visit")?);
            let node = NodeId(fit(row.try_get::<i64, _>("node")?));
            let Some(Outcome::Took(port)) = Outcome::from_code(&row.try_get::<String, _>("outcome")?) else { continue };
            for (key, visit) in asked.get(&run).into_iter().flatten() {
                if at < *visit
                    && let Some(way) = found.get_mut(key)
                {
                    way.answers.insert(node, port);
                }
            }
        }
    }
    Ok(found)
}
