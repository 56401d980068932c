//! References whose target comes later, maybe in another import: remembered, and filled in when it is there.

use super::{Column, Importer, Key, RecordKind, Reference, columns};
use crate::boxed;
use crate::bulk::Cell;
use crate::db::Tx;
use crate::error::Result;
use shared::time::UtcMillis;

/// The row that remembers it.
pub(super) fn cells(kind: RecordKind, id: i64, column: Column, reference: &Reference) -> [Cell; 6] {
    let (system, value) = match &reference.key {
        Key::Id(id) => (None, id.clone()),
        Key::Identifier { system, value } => (Some(system.clone()), value.clone()),
    };
    [kind.table().into(), id.into(), column.name().into(), reference.kind.table().into(), system.into(), value.into()]
}

impl Importer {
    /// Fills in every remembered reference whose target is there now; the records count as updated.
    #[boxed]
    pub async fn resolve_references(&mut self, tx: &mut Tx, now: UtcMillis) -> Result<()> {
        let waiting: Vec<(String, String, String)> =
            sqlx::query_as("SELECT DISTINCT record_type, field, target_type FROM unresolved_reference")
                .fetch_all(&mut **tx)
                .await?;
        for (record_type, field, target_type) in waiting {
            let (Some(kind), Some(target)) = (RecordKind::of_table(&record_type), RecordKind::of_table(&target_type))
            else {
                continue;
            };
            let Some(column) = columns(kind).iter().find(|column| column.name() == field) else { continue };
            resolve(tx, now, kind, *column, target).await?;
        }
        Ok(())
    }
}

/// `found` pairs each waiting row with its target; three statements of the same text read it.
async fn resolve(tx: &mut Tx, now: UtcMillis, kind: RecordKind, column: Column, target: RecordKind) -> Result<()> {
    let (table, column, target_table) = (kind.table(), column.name(), target.table());
    // A conditional reference that fits several rows means none of them.
    let found = format!(
        "SELECT u.record_id, MIN(t.id) AS target_id FROM unresolved_reference u
           JOIN {target_table} t ON t.source_id = u.target_value
         WHERE u.record_type = '{table}' AND u.field = '{column}' AND u.target_type = '{target_table}'
           AND u.target_system IS NULL GROUP BY u.record_id
         UNION ALL
         SELECT u.record_id, MIN(d.record_id) AS target_id FROM unresolved_reference u
           JOIN directory_identifier d ON d.record_type = u.target_type AND d.value = u.target_value
             AND (u.target_system = '' OR d.system = u.target_system)
         WHERE u.record_type = '{table}' AND u.field = '{column}' AND u.target_type = '{target_table}'
           AND u.target_system IS NOT NULL GROUP BY u.record_id HAVING MIN(d.record_id) = MAX(d.record_id)"
    );
    let owner = if kind == RecordKind::Patient { "id" } else { "patient_id" };
    if !kind.is_directory() {
        sqlx::query(&format!(
            "INSERT INTO change_queue (patient_id, record_type, record_id, change, changed_at)
             SELECT r.{owner}, '{table}', r.id, 'updated', CAST($1 AS BIGINT) FROM {table} r
             WHERE r.id IN (SELECT record_id FROM ({found}) AS found)"
        ))
        .bind(now.0)
        .execute(&mut **tx)
        .await?;
    }
    let updated = sqlx::query(&format!(
        "UPDATE {table} SET {column} = found.target_id FROM ({found}) AS found WHERE {table}.id = found.record_id"
    ))
    .execute(&mut **tx)
    .await?
    .rows_affected();
    if updated > 0 {
        sqlx::query(&format!(
            "DELETE FROM unresolved_reference WHERE record_type = '{table}' AND field = '{column}'
             AND target_type = '{target_table}' AND record_id IN (SELECT record_id FROM ({found}) AS found)"
        ))
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}
