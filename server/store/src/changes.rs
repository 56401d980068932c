//! The queue of changes to patients and their records that memberships and record triggers have yet to see.

use crate::boxed;
use crate::db::{Db, Dialect, Tx, placeholders};
use crate::error::Result;
use shared::change::{ChangeKind, Changed};
use shared::coded::Known;
use shared::time::UtcMillis;

/// One change to one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub patient: i64,
    pub changed: Changed,
    pub record: i64,
    pub change: ChangeKind,
}

/// A change that was claimed from the queue.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct QueuedChange {
    pub id: i64,
    pub patient_id: i64,
    /// The code of a [`Changed`].
    pub record_type: String,
    pub record_id: i64,
    #[sqlx(try_from = "String")]
    pub change: Known<ChangeKind>,
    pub changed_at: i64,
}

impl QueuedChange {
    /// What changed; `None` where a later version says something that this one does not know.
    pub fn changed(&self) -> Option<Changed> {
        Changed::from_code(&self.record_type)
    }
}

/// Queues changes in the transaction that makes them.
#[boxed]
pub async fn push(tx: &mut Tx, now: UtcMillis, changes: &[Change]) -> Result<()> {
    for chunk in changes.chunks(4_000) {
        let sql = format!(
            "INSERT INTO change_queue (patient_id, record_type, record_id, change, changed_at) VALUES {}",
            placeholders(Dialect::of(tx), chunk.len(), 5)
        );
        let mut insert = sqlx::query(&sql);
        for change in chunk {
            insert = insert
                .bind(change.patient)
                .bind(change.changed.code())
                .bind(change.record)
                .bind(change.change.code())
                .bind(now.0);
        }
        insert.execute(&mut **tx).await?;
    }
    Ok(())
}

/// Queues whoever has the address: what may be sent there, or whether anything arrives, is another matter now.
#[boxed]
pub async fn push_address(tx: &mut Tx, now: UtcMillis, address: &str, changed: Changed) -> Result<()> {
    sqlx::query(
        "INSERT INTO change_queue (patient_id, record_type, record_id, change, changed_at)
         SELECT DISTINCT patient_id, CAST($1 AS TEXT), patient_id, CAST($4 AS TEXT), CAST($2 AS BIGINT) FROM contact_point WHERE address = $3",
    )
    .bind(changed.code())
    .bind(now.0)
    .bind(address)
    .bind(ChangeKind::Updated.code())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Claims and removes up to `limit` changes; they are gone when `tx` commits and back when it does not.
#[boxed]
pub async fn take(db: &Db, tx: &mut Tx, limit: i64) -> Result<Vec<QueuedChange>> {
    let sql = format!(
        "DELETE FROM change_queue WHERE id IN (SELECT id FROM change_queue ORDER BY id LIMIT $1{})
         RETURNING id, patient_id, record_type, record_id, change, changed_at",
        db.dialect().skip_locked()
    );
    let mut taken: Vec<QueuedChange> = sqlx::query_as(&sql).bind(limit).fetch_all(&mut **tx).await?;
    taken.sort_unstable_by_key(|change| change.id);
    Ok(taken)
}
