//! Which records are there already, and which rows references mean.

use super::{Key, RecordKind, Reference};
use crate::boxed;
use crate::db::{Dialect, Tx, list_of};
use crate::error::Result;
use shared::records::RecordType;
use std::collections::{HashMap, HashSet};

/// What is known of a record that was imported before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Existing {
    pub id: i64,
    pub hash: i64,
    pub version: Option<i64>,
    /// The id is a further one of a patient who is known by another.
    pub alias: bool,
}

/// The records of `kind` that are there, by source id.
#[boxed]
pub async fn existing(tx: &mut Tx, kind: RecordKind, ids: &[&str]) -> Result<HashMap<String, Existing>> {
    let mut found = HashMap::new();
    for chunk in ids.chunks(AT_ONCE) {
        let among = Dialect::of(tx).texts_in("$1");
        // What a patient is also known by is told last, and counts.
        let aliases = match kind {
            RecordKind::Patient => format!(
                " UNION ALL SELECT source_id, patient_id, source_hash, source_version, CAST(1 AS BIGINT) FROM patient_alias
                  WHERE source_id IN ({among})"
            ),
            RecordKind::Organization | RecordKind::Practitioner | RecordKind::Location | RecordKind::Record(_) => {
                String::new()
            }
        };
        let sql = format!(
            "SELECT source_id, id, COALESCE(source_hash, 0), source_version, CAST(0 AS BIGINT) AS alias FROM {}
             WHERE source_id IN ({among}){aliases} ORDER BY alias",
            kind.table(),
        );
        let rows: Vec<(String, i64, i64, Option<i64>, i64)> =
            sqlx::query_as(&sql).bind(list_of(chunk.iter().copied())).fetch_all(&mut **tx).await?;
        for (source_id, id, hash, version, alias) in rows {
            found.insert(source_id, Existing { id, hash, version, alias: alias == 1 });
        }
    }
    Ok(found)
}

/// How many are looked up in one statement.
const AT_ONCE: usize = 1_000;

/// Row keys of reference targets met lately.
#[derive(Debug, Default)]
pub struct Targets {
    keys: HashMap<Reference, i64>,
}

/// Beyond this many the memory starts afresh: about 40 MB.
const REMEMBERED: usize = 200_000;

impl Targets {
    pub fn get(&self, reference: &Reference) -> Option<i64> {
        self.keys.get(reference).copied()
    }

    pub fn remember(&mut self, kind: RecordKind, source_id: &str, id: i64) {
        if !kind.is_fact() || kind == RecordKind::Record(RecordType::Encounter) {
            self.keys.insert(Reference { kind, key: Key::Id(source_id.to_owned()) }, id);
        }
    }

    /// A deleted row must not be referred to.
    pub fn forget_all(&mut self) {
        self.keys.clear();
    }

    /// Looks up those of `references` that are not known yet; what is not found stays unknown.
    pub async fn load<'a>(&mut self, tx: &mut Tx, references: impl Iterator<Item = &'a Reference>) -> Result<()> {
        if self.keys.len() > REMEMBERED {
            self.keys.clear();
        }
        let wanted: HashSet<&Reference> = references.filter(|reference| !self.keys.contains_key(*reference)).collect();
        let mut by_id: HashMap<RecordKind, Vec<&str>> = HashMap::new();
        for reference in wanted {
            match &reference.key {
                Key::Id(id) => by_id.entry(reference.kind).or_default().push(id),
                Key::Identifier { system, value } => {
                    if let Some(id) = by_identifier(tx, reference.kind, system, value).await? {
                        self.keys.insert(reference.clone(), id);
                    }
                }
            }
        }
        for (kind, ids) in by_id {
            for (source_id, found) in existing(tx, kind, &ids).await? {
                self.keys.insert(Reference { kind, key: Key::Id(source_id) }, found.id);
            }
        }
        Ok(())
    }
}

/// The one row of `kind` with that identifier; `None` when there is none, or several, which a conditional reference
/// must not mean (FHIR R4, http.html#trules).
async fn by_identifier(tx: &mut Tx, kind: RecordKind, system: &str, value: &str) -> Result<Option<i64>> {
    let ids: Vec<i64> = match kind {
        RecordKind::Patient => sqlx::query_scalar(
            "SELECT DISTINCT patient_id FROM patient_identifier WHERE value = $1 AND ($2 = '' OR system = $2) LIMIT 2",
        )
        .bind(value)
        .bind(system)
        .fetch_all(&mut **tx)
        .await?,
        RecordKind::Organization | RecordKind::Practitioner | RecordKind::Location => {
            sqlx::query_scalar(
                "SELECT DISTINCT record_id FROM directory_identifier
                 WHERE record_type = $1 AND value = $2 AND ($3 = '' OR system = $3) LIMIT 2",
            )
            .bind(kind.table())
            .bind(value)
            .bind(system)
            .fetch_all(&mut **tx)
            .await?
        }
        RecordKind::Record(_) => Vec::new(),
    };
    Ok(if let [only] = ids[..] { Some(only) } else { None })
}
