//! Who may change membership at the same time. A comparison of everybody reads for seconds what changes meanwhile: if a worker took
//! a change from the queue that the comparison has not seen, for a segment that to that worker is not live yet, the change would be
//! lost. So whoever takes changes waits while a whole segment is compared. On SQLite there is one writer at a time anyway.

use crate::boxed;
use crate::db::{Dialect, Tx};
use crate::error::Result;

/// A number of ours among the advisory locks of the database.
const MEMBERSHIP: i64 = 7_301;

/// Until this transaction ends nobody takes changes, and no other whole segment is compared. Called before any row is locked.
///
/// # Errors
/// When the database refuses.
pub(super) async fn alone(tx: &mut Tx) -> Result<()> {
    take(tx, "pg_advisory_xact_lock").await
}

/// Until this transaction ends no whole segment is compared. Called before any row is locked.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn together(tx: &mut Tx) -> Result<()> {
    take(tx, "pg_advisory_xact_lock_shared").await
}

async fn take(tx: &mut Tx, lock: &str) -> Result<()> {
    if Dialect::of(tx) == Dialect::Postgres {
        sqlx::query(&format!("SELECT {lock}({MEMBERSHIP})")).execute(&mut **tx).await?;
    }
    Ok(())
}
