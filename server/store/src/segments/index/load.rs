//! Rows into the fact index: everybody's, or those of a few patients.

use crate::db::Db;
use crate::error::{Result, StoreError};
use crate::segments::compile::{date_columns, end_column, status_column};
use ::index::{Builder, ComponentRow, Index, RecordRow};
use futures::TryStreamExt;
use shared::segments::{Gender, PatientFacts, Reach, RecordType};
use shared::time::{Date, UtcMillis};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};
use std::collections::HashSet;

/// About how many bytes an index of everybody takes while it is built.
pub async fn estimate(db: &Db) -> Result<u64> {
    let mut bytes = rows(db, "patient").await? * 100 + rows(db, "observation_component").await? * 40;
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
pub async fn load(db: &Db, patients: Option<&[i64]>) -> Result<Index> {
    let mut connection = db.read().acquire().await?;
    let mut builder = Builder::default();
    // Keys of our own, no text from outside.
    let scopes: Vec<Option<String>> = match patients {
        None => vec![None],
        Some(keys) => keys
            .chunks(1_000)
            .map(|chunk| Some(chunk.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")))
            .collect(),
    };
    for scope in &scopes {
        people(&mut connection, &mut builder, scope.as_deref()).await?;
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

/// Who can be reached how. One scan: asking for each of a million patients takes six times as long.
#[derive(Default)]
struct Reachable {
    email: HashSet<i64>,
    phone: HashSet<i64>,
}

async fn reachable(connection: &mut AnyConnection, scope: Option<&str>) -> Result<Reachable> {
    let sql = format!(
        "SELECT patient_id, system FROM contact_point WHERE (use_code IS NULL OR use_code <> 'old'){}",
        of("patient_id", scope)
    );
    let mut found = Reachable::default();
    let mut rows = sqlx::query(&sql).fetch(connection);
    while let Some(row) = rows.try_next().await? {
        let (patient, system): (i64, &str) = (row.try_get(0)?, row.try_get(1)?);
        if Reach::Email.systems().contains(&system) {
            found.email.insert(patient);
        }
        if Reach::Phone.systems().contains(&system) {
            found.phone.insert(patient);
        }
    }
    Ok(found)
}

async fn people(connection: &mut AnyConnection, builder: &mut Builder, scope: Option<&str>) -> Result<()> {
    let reachable = reachable(connection, scope).await?;
    let sql = format!(
        "SELECT p.id, p.birth_date, p.gender, p.birth_sex, p.language, p.city, p.state, p.postal_code, p.race,
            p.ethnicity, p.created_at, CAST(p.active AS BIGINT), CAST(p.deceased AS BIGINT)
         FROM patient p WHERE 1 = 1{} ORDER BY p.id",
        of("p.id", scope)
    );
    let mut rows = sqlx::query(&sql).fetch(connection);
    while let Some(row) = rows.try_next().await? {
        let text = |at: usize| row.try_get::<Option<String>, _>(at);
        let flag = |at: usize| row.try_get::<i64, _>(at).map(|flag| flag != 0);
        let key: i64 = row.try_get(0)?;
        let patient = PatientFacts {
            birth_date: text(1)?.as_deref().and_then(Date::parse),
            gender: Gender::known(text(2)?.as_deref(), text(3)?.as_deref()),
            language: text(4)?,
            city: text(5)?,
            state: text(6)?,
            postal_code: text(7)?,
            race: text(8)?,
            ethnicity: text(9)?,
            added_at: Some(UtcMillis(row.try_get(10)?)),
            active: flag(11)?,
            deceased: flag(12)?,
            has_email: reachable.email.contains(&key),
            has_phone: reachable.phone.contains(&key),
            ..PatientFacts::default()
        };
        builder.patient(key, &patient);
    }
    Ok(())
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

    fn concept(&mut self) -> Result<Option<u32>> {
        self.next::<Option<i64>>()?.map(concept).transpose()
    }
}

/// Concepts are few: their keys fit into half the room.
pub fn concept(key: i64) -> Result<u32> {
    u32::try_from(key).map_err(|error| StoreError::corrupt("concept key", error))
}

async fn records(
    connection: &mut AnyConnection,
    builder: &mut Builder,
    record: RecordType,
    scope: Option<&str>,
) -> Result<()> {
    let at = date_columns(record).join(", ");
    let at = if date_columns(record).len() == 1 { at } else { format!("COALESCE({at})") };
    let mut columns = vec!["patient_id", &at, status_column(record)];
    columns.extend(end_column(record));
    if record.has_concept() {
        columns.push("concept_id");
    }
    if record.has_verification() {
        columns.push("verification_status");
    }
    if record.has_value() {
        columns.extend(["id", "value_number", "value_unit", "value_concept_id"]);
    }
    if record.has_body_site() {
        columns.push("body_site_concept_id");
    }
    if record == RecordType::Encounter {
        columns.extend(["class", "discharge_disposition"]);
    }
    if record == RecordType::Activity {
        columns.extend(["subject", "subject_uid"]);
    }
    let performed = if record.has_negation() { " AND do_not_perform = 0" } else { "" };
    let sql = format!(
        "SELECT {} FROM {} WHERE patient_id IS NOT NULL{performed}{}",
        columns.join(", "),
        record.table(),
        of("patient_id", scope)
    );
    let mut rows = sqlx::query(&sql).fetch(connection);
    while let Some(row) = rows.try_next().await? {
        let mut cells = Cells { row: &row, next: 0 };
        let patient = cells.next()?;
        let mut found = RecordRow { at: cells.next()?, status: cells.next()?, ..RecordRow::default() };
        if end_column(record).is_some() {
            found.end = cells.next()?;
        }
        if record.has_concept() {
            found.concept = cells.concept()?;
        }
        if record.has_verification() {
            found.verification = cells.next()?;
        }
        if record.has_value() {
            found.key = cells.next()?;
            found.number = cells.next()?;
            found.unit = cells.next()?;
            found.value = cells.concept()?;
        }
        if record.has_body_site() {
            found.body_site = cells.concept()?;
        }
        if record == RecordType::Encounter {
            found.class = cells.next()?;
            found.disposition = cells.next()?;
        }
        if record == RecordType::Activity {
            found.subject = Some((cells.next()?, cells.next()?));
        }
        builder.record(record, patient, &found);
    }
    Ok(())
}

async fn components(connection: &mut AnyConnection, builder: &mut Builder, scope: Option<&str>) -> Result<()> {
    let narrowed = scope.map_or_else(String::new, |keys| {
        format!(" WHERE observation_id IN (SELECT id FROM observation WHERE patient_id IN ({keys}))")
    });
    let sql =
        format!("SELECT observation_id, concept_id, value_number, value_unit FROM observation_component{narrowed}");
    let mut rows = sqlx::query(&sql).fetch(connection);
    while let Some(row) = rows.try_next().await? {
        let part = ComponentRow { concept: concept(row.try_get(1)?)?, number: row.try_get(2)?, unit: row.try_get(3)? };
        builder.component(row.try_get(0)?, &part);
    }
    Ok(())
}
