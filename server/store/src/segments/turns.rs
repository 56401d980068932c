//! Who may change membership at the same time. A full refresh reads for seconds. A worker could meanwhile take a change off the
//! queue that the refresh has not seen and skip it, because to that worker the segment is not live yet. So taking changes waits
//! for full refreshes. On SQLite there is one writer at a time anyway.

use crate::boxed;
use crate::db::{Dialect, Tx};
use crate::error::Result;

/// A number of ours among the advisory locks of the database.
const MEMBERSHIP: i64 = 7_301;

/// Until this transaction ends nobody takes changes, and no other whole segment is compared. Called before any row is locked.
pub(super) async fn with_exclusive_membership(tx: &mut Tx) -> Result<()> {
    lock_membership(tx, "pg_advisory_xact_lock").await
}

/// Until this transaction ends no whole segment is compared. Called before any row is locked.
#[boxed]
pub async fn sharing_membership(tx: &mut Tx) -> Result<()> {
    lock_membership(tx, "pg_advisory_xact_lock_shared").await
}

async fn lock_membership(tx: &mut Tx, lock: &str) -> Result<()> {
    if Dialect::of(tx) == Dialect::Postgres {
        sqlx::query(&format!("SELECT {lock}({MEMBERSHIP})")).execute(&mut **tx).await?;
    }
    Ok(())
}
