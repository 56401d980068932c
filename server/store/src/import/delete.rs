//! Removing what the source says was deleted, and what hung on it.

use super::{Importer, RecordKind, columns, lookup};
use crate::boxed;
use crate::changes::{self, Change};
use crate::db::Tx;
use crate::error::Result;
use shared::change::{ChangeKind, Changed};
use shared::records::RecordType;
use shared::time::UtcMillis;

impl Importer {
    /// Deletes the record known to its source as `source_id`; false when there is none. A patient takes all facts along.
    #[boxed]
    pub async fn delete(&mut self, tx: &mut Tx, now: UtcMillis, kind: RecordKind, source_id: &str) -> Result<bool> {
        let Some(found) = lookup::existing(tx, kind, &[source_id]).await?.remove(source_id) else { return Ok(false) };
        if self.dry_run {
            return Ok(true);
        }
        if found.alias {
            // One record of several of that person: the person stays, as the others say.
            sqlx::query("DELETE FROM patient_alias WHERE source_id = $1").bind(source_id).execute(&mut **tx).await?;
            self.keys.forget_all();
            return Ok(true);
        }
        let id = found.id;
        match kind {
            RecordKind::Patient => delete_patient(tx, id).await?,
            RecordKind::Record(_) => {
                let patient: i64 =
                    sqlx::query_scalar(&format!("SELECT patient_id FROM {} WHERE id = $1", kind.table()))
                        .bind(id)
                        .fetch_one(&mut **tx)
                        .await?;
                let change = Change { patient, changed: Changed::Kind(kind), record: id, change: ChangeKind::Deleted };
                changes::push(tx, now, &[change]).await?;
                self.diagnosed.insert(patient);
            }
            RecordKind::Organization | RecordKind::Practitioner | RecordKind::Location => {}
        }
        release(tx, kind, id).await?;
        attached(tx, kind, &[id]).await?;
        sqlx::query("DELETE FROM raw_resource WHERE record_type = $1 AND record_id = $2")
            .bind(kind.table())
            .bind(id)
            .execute(&mut **tx)
            .await?;
        sqlx::query(&format!("DELETE FROM {} WHERE id = $1", kind.table())).bind(id).execute(&mut **tx).await?;
        self.keys.forget_all();
        Ok(true)
    }
}

/// Facts first, encounters last of them: facts point at encounters.
async fn delete_patient(tx: &mut Tx, patient: i64) -> Result<()> {
    let mut kinds: Vec<RecordKind> = RecordKind::ALL.into_iter().filter(|kind| kind.is_fact()).collect();
    kinds.reverse();
    for table in kinds.into_iter().map(RecordKind::table) {
        for sql in [
            format!(
                "DELETE FROM raw_resource WHERE record_type = '{table}'
                 AND record_id IN (SELECT id FROM {table} WHERE patient_id = $1)"
            ),
            format!(
                "DELETE FROM unresolved_reference WHERE record_type = '{table}'
                 AND record_id IN (SELECT id FROM {table} WHERE patient_id = $1)"
            ),
            format!("DELETE FROM {table} WHERE patient_id = $1"),
        ] {
            sqlx::query(&sql).bind(patient).execute(&mut **tx).await?;
        }
    }
    Ok(())
}

/// Nothing points at the row any more.
async fn release(tx: &mut Tx, kind: RecordKind, id: i64) -> Result<()> {
    let column = match kind {
        RecordKind::Organization => "organization_id",
        RecordKind::Practitioner => "practitioner_id",
        RecordKind::Location => "location_id",
        RecordKind::Record(RecordType::Encounter) => "encounter_id",
        RecordKind::Patient | RecordKind::Record(_) => return Ok(()),
    };
    for pointing in RecordKind::ALL {
        let named = columns(pointing).iter().map(|column| column.name());
        for candidate in named.filter(|name| name.ends_with(column)) {
            sqlx::query(&format!("UPDATE {} SET {candidate} = NULL WHERE {candidate} = $1", pointing.table()))
                .bind(id)
                .execute(&mut **tx)
                .await?;
        }
    }
    Ok(())
}

/// Removes what [`Importer::apply`] writes anew with each version of these records.
pub(super) async fn attached(tx: &mut Tx, kind: RecordKind, ids: &[i64]) -> Result<()> {
    let own: &[&str] = match kind {
        RecordKind::Patient => {
            &["DELETE FROM patient_identifier WHERE patient_id = $1", "DELETE FROM contact_point WHERE patient_id = $1"]
        }
        RecordKind::Record(RecordType::Encounter) => &["DELETE FROM encounter_diagnosis WHERE encounter_id = $1"],
        RecordKind::Record(RecordType::Observation) => &["DELETE FROM observation_component WHERE observation_id = $1"],
        RecordKind::Organization | RecordKind::Practitioner | RecordKind::Location | RecordKind::Record(_) => &[],
    };
    for id in ids {
        for sql in own {
            sqlx::query(sql).bind(*id).execute(&mut **tx).await?;
        }
        sqlx::query("DELETE FROM unresolved_reference WHERE record_type = $1 AND record_id = $2")
            .bind(kind.table())
            .bind(*id)
            .execute(&mut **tx)
            .await?;
        if kind.is_directory() {
            sqlx::query("DELETE FROM directory_identifier WHERE record_type = $1 AND record_id = $2")
                .bind(kind.table())
                .bind(*id)
                .execute(&mut **tx)
                .await?;
        }
    }
    Ok(())
}
