//! One batch of records into the database: new ones inserted, changed ones updated, unchanged ones left alone.

use super::concepts::Concepts;
use super::lookup::{self, Existing};
use super::{
    Attached, Column, Component, Concept, Field, Key, Record, RecordKind, Reference, SamePerson, columns, identity,
    lookup::Targets as Keys, rows,
};
use crate::boxed;
use crate::bulk::{Bulk, Cell};
use crate::counts::number;
use crate::db::{Db, Dialect, Tx};
use crate::error::{Result, StoreError};
use shared::change::ChangeKind;
use shared::records::RecordType;
use shared::time::UtcMillis;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use uuid::Uuid;

/// What became of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    New,
    Changed,
    Unchanged,
    /// It is about a patient who is not there (yet): nothing was written.
    PatientMissing,
    /// Its id is taken by a patient of another name and birth date, or it is about one whose id is: nothing was written.
    AnotherPerson,
}

/// Writes records; one an import. It remembers keys, so it must be dropped when a transaction is undone.
#[derive(Debug)]
pub struct Importer {
    dialect: Dialect,
    pub(super) dry_run: bool,
    concepts: Concepts,
    pub(super) keys: Keys,
    targets: rows::Targets,
    bulk: Bulk,
    /// Directory records met in this import. A file of hospitals and a patient's bundle may carry different texts of
    /// the same one: the first counts, or importing the same files again would change them to and fro.
    met: HashSet<(RecordKind, String)>,
    /// Patients whose conditions were written or deleted.
    pub(super) diagnosed: HashSet<i64>,
    /// In a dry run: records that would have been made.
    would_be: HashSet<(RecordKind, String)>,
    /// Ids of patients that another person has: their records are not taken in either.
    contested: HashSet<String>,
    /// What the source says of records that are of one person.
    pub(super) links: Vec<(String, SamePerson)>,
}

/// A record that will be written, and under which key.
struct Write {
    record: Record,
    id: i64,
    /// Of the patient it belongs to; its own for a patient.
    patient: Option<i64>,
    update: bool,
}

impl Importer {
    pub fn new(db: &Db, dry_run: bool) -> Self {
        Self {
            dialect: db.dialect(),
            dry_run,
            concepts: Concepts::default(),
            keys: Keys::default(),
            targets: rows::Targets::new(),
            bulk: Bulk::default(),
            met: HashSet::new(),
            diagnosed: HashSet::new(),
            would_be: HashSet::new(),
            contested: HashSet::new(),
            links: Vec::new(),
        }
    }

    /// Takes in a batch, referred-to kinds first; answers with what became of each, in the order given.
    ///
    /// # Errors
    /// When the database refuses: what was done must be undone, and [`Self::undone`] be called.
    #[boxed]
    pub async fn apply(&mut self, tx: &mut Tx, now: UtcMillis, batch: Vec<Record>) -> Result<Vec<Outcome>> {
        let mut outcomes = vec![Outcome::Unchanged; batch.len()];
        let mut ordered: Vec<(usize, Record)> = batch.into_iter().enumerate().collect();
        ordered.sort_by_key(|(_, record)| record.kind);
        let mut wave: Vec<(usize, Record)> = Vec::new();
        let mut in_wave: HashSet<String> = HashSet::new();
        for (position, record) in ordered {
            let kind_ends = wave.first().is_some_and(|(_, first)| first.kind != record.kind);
            if kind_ends || in_wave.contains(&record.source_id) {
                self.wave(tx, now, std::mem::take(&mut wave), &mut outcomes).await?;
                in_wave.clear();
            }
            in_wave.insert(record.source_id.clone());
            wave.push((position, record));
        }
        self.wave(tx, now, wave, &mut outcomes).await?;
        Ok(outcomes)
    }

    /// Goes on after a batch was undone, in a transaction that stands where it was before: nothing is remembered of it.
    pub fn undone(&mut self, batch: &[Record]) {
        self.keys.forget_all();
        self.concepts = Concepts::default();
        self.links.retain(|(from, _)| !batch.iter().any(|record| record.source_id == *from));
        for record in batch {
            let key = (record.kind, record.source_id.clone());
            self.met.remove(&key);
            self.would_be.remove(&key);
        }
    }

    /// Records of one kind, each source id once.
    async fn wave(
        &mut self,
        tx: &mut Tx,
        now: UtcMillis,
        wave: Vec<(usize, Record)>,
        outcomes: &mut [Outcome],
    ) -> Result<()> {
        let Some(kind) = wave.first().map(|(_, record)| record.kind) else { return Ok(()) };
        let ids: Vec<&str> = wave.iter().map(|(_, record)| record.source_id.as_str()).collect();
        let existing = lookup::existing(tx, kind, &ids).await?;
        self.keys.load(tx, wave.iter().filter_map(|(_, record)| record.patient.as_ref())).await?;
        let mut writes = Vec::new();
        for (position, mut record) in wave {
            let mut known = existing.get(&record.source_id).copied();
            if kind == RecordKind::Patient {
                known = match self.who(tx, &mut record, known).await? {
                    Some(known) => known,
                    None => {
                        outcomes[position] = Outcome::AnotherPerson;
                        self.contested.insert(record.source_id);
                        continue;
                    }
                };
            } else if self.is_contested(&record) {
                outcomes[position] = Outcome::AnotherPerson;
                continue;
            }
            let patient = record.patient.as_ref().and_then(|patient| self.keys.get(patient));
            let outcome = self.outcome(&record, known, patient.is_some());
            outcomes[position] = outcome;
            if let Some(known) = known {
                self.keys.remember(kind, &record.source_id, known.id);
            }
            if matches!(outcome, Outcome::New | Outcome::Changed) {
                let id = known.map_or(0, |known| known.id);
                writes.push(Write { record, id, patient, update: known.is_some() });
            }
        }
        if self.dry_run {
            self.would_be.extend(writes.into_iter().map(|write| (kind, write.record.source_id)));
            return Ok(());
        }
        self.write(tx, now, kind, writes).await
    }

    /// The row that an incoming patient is, if there is one; `None` when the id is another person's. A patient known by another id
    /// is found by a personal number, and their row keeps the id that it has.
    async fn who(
        &mut self,
        tx: &mut Tx,
        record: &mut Record,
        known: Option<Existing>,
    ) -> Result<Option<Option<Existing>>> {
        if let Attached::Patient { links, .. } = &record.attached {
            self.links.extend(links.iter().map(|link| (record.source_id.clone(), link.clone())));
        }
        let known = match known {
            Some(known) if known.hash == record.source_hash => return Ok(Some(Some(known))),
            Some(known) if identity::is_another(tx, record, known).await? => return Ok(None),
            Some(known) => known,
            None => match identity::by_number(tx, record).await? {
                // Without an id of a source the row takes this one.
                Some((id, false)) => return Ok(Some(Some(Existing { id, hash: 0, version: None, alias: false }))),
                Some((id, true)) => {
                    let row: (Option<i64>, Option<i64>) =
                        sqlx::query_as("SELECT source_hash, source_version FROM patient WHERE id = $1")
                            .bind(id)
                            .fetch_one(&mut **tx)
                            .await?;
                    // The later version counts; where neither says, what is there.
                    let newer = record.source_version.is_some() && record.source_version > row.1;
                    let hash = if newer { 0 } else { record.source_hash };
                    Existing { id, hash, version: row.1, alias: true }
                }
                None => return Ok(Some(None)),
            },
        };
        if known.alias {
            self.keys.remember(RecordKind::Patient, &record.source_id, known.id);
            if !self.dry_run {
                identity::add_alias(tx, &record.source_id, known.id, record.source_hash, record.source_version).await?;
            }
            if known.hash != record.source_hash {
                let own: Option<String> = sqlx::query_scalar("SELECT source_id FROM patient WHERE id = $1")
                    .bind(known.id)
                    .fetch_one(&mut **tx)
                    .await?;
                record.source_id = own.unwrap_or_else(|| record.source_id.clone());
            }
        }
        Ok(Some(Some(known)))
    }

    fn is_contested(&self, record: &Record) -> bool {
        let about = record.patient.as_ref();
        about.is_some_and(|patient| matches!(&patient.key, Key::Id(id) if self.contested.contains(id)))
    }

    fn outcome(&mut self, record: &Record, known: Option<Existing>, patient_known: bool) -> Outcome {
        let met = record.kind.is_directory() && !self.met.insert((record.kind, record.source_id.clone()));
        let would_be = self.dry_run && self.would_be.contains(&(record.kind, record.source_id.clone()));
        if record.kind.is_fact() && !patient_known && !self.patient_would_be(record) {
            return Outcome::PatientMissing;
        }
        match known {
            None if would_be => Outcome::Unchanged,
            None => Outcome::New,
            Some(known) if known.hash == record.source_hash => Outcome::Unchanged,
            Some(known) => match (record.source_version, known.version) {
                (Some(incoming), Some(stored)) if incoming < stored => Outcome::Unchanged,
                (Some(incoming), Some(stored)) if incoming > stored => Outcome::Changed,
                _ if met => Outcome::Unchanged,
                _ => Outcome::Changed,
            },
        }
    }

    fn patient_would_be(&self, record: &Record) -> bool {
        self.dry_run
            && record.patient.as_ref().is_some_and(|patient| match &patient.key {
                Key::Id(id) => self.would_be.contains(&(RecordKind::Patient, id.clone())),
                // A dry run keeps no identifiers: the benefit of the doubt.
                Key::Identifier { .. } => true,
            })
    }

    async fn write(&mut self, tx: &mut Tx, now: UtcMillis, kind: RecordKind, mut writes: Vec<Write>) -> Result<()> {
        if writes.is_empty() {
            return Ok(());
        }
        let fields = || writes.iter().flat_map(|write| write.record.fields.iter().map(|(_, field)| field));
        let references: Vec<Reference> =
            fields().filter_map(|field| if let Field::Reference(to) = field { to.clone() } else { None }).collect();
        self.keys.load(tx, references.iter()).await?;
        let concepts: Vec<&Arc<Concept>> = fields()
            .filter_map(|field| if let Field::Concept(concept) = field { concept.as_ref() } else { None })
            .chain(writes.iter().flat_map(|write| component_concepts(&write.record.attached)))
            .collect();
        self.concepts.intern(tx, &concepts).await?;

        let fresh = writes.iter().filter(|write| !write.update).count();
        let mut reserved = rows::reserve(tx, self.dialect, kind.table(), fresh).await?.into_iter();
        for write in writes.iter_mut().filter(|write| !write.update) {
            write.id = reserved.next().unwrap_or_default();
        }
        let updated: Vec<i64> = writes.iter().filter(|write| write.update).map(|write| write.id).collect();
        super::delete::attached(tx, kind, &updated).await?;

        let mut pending = Vec::new();
        let mut cells = Vec::with_capacity(writes.len() * self.targets.of(kind).width);
        for write in &writes {
            self.cells(now, kind, write, &mut cells, &mut pending)?;
            self.keys.remember(kind, &write.record.source_id, write.id);
        }
        self.bulk.insert(tx, self.targets.of(kind), &cells).await?;
        self.bulk.insert(tx, rows::UNRESOLVED, &pending).await?;
        self.attach(tx, now, kind, writes).await
    }

    /// The cells of a row; references that lead nowhere yet become rows of `pending`.
    fn cells(
        &self,
        now: UtcMillis,
        kind: RecordKind,
        write: &Write,
        cells: &mut Vec<Cell>,
        pending: &mut Vec<Cell>,
    ) -> Result<()> {
        let record = &write.record;
        cells.extend([
            write.id.into(),
            record.source_id.clone().into(),
            record.source_hash.into(),
            record.source_version.into(),
        ]);
        if kind.is_fact() {
            cells.push(write.patient.into());
        } else if kind == RecordKind::Patient {
            cells.extend([Uuid::now_v7().to_string().into(), now.0.into(), now.0.into()]);
        }
        if record.fields.len() != columns(kind).len() {
            return Err(StoreError::corrupt("imported record", format!("{} fills a column it has not", kind.name())));
        }
        for (place, column) in columns(kind).iter().enumerate() {
            let field = field(&record.fields, place, *column)?;
            cells.push(match field {
                Field::Cell(cell) => cell.clone(),
                Field::Concept(concept) => concept.as_ref().and_then(|concept| self.concepts.key(concept)).into(),
                Field::Reference(None) => Cell::Int(None),
                Field::Reference(Some(reference)) => {
                    let key = self.keys.get(reference);
                    if key.is_none() {
                        pending.extend(super::unresolved::cells(kind, write.id, *column, reference));
                    }
                    key.into()
                }
            });
        }
        Ok(())
    }

    /// What hangs on the rows: identifiers, contact points, components, raw JSON, the change queue.
    async fn attach(&mut self, tx: &mut Tx, now: UtcMillis, kind: RecordKind, writes: Vec<Write>) -> Result<()> {
        let mut cells: HashMap<&'static str, Vec<Cell>> = HashMap::new();
        if matches!(kind, RecordKind::Record(RecordType::Condition | RecordType::Encounter)) {
            self.diagnosed.extend(writes.iter().filter_map(|write| write.patient));
        }
        for Write { record, id, patient, update } in writes {
            let mut add = |table, row: &[Cell]| cells.entry(table).or_default().extend_from_slice(row);
            if let Some(raw) = record.raw {
                add(rows::RAW.table, &[kind.table().into(), id.into(), Cell::Blob(raw)]);
            }
            if let Some(patient) = if kind == RecordKind::Patient { Some(id) } else { patient } {
                let change = if update { ChangeKind::Updated } else { ChangeKind::Created };
                add(
                    rows::CHANGE.table,
                    &[patient.into(), kind.table().into(), id.into(), change.code().into(), now.0.into()],
                );
            }
            match record.attached {
                Attached::Nothing => {}
                Attached::Patient { identifiers, contacts, .. } => {
                    for [kind, system, value] in identifiers {
                        add(rows::IDENTIFIER.table, &[id.into(), kind.into(), system.into(), value.into()]);
                    }
                    for contact in contacts {
                        let use_code = contact.use_code.into();
                        let row =
                            [id.into(), contact.system.into(), use_code, contact.address.into(), contact.rank.into()];
                        add(rows::CONTACT.table, &row);
                    }
                }
                Attached::Identifiers(identifiers) => {
                    for [system, value] in identifiers {
                        add(rows::DIRECTORY.table, &[kind.table().into(), system.into(), value.into(), id.into()]);
                    }
                }
                Attached::Diagnoses(conditions) => {
                    for condition in conditions {
                        add(rows::DIAGNOSIS.table, &[id.into(), condition.into()]);
                    }
                }
                Attached::Components(components) => {
                    for (ordinal, component) in components.into_iter().enumerate() {
                        add(rows::COMPONENT.table, &self.component(id, ordinal, component));
                    }
                }
            }
        }
        let all = [
            rows::RAW,
            rows::CHANGE,
            rows::IDENTIFIER,
            rows::CONTACT,
            rows::DIRECTORY,
            rows::COMPONENT,
            rows::DIAGNOSIS,
        ];
        for target in all {
            if let Some(cells) = cells.get(target.table) {
                self.bulk.insert(tx, target, cells).await?;
            }
        }
        Ok(())
    }

    fn component(&self, observation: i64, ordinal: usize, component: Component) -> [Cell; 8] {
        let value = component.value.as_ref().and_then(|value| self.concepts.key(value));
        [
            observation.into(),
            number(ordinal).into(),
            self.concepts.key(&component.concept).into(),
            component.number.into(),
            component.unit.into(),
            value.into(),
            component.text.into(),
            component.comparator.into(),
        ]
    }
}

/// What fills the column, which mostly stands at `place`.
fn field(fields: &[(Column, Field)], place: usize, column: Column) -> Result<&Field> {
    let here = fields.get(place).filter(|(of, _)| *of == column);
    let found = here.or_else(|| fields.iter().find(|(of, _)| *of == column));
    let missing = || StoreError::corrupt("imported record", format!("nothing fills its column {}", column.name()));
    found.map(|(_, field)| field).ok_or_else(missing)
}

fn component_concepts(attached: &Attached) -> impl Iterator<Item = &Arc<Concept>> {
    let components = if let Attached::Components(components) = attached { components.as_slice() } else { &[] };
    components.iter().flat_map(|component| std::iter::once(&component.concept).chain(component.value.as_ref()))
}
