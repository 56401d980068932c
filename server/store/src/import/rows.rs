//! Row keys given out ahead of the insert, so that what hangs on a row can be written in the same breath; and the
//! insert targets of each table.

use super::{RecordKind, columns};
use crate::boxed;
use crate::bulk::Target;
use crate::counts::number;
use crate::db::{Dialect, Tx};
use crate::error::Result;
use std::collections::HashMap;

/// Reserves `count` keys of `table` for this transaction.
#[boxed]
pub async fn reserve(tx: &mut Tx, dialect: Dialect, table: &str, count: usize) -> Result<Vec<i64>> {
    if count == 0 {
        return Ok(Vec::new());
    }
    match dialect {
        // One writer at a time: nobody else gives out keys before this transaction ends.
        Dialect::Sqlite => {
            // A table that never gives a key twice (AUTOINCREMENT) remembers its last one after the row is gone.
            let last: i64 = sqlx::query_scalar(&format!(
                "SELECT MAX(COALESCE((SELECT MAX(id) FROM {table}), 0),
                    COALESCE((SELECT seq FROM sqlite_sequence WHERE name = '{table}'), 0))"
            ))
            .fetch_one(&mut **tx)
            .await?;
            Ok((1..=number(count)).map(|n| last + n).collect())
        }
        Dialect::Postgres => {
            Ok(sqlx::query_scalar("SELECT nextval(pg_get_serial_sequence($1, 'id')) FROM generate_series(1, $2)")
                .bind(table)
                .bind(number(count))
                .fetch_all(&mut **tx)
                .await?)
        }
    }
}

/// The insert target of each kind: key, source, owner, then [`columns`]. A row whose key is there already
/// is updated.
#[derive(Debug)]
pub struct Targets(HashMap<RecordKind, Target>);

impl Targets {
    /// Builds the texts, which live as long as the process: there are fourteen.
    pub fn new() -> Self {
        Self(RecordKind::ALL.into_iter().map(|kind| (kind, target(kind))).collect())
    }

    pub fn of(&self, kind: RecordKind) -> Target {
        self.0[&kind]
    }
}

/// Columns before the kind's own ones.
fn head(kind: RecordKind) -> &'static [&'static str] {
    if kind.is_fact() {
        &["id", "source_id", "source_hash", "source_version", "patient_id"]
    } else if kind == RecordKind::Patient {
        &["id", "source_id", "source_hash", "source_version", "uid", "created_at", "updated_at"]
    } else {
        &["id", "source_id", "source_hash", "source_version"]
    }
}

fn target(kind: RecordKind) -> Target {
    let names: Vec<&str> = head(kind).iter().copied().chain(columns(kind).iter().map(|column| column.name())).collect();
    let updates: Vec<String> = names
        .iter()
        .filter(|column| !matches!(**column, "id" | "uid" | "created_at"))
        .map(|column| format!("{column} = excluded.{column}"))
        .collect();
    let conflict = format!("ON CONFLICT (id) DO UPDATE SET {}", updates.join(", "));
    Target { table: kind.table(), width: names.len(), columns: names.join(", ").leak(), conflict: conflict.leak() }
}

pub const RAW: Target = Target {
    table: "raw_resource",
    columns: "record_type, record_id, body",
    width: 3,
    conflict: "ON CONFLICT (record_type, record_id) DO UPDATE SET body = excluded.body",
};
pub const IDENTIFIER: Target =
    Target { table: "patient_identifier", columns: "patient_id, kind, system, value", width: 4, conflict: "" };
pub const CONTACT: Target = Target {
    table: "contact_point",
    columns: "patient_id, system, use_code, address, rank",
    width: 5,
    conflict: "ON CONFLICT (patient_id, system, address) DO NOTHING",
};
pub const COMPONENT: Target = Target {
    table: "observation_component",
    columns: "observation_id, ordinal, concept_id, value_number, value_unit, value_concept_id, value_text, comparator",
    width: 8,
    conflict: "",
};
pub const DIAGNOSIS: Target = Target {
    table: "encounter_diagnosis",
    columns: "encounter_id, condition_source_id",
    width: 2,
    conflict: "ON CONFLICT (encounter_id, condition_source_id) DO NOTHING",
};
pub const DIRECTORY: Target = Target {
    table: "directory_identifier",
    columns: "record_type, system, value, record_id",
    width: 4,
    conflict: "ON CONFLICT (record_type, system, value, record_id) DO NOTHING",
};
pub const CHANGE: Target = Target {
    table: "change_queue",
    columns: "patient_id, record_type, record_id, change, changed_at",
    width: 5,
    conflict: "",
};
pub const UNRESOLVED: Target = Target {
    table: "unresolved_reference",
    columns: "record_type, record_id, field, target_type, target_system, target_value",
    width: 6,
    conflict: "ON CONFLICT (record_type, record_id, field) DO NOTHING",
};
