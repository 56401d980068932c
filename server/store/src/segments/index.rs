//! The fact index of this process: built in the background, followed through the log of changes, asked by whoever counts.
//! Where there is none (not built yet, switched off, too big for its memory) the caller asks in SQL.

mod ask;
mod load;

pub use ask::Everyone;
pub(super) use ask::resolved;

use crate::boxed;
use crate::counts::number;
use crate::db::{Db, Dialect, Tx};
use crate::error::Result;
use ::index::{Bits, Index};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;
use tokio::sync::{Mutex, Notify};

/// So many changed patients are read again beside the index; with more of them it is built anew.
const MOST_CHANGED: usize = 5_000;
/// How many changes the log keeps for other processes.
const KEPT: i64 = 200_000;
const PRUNED_AT_ONCE: i64 = 20_000;

/// A handle to the fact index; clones share it. The default one is switched off.
#[derive(Debug, Clone, Default)]
pub struct FactIndex(Option<Arc<Shared>>);

#[derive(Debug)]
struct Shared {
    memory_mb: u64,
    state: Mutex<Option<Arc<Snapshot>>>,
    rebuild: Notify,
}

/// Everybody as of the last look at the log: who did not change since the index was built, and who did.
#[derive(Debug)]
struct Snapshot {
    base: Arc<Index>,
    /// Whom `base` is out of date about.
    stale: Bits,
    changed: BTreeSet<i64>,
    /// These as they are now.
    fresh: Arc<Index>,
    /// From where on the log has not been read.
    next: i64,
}

impl FactIndex {
    /// An index that may take so much memory; 0 is none.
    pub fn new(memory_mb: u64) -> Self {
        let shared = Shared { memory_mb, state: Mutex::default(), rebuild: Notify::new() };
        Self((memory_mb > 0).then(|| Arc::new(shared)))
    }

    /// Builds it now and again whenever too much has changed. Never returns.
    #[boxed]
    pub async fn keep(self, db: Db) {
        let Some(shared) = &self.0 else { return std::future::pending().await };
        loop {
            if let Err(error) = self.build(&db).await {
                tracing::error!(%error, "the fact index could not be built; counts are taken in SQL");
            }
            shared.rebuild.notified().await;
        }
    }

    /// Reads everything. Until it is done the index of before answers.
    #[boxed]
    pub async fn build(&self, db: &Db) -> Result<()> {
        let Some(shared) = &self.0 else { return Ok(()) };
        let began = Instant::now();
        let needed = load::estimate(db).await? / 1_000_000;
        if needed > shared.memory_mb {
            tracing::warn!(
                needed_mb = needed,
                allowed_mb = shared.memory_mb,
                "the fact index does not fit into its memory; counts are taken in SQL"
            );
            *shared.state.lock().await = None;
            return Ok(());
        }
        // Before the first row: what is written while we read is read again.
        let next = end_of_log(db).await?;
        let base = Arc::new(load::load(db, None).await?);
        tracing::info!(
            patients = base.len(),
            records = base.records(),
            mb = base.bytes() / 1_000_000,
            seconds = began.elapsed().as_secs(),
            "the fact index is ready"
        );
        let stale = base.set([]);
        let snapshot = Snapshot { base, stale, changed: BTreeSet::new(), fresh: Arc::new(Index::default()), next };
        *shared.state.lock().await = Some(Arc::new(snapshot));
        Ok(())
    }

    /// Everybody as of now; `None` where the index can't say.
    async fn current(&self, db: &Db) -> Result<Option<Arc<Snapshot>>> {
        let Some(shared) = &self.0 else { return Ok(None) };
        let mut state = shared.state.lock().await;
        let Some(known) = state.clone() else { return Ok(None) };
        let complete: bool =
            sqlx::query_scalar::<_, i64>("SELECT MIN(stamp) FROM fact_change").fetch_one(db.read()).await?
                <= known.next;
        let next = end_of_log(db).await?;
        let told: Vec<i64> =
            sqlx::query_scalar("SELECT DISTINCT patient_id FROM fact_change WHERE stamp >= $1 LIMIT $2")
                .bind(known.next)
                .bind(number(MOST_CHANGED) + 1)
                .fetch_all(db.read())
                .await?;
        if complete && told.is_empty() {
            return Ok(Some(known));
        }
        let mut changed = known.changed.clone();
        changed.extend(&told);
        if !complete || changed.len() > MOST_CHANGED {
            shared.rebuild.notify_one();
            return Ok(None);
        }
        let keys: Vec<i64> = changed.iter().copied().collect();
        let fresh = Arc::new(load::load(db, Some(&keys)).await?);
        let stale = known.base.set(keys);
        let snapshot = Arc::new(Snapshot { base: Arc::clone(&known.base), stale, changed, fresh, next });
        *state = Some(Arc::clone(&snapshot));
        Ok(Some(snapshot))
    }
}

/// Everything that is committed later has this stamp or a higher one.
async fn end_of_log(db: &Db) -> Result<i64> {
    let sql = match db.dialect() {
        Dialect::Sqlite => "SELECT MAX(stamp) + 1 FROM fact_change",
        Dialect::Postgres => "SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT) AS BIGINT)",
    };
    Ok(sqlx::query_scalar(sql).fetch_one(db.read()).await?)
}

/// Takes from the front of a long log what no process should still want; one that does builds its index anew. A bounded
/// amount at a time: other writers wait.
#[boxed]
pub async fn prune_log(tx: &mut Tx) -> Result<()> {
    let number = match Dialect::of(tx) {
        Dialect::Sqlite => "stamp",
        Dialect::Postgres => "id",
    };
    let rows: i64 = sqlx::query_scalar(&format!(
        "SELECT COALESCE((SELECT MAX({number}) FROM fact_change) - (SELECT MIN({number}) FROM fact_change), 0)"
    ))
    .fetch_one(&mut **tx)
    .await?;
    if rows <= 2 * KEPT {
        return Ok(());
    }
    // All rows of a stamp or none: the lowest that is left says from where on the log is complete.
    sqlx::query(
        "DELETE FROM fact_change WHERE stamp IN (SELECT stamp FROM fact_change
            WHERE stamp < (SELECT stamp FROM fact_change ORDER BY stamp DESC LIMIT 1 OFFSET $1)
            ORDER BY stamp LIMIT $2)",
    )
    .bind(KEPT)
    .bind(PRUNED_AT_ONCE)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
