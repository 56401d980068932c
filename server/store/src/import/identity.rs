//! Who an incoming patient is: the one of that id, somebody known by another id, or somebody else under an id that is taken.

use super::lookup::Existing;
use super::{Attached, Column, Field, Importer, Key, Record, RecordKind, Reference};
use crate::boxed;
use crate::bulk::Cell;
use crate::db::Tx;
use crate::error::Result;
use crate::patients::merge;
use shared::patients::{Known, contradict};
use shared::time::{Date, UtcMillis};

/// Types of identifiers (HL7 table 0203) that one person has and nobody else: record, national, tax and license numbers. Numbers of
/// insurance are not among them, families share those.
const PERSONAL: [&str; 12] = ["MR", "PI", "PT", "SS", "NI", "NH", "NIIP", "PPN", "DL", "TAX", "JHN", "SB"];

/// What is told apart by.
#[derive(sqlx::FromRow)]
struct Person {
    name: String,
    birth_date: Option<String>,
    birth_until: Option<String>,
}

impl From<Person> for Known {
    fn from(person: Person) -> Self {
        Self { name: person.name, birth_date: born(person.birth_date, person.birth_until) }
    }
}

/// The birth date as far as it is known: "1980" of one that is known to the year.
pub(crate) fn born(first: Option<String>, last: Option<String>) -> Option<String> {
    let read = |text: Option<String>| text.as_deref().and_then(Date::parse);
    let (first, last) = (read(first)?, read(last));
    Some(first.partial_text(last))
}

fn text(record: &Record, column: Column) -> Option<String> {
    record.fields.iter().find(|(of, _)| *of == column).and_then(|(_, field)| match field {
        Field::Cell(Cell::Text(text)) => text.as_ref().map(ToString::to_string),
        Field::Cell(_) | Field::Concept(_) | Field::Reference(_) => None,
    })
}

fn described(record: &Record) -> Known {
    let name = text(record, Column::NameSearch).filter(|name| name != shared::patients::NO_NAME).unwrap_or_default();
    Known { name, birth_date: born(text(record, Column::BirthDate), text(record, Column::BirthUntil)) }
}

/// Kind, system and value of those that have a system.
fn numbers(record: &Record) -> impl Iterator<Item = &[String; 3]> {
    let all = if let Attached::Patient { identifiers, .. } = &record.attached { identifiers.as_slice() } else { &[] };
    all.iter().filter(|[_, system, _]| !system.is_empty())
}

async fn person(tx: &mut Tx, id: i64) -> Result<Known> {
    let person: Person =
        sqlx::query_as("SELECT name_search AS name, birth_date, birth_until FROM patient WHERE id = $1")
            .bind(id)
            .fetch_one(&mut **tx)
            .await?;
    Ok(person.into())
}

/// Whether the patient who has this id already is somebody else: another source gives the same ids.
#[boxed]
pub(super) async fn is_another(tx: &mut Tx, record: &Record, known: Existing) -> Result<bool> {
    let incoming = described(record);
    let there = person(tx, known.id).await?;
    if !contradict(&incoming, &there) {
        return Ok(false);
    }
    // Born on another day and of quite another name: whatever the numbers say.
    let nothing_left = Known { birth_date: None, ..incoming.clone() };
    let names_differ = contradict(&nothing_left, &Known { birth_date: None, ..there.clone() });
    if names_differ && incoming.birth_date.is_some() && there.birth_date.is_some() {
        return Ok(true);
    }
    let stored: Vec<(String, String)> =
        sqlx::query_as("SELECT system, value FROM patient_identifier WHERE patient_id = $1 AND system <> ''")
            .bind(known.id)
            .fetch_all(&mut **tx)
            .await?;
    let mut own = numbers(record).peekable();
    if stored.is_empty() || own.peek().is_none() {
        return Ok(false);
    }
    Ok(!own.any(|[_, system, value]| stored.iter().any(|(s, v)| s == system && v == value)))
}

/// The patient who has one of the record's personal numbers, under another id or none, and whom name and birth date do not contradict.
#[boxed]
pub(super) async fn by_number(tx: &mut Tx, record: &Record) -> Result<Option<(i64, bool)>> {
    type Alike = (i64, Option<String>, String, Option<String>, Option<String>);
    let incoming = described(record);
    let mut found: Vec<(i64, bool)> = Vec::new();
    for [kind, system, value] in numbers(record).filter(|[kind, ..]| PERSONAL.contains(&kind.as_str())) {
        let same: Vec<Alike> = sqlx::query_as(
            "SELECT DISTINCT p.id, p.source_id, p.name_search, p.birth_date, p.birth_until FROM patient_identifier i
             JOIN patient p ON p.id = i.patient_id
             WHERE i.value = $1 AND i.system = $2 AND (i.kind = $3 OR i.kind = '')",
        )
        .bind(value)
        .bind(system)
        .bind(kind)
        .fetch_all(&mut **tx)
        .await?;
        for (id, source_id, name, first, last) in same {
            let birth_date = born(first, last);
            if !contradict(&incoming, &Known { name, birth_date }) && !found.iter().any(|(known, _)| *known == id) {
                found.push((id, source_id.is_some()));
            }
        }
    }
    Ok(if let [only] = found[..] { Some(only) } else { None })
}

/// Writes down a further id of a patient, with the resource that had it.
#[boxed]
pub(crate) async fn add_alias(tx: &mut Tx, source_id: &str, id: i64, hash: i64, version: Option<i64>) -> Result<()> {
    sqlx::query(
        "INSERT INTO patient_alias (source_id, patient_id, source_hash, source_version) VALUES ($1, $2, $3, $4)
         ON CONFLICT (source_id) DO UPDATE SET patient_id = excluded.patient_id, source_hash = excluded.source_hash,
            source_version = excluded.source_version",
    )
    .bind(source_id)
    .bind(id)
    .bind(hash)
    .bind(version)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

impl Importer {
    /// Brings together those whom the source declares to be one person. Called when all records are in.
    ///
    /// # Errors
    /// When the database refuses.
    #[boxed]
    pub async fn follow_links(&mut self, tx: &mut Tx, now: UtcMillis) -> Result<u64> {
        let mut joined = 0;
        for (mine, link) in std::mem::take(&mut self.links) {
            let own = Reference { kind: RecordKind::Patient, key: Key::Id(mine) };
            self.keys.load(tx, [&own, &link.other].into_iter()).await?;
            let (Some(own), Some(other)) = (self.keys.get(&own), self.keys.get(&link.other)) else { continue };
            if own != other {
                let (from, into) = if link.other_stays { (own, other) } else { (other, own) };
                if merge::kept_apart(tx, from, into).await? {
                    continue;
                }
                merge::join(tx, now, merge::IMPORT, from, into).await?;
                self.keys.forget_all();
                joined += 1;
            }
        }
        Ok(joined)
    }
}
