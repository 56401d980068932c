//! Rows into the fact index: everybody's, or those of a few patients.

use crate::boxed;
use crate::db::Db;
use crate::error::{Result, StoreError};
use crate::import::Column;
use crate::segments::compile::{coded_column, date_sql, end_column, word_column};
use crate::segments::facts::{consent, relationship};
use ::index::{Builder, ComponentRow, Index, RecordRow};
use futures::TryStreamExt;
use shared::outreach::lookup::LineType;
use shared::patients::AttributeValue;
use shared::records::{CodedFact, WordFact};
use shared::segments::{ContactFacts, ContactSystem, Gender, PatientFacts, RecordType};
use shared::time::{Date, UtcMillis};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};
use std::collections::{BTreeMap, HashMap};

/// About how many bytes an index of everybody takes while it is built.
#[boxed]
pub async fn estimate(db: &Db) -> Result<u64> {
    let mut bytes = rows(db, "patient").await? * 150 + rows(db, "observation_component").await? * 40;
    for record in RecordType::ALL {
        bytes += rows(db, record.table()).await? * if record.has_value() { 100 } else { 60 };
    }
    Ok(bytes)
}

async fn rows(db: &Db, table: &str) -> Result<u64> {
    let rows: i64 = sqlx::query_scalar(&format!("SELECT COUNT(*) FROM {table}")).fetch_one(db.read()).await?;
    Ok(rows.unsigned_abs())
}

/// Reads these patients, or everybody.
#[boxed]
pub async fn load(db: &Db, patients: Option<&[i64]>) -> Result<Index> {
    let mut connection = db.read().acquire().await?;
    let mut builder = Builder::default();
    let names = Names::load(&mut connection).await?;
    // Keys of our own, no text from outside.
    let scopes: Vec<Option<String>> = match patients {
        None => vec![None],
        Some(keys) => keys
            .chunks(1_000)
            .map(|chunk| Some(chunk.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")))
            .collect(),
    };
    for scope in &scopes {
        people(&mut connection, &mut builder, &names, scope.as_deref()).await?;
    }
    for record in RecordType::ALL {
        for scope in &scopes {
            records(&mut connection, &mut builder, record, scope.as_deref()).await?;
        }
        if record.has_value() {
            for scope in &scopes {
                components(&mut connection, &mut builder, scope.as_deref()).await?;
            }
        }
    }
    // Sorting millions of rows is no work for the threads that answer.
    tokio::task::spawn_blocking(move || builder.finish())
        .await
        .map_err(|error| StoreError::corrupt("fact index", error))
}

fn of(column: &str, scope: Option<&str>) -> String {
    scope.map_or_else(String::new, |keys| format!(" AND {column} IN ({keys})"))
}

/// Of how many patients everything is read at once.
const AT_ONCE: i64 = 20_000;

/// Patients in ascending order of their keys, a stretch of keys at a time: what hangs on a patient lies in an index by
/// patient, and asking for each of a million patients takes six times as long.
async fn people(
    connection: &mut AnyConnection,
    builder: &mut Builder,
    names: &Names,
    scope: Option<&str>,
) -> Result<()> {
    let mut after = i64::MIN;
    loop {
        let sql = format!(
            "SELECT MAX(id) FROM (SELECT id FROM patient p WHERE p.id > $1{} ORDER BY p.id LIMIT {AT_ONCE}) AS stretch",
            of("p.id", scope)
        );
        let last: Option<i64> = sqlx::query_scalar(&sql).bind(after).fetch_one(&mut *connection).await?;
        let Some(last) = last else { return Ok(()) };
        let stretch = Stretch { after, last, scope };
        let mut told = told(connection, &stretch).await?;
        let sql = format!(
            "SELECT p.id, p.birth_date, p.birth_until, p.gender, p.birth_sex, p.language, p.city, p.state, p.postal_code, p.race,
                p.ethnicity, p.created_at, CAST(p.active AS BIGINT), CAST(p.deceased AS BIGINT), p.relationship,
                p.latitude, p.longitude, p.preferred_channel, p.general_practitioner_id, p.managing_organization_id
             FROM patient p WHERE {} ORDER BY p.id",
            stretch.of("p.id")
        );
        let mut rows = sqlx::query(&sql).fetch(&mut *connection);
        while let Some(row) = rows.try_next().await? {
            let mut cells = Cells { row: &row, next: 0 };
            let key: i64 = cells.next()?;
            let (born, until): (Option<String>, Option<String>) = (cells.next()?, cells.next()?);
            let (gender, sex): (Option<String>, Option<String>) = (cells.next()?, cells.next()?);
            let patient = PatientFacts {
                birth_date: born.as_deref().and_then(Date::parse),
                birth_until: until.as_deref().and_then(Date::parse),
                gender: Gender::known(gender.as_deref(), sex.as_deref()),
                language: cells.next()?,
                city: cells.next()?,
                state: cells.next()?,
                postal_code: cells.next()?,
                race: cells.next()?,
                ethnicity: cells.next()?,
                added_at: Some(UtcMillis(cells.next()?)),
                active: cells.next::<i64>()? != 0,
                deceased: cells.next::<i64>()? != 0,
                relationship: relationship(cells.next()?)?,
                position: cells.next::<Option<f64>>()?.zip(cells.next()?),
                prefers: cells.next::<Option<&str>>()?.and_then(ContactSystem::from_code),
                practitioner: names.practitioner(cells.next()?),
                site: names.organization(cells.next()?),
                ..told.remove(&key).unwrap_or_default()
            };
            builder.patient(key, &patient);
        }
        after = last;
    }
}

/// A stretch of patients' keys, perhaps only some in it.
struct Stretch<'a> {
    after: i64,
    last: i64,
    scope: Option<&'a str>,
}

impl Stretch<'_> {
    fn of(&self, column: &str) -> String {
        format!("{column} > {} AND {column} <= {}{}", self.after, self.last, of(column, self.scope))
    }
}

/// What practitioners and organizations are called.
struct Names {
    practitioners: HashMap<i64, String>,
    organizations: HashMap<i64, String>,
}

impl Names {
    async fn load(connection: &mut AnyConnection) -> Result<Self> {
        let practitioners: Vec<(i64, String)> =
            sqlx::query_as("SELECT id, TRIM(given || ' ' || family) FROM practitioner")
                .fetch_all(&mut *connection)
                .await?;
        let organizations: Vec<(i64, String)> =
            sqlx::query_as("SELECT id, name FROM organization").fetch_all(&mut *connection).await?;
        Ok(Self {
            practitioners: practitioners.into_iter().collect(),
            organizations: organizations.into_iter().collect(),
        })
    }

    fn practitioner(&self, key: Option<i64>) -> Option<String> {
        self.practitioners.get(&key?).cloned()
    }

    fn organization(&self, key: Option<i64>) -> Option<String> {
        self.organizations.get(&key?).cloned()
    }
}

/// Contact points, what was said about them, tags and attributes, by patient.
async fn told(connection: &mut AnyConnection, stretch: &Stretch<'_>) -> Result<HashMap<i64, PatientFacts>> {
    let mut all: HashMap<i64, PatientFacts> = HashMap::new();
    // One address of a patient may have several words: they come one after the other.
    let sql = format!(
        "SELECT k.patient_id, k.id, k.system, n.line_type, c.channel, c.purpose, c.status FROM contact_point k
         LEFT JOIN consent c ON c.address = k.address LEFT JOIN number_lookup n ON n.number = k.address
         WHERE (k.use_code IS NULL OR k.use_code <> 'old')
             AND k.address NOT IN (SELECT address FROM unreachable_address) AND {} ORDER BY k.patient_id, k.id",
        stretch.of("k.patient_id")
    );
    let mut last = None;
    {
        let mut rows = sqlx::query(&sql).fetch(&mut *connection);
        while let Some(row) = rows.try_next().await? {
            let mut cells = Cells { row: &row, next: 0 };
            let (patient, contact): (i64, i64) = (cells.next()?, cells.next()?);
            let Some(system) = ContactSystem::from_code(cells.next()?) else { continue };
            let line = cells.next::<Option<&str>>()?.and_then(LineType::from_code);
            let contacts = &mut all.entry(patient).or_default().contacts;
            if last != Some(contact) {
                contacts.push(ContactFacts { system, line, said: BTreeMap::new() });
                last = Some(contact);
            }
            let said: (Option<&str>, Option<&str>, Option<&str>) = (cells.next()?, cells.next()?, cells.next()?);
            if let ((Some(channel), Some(purpose), Some(status)), Some(contact)) = (said, contacts.last_mut()) {
                let (about, said) = consent(channel, purpose, status)?;
                contact.said.insert(about, said);
            }
        }
    }
    let sql = format!("SELECT patient_id, tag FROM patient_tag WHERE {}", stretch.of("patient_id"));
    let tags: Vec<(i64, String)> = sqlx::query_as(&sql).fetch_all(&mut *connection).await?;
    for (patient, tag) in tags {
        all.entry(patient).or_default().tags.insert(tag);
    }
    let sql =
        format!("SELECT patient_id, name, value, number, at FROM patient_attribute WHERE {}", stretch.of("patient_id"));
    type Row = (i64, String, String, Option<f64>, Option<i64>);
    let attributes: Vec<Row> = sqlx::query_as(&sql).fetch_all(&mut *connection).await?;
    for (patient, name, value, number, at) in attributes {
        let value = AttributeValue { value, number, at: at.map(UtcMillis) };
        all.entry(patient).or_default().attributes.insert(name, value);
    }
    Ok(all)
}

/// Reads the columns of a row one after the other.
struct Cells<'r> {
    row: &'r AnyRow,
    next: usize,
}

impl<'r> Cells<'r> {
    fn next<T: sqlx::Decode<'r, sqlx::Any> + sqlx::Type<sqlx::Any>>(&mut self) -> Result<T> {
        let cell = self.row.try_get(self.next)?;
        self.next += 1;
        Ok(cell)
    }

    fn key(&mut self) -> Result<Option<u32>> {
        self.next::<Option<i64>>()?.map(narrow).transpose()
    }
}

/// Concepts and places are few: their keys fit into half the room.
pub fn narrow(key: i64) -> Result<u32> {
    u32::try_from(key).map_err(|error| StoreError::corrupt("key", error))
}

async fn records(
    connection: &mut AnyConnection,
    builder: &mut Builder,
    record: RecordType,
    scope: Option<&str>,
) -> Result<()> {
    let words = || WordFact::ALL.into_iter().filter_map(|fact| Some((fact, word_column(fact, record)?)));
    let coded = || CodedFact::ALL.into_iter().filter_map(|fact| Some((fact, coded_column(fact, record)?)));
    let at = date_sql(record, "r");
    let mut columns = vec!["r.id", "r.patient_id", &at];
    columns.extend(end_column(record).map(Column::name));
    columns.extend(words().map(|(_, column)| column.name()));
    columns.extend(coded().map(|(_, column)| column.name()));
    if record.has_value() {
        columns.push("value_number");
    }
    if record.has_site() {
        columns.push("location_id");
    }
    if record.has_provider() {
        columns.push("organization_id");
    }
    if record == RecordType::Activity {
        columns.extend(["subject", "subject_uid", "template_uid"]);
    }
    // An order not to do something says nothing else than that it was refused, if it says so.
    let performed = if record.has_negation() { " AND (do_not_perform = 0 OR refusal IS NOT NULL)" } else { "" };
    let sql = format!(
        "SELECT {} FROM {} r WHERE patient_id IS NOT NULL{performed}{}",
        columns.join(", "),
        record.table(),
        of("patient_id", scope)
    );
    let mut rows = sqlx::query(&sql).fetch(connection);
    while let Some(row) = rows.try_next().await? {
        let mut cells = Cells { row: &row, next: 0 };
        let (key, patient) = (cells.next()?, cells.next()?);
        let mut found = RecordRow { key, at: cells.next()?, ..RecordRow::default() };
        if end_column(record).is_some() {
            found.end = cells.next()?;
        }
        for (fact, _) in words() {
            found.words[fact as usize] = cells.next()?;
        }
        for (fact, _) in coded() {
            found.coded[fact as usize] = cells.key()?;
        }
        if record.has_value() {
            found.number = cells.next()?;
        }
        if record.has_site() {
            found.location = cells.key()?;
        }
        if record.has_provider() {
            found.organization = cells.key()?;
        }
        if record == RecordType::Activity {
            found.subject = Some((cells.next()?, cells.next()?));
            found.template = cells.next()?;
        }
        builder.record(record, patient, &found);
    }
    Ok(())
}

async fn components(connection: &mut AnyConnection, builder: &mut Builder, scope: Option<&str>) -> Result<()> {
    let narrowed = scope.map_or_else(String::new, |keys| {
        format!(" WHERE observation_id IN (SELECT id FROM observation WHERE patient_id IN ({keys}))")
    });
    let sql = format!(
        "SELECT observation_id, concept_id, value_number, value_unit, comparator FROM observation_component{narrowed}"
    );
    let mut rows = sqlx::query(&sql).fetch(connection);
    while let Some(row) = rows.try_next().await? {
        let part = ComponentRow {
            concept: narrow(row.try_get(1)?)?,
            number: row.try_get(2)?,
            unit: row.try_get(3)?,
            comparator: row.try_get(4)?,
        };
        builder.component(row.try_get(0)?, &part);
    }
    Ok(())
}
