//! People from tables: found again or made, told apart by identifier or by address and name.

use crate::boxed;
use crate::changes::{self, Change};
use crate::db::Tx;
use crate::error::Result;
use crate::import::Outcome;
use shared::change::{ChangeKind, Changed};
use shared::patients::{PersonLine, Relationship};
use shared::records::RecordKind;
use shared::time::UtcMillis;
use uuid::Uuid;

/// Writes one line; `Err` inside says why it can't be. Of patients who came from a clinical source only tags, attributes and
/// the preferred channel are touched; people who came from a table take on what the line says. With `dry_run` nothing is
/// written.
#[boxed]
pub async fn apply(
    tx: &mut Tx,
    now: UtcMillis,
    person: &PersonLine,
    otherwise: Relationship,
    dry_run: bool,
) -> Result<Result<Outcome, String>> {
    let key = match find(tx, person).await? {
        Found::One(key) => key,
        Found::Several => {
            return Ok(
                Err("Several people have this identifier, or this name and address: nobody was changed.".into()),
            );
        }
        Found::Nobody if person.family.is_none() => {
            return Ok(Err("Nobody has this identifier, and there is no name to make somebody new.".into()));
        }
        Found::Nobody if person.identifier.is_none() && person.email.is_none() && person.phone.is_none() => {
            let why = "There is nothing to find this person again by: give an identifier, an e-mail address or a phone number.";
            return Ok(Err(why.into()));
        }
        Found::Nobody if dry_run => return Ok(Ok(Outcome::New)),
        Found::Nobody => {
            let key = make(tx, now, person, otherwise).await?;
            add(tx, key, person, false).await?;
            push_change(tx, now, key, ChangeKind::Created).await?;
            return Ok(Ok(Outcome::New));
        }
    };
    let changed = update(tx, now, key, person, dry_run).await? | add(tx, key, person, dry_run).await?;
    if changed && !dry_run {
        push_change(tx, now, key, ChangeKind::Updated).await?;
    }
    Ok(Ok(if changed { Outcome::Changed } else { Outcome::Unchanged }))
}

async fn push_change(tx: &mut Tx, now: UtcMillis, key: i64, change: ChangeKind) -> Result<()> {
    changes::push(tx, now, &[Change { patient: key, changed: Changed::Kind(RecordKind::Patient), record: key, change }])
        .await
}

enum Found {
    Nobody,
    One(i64),
    Several,
}

impl Found {
    fn of(mut keys: Vec<i64>) -> Self {
        keys.sort_unstable();
        keys.dedup();
        match keys.as_slice() {
            [] => Self::Nobody,
            [only] => Self::One(*only),
            _ => Self::Several,
        }
    }
}

fn search_name(person: &PersonLine) -> String {
    let (given, family) = (person.given.as_deref().unwrap_or_default(), person.family.as_deref().unwrap_or_default());
    format!("{given} {family}").trim().to_lowercase()
}

/// By identifier; where that is silent by e-mail address or phone number together with the name, as families share those.
async fn find(tx: &mut Tx, person: &PersonLine) -> Result<Found> {
    if let Some(identifier) = &person.identifier {
        let keys = sqlx::query_scalar(
            "SELECT patient_id FROM patient_identifier WHERE value = $1 UNION SELECT id FROM patient WHERE uid = $1",
        )
        .bind(identifier)
        .fetch_all(&mut **tx)
        .await?;
        match Found::of(keys) {
            Found::Nobody => {}
            found @ (Found::One(_) | Found::Several) => return Ok(found),
        }
    }
    let mut keys: Vec<i64> = Vec::new();
    for address in [&person.email, &person.phone].into_iter().flatten() {
        let found: Vec<i64> = sqlx::query_scalar(
            "SELECT k.patient_id FROM contact_point k JOIN patient p ON p.id = k.patient_id
             WHERE k.address = $1 AND p.name_search = $2",
        )
        .bind(address)
        .bind(search_name(person))
        .fetch_all(&mut **tx)
        .await?;
        keys.extend(found);
    }
    Ok(Found::of(keys))
}

async fn make(tx: &mut Tx, now: UtcMillis, person: &PersonLine, otherwise: Relationship) -> Result<i64> {
    let key: i64 = sqlx::query_scalar(
        "INSERT INTO patient (uid, given, family, name_search, relationship, created_at, updated_at)
         VALUES ($1, '', '', '', $2, $3, $4) RETURNING id",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(person.relationship.unwrap_or(otherwise).code())
    .bind(now.0)
    .bind(now.0)
    .fetch_one(&mut **tx)
    .await?;
    if let Some(identifier) = &person.identifier {
        sqlx::query("INSERT INTO patient_identifier (patient_id, kind, system, value) VALUES ($1, '', '', $2)")
            .bind(key)
            .bind(identifier)
            .execute(&mut **tx)
            .await?;
    }
    update(tx, now, key, person, false).await?;
    Ok(key)
}

#[derive(sqlx::FromRow, PartialEq, Clone)]
struct Row {
    given: String,
    family: String,
    birth_date: Option<String>,
    gender: Option<String>,
    language: Option<String>,
    line: Option<String>,
    city: Option<String>,
    state: Option<String>,
    postal_code: Option<String>,
    country: Option<String>,
    relationship: String,
    preferred_channel: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

/// What the line says in the place of what was known; whether that is anything new.
async fn update(tx: &mut Tx, now: UtcMillis, key: i64, person: &PersonLine, dry_run: bool) -> Result<bool> {
    let source: Option<String> =
        sqlx::query_scalar("SELECT source_id FROM patient WHERE id = $1").bind(key).fetch_one(&mut **tx).await?;
    let known: Row = sqlx::query_as(
        "SELECT given, family, birth_date, gender, language, line, city, state, postal_code, country, relationship,
            preferred_channel, latitude, longitude FROM patient WHERE id = $1",
    )
    .bind(key)
    .fetch_one(&mut **tx)
    .await?;
    let mut row = known.clone();
    row.preferred_channel = person.prefers.map(|system| system.code().to_owned()).or(row.preferred_channel);
    if source.is_none() {
        let said = |cell: &Option<String>, known: Option<String>| cell.clone().or(known);
        row.given = person.given.clone().unwrap_or(row.given);
        row.family = person.family.clone().unwrap_or(row.family);
        row.birth_date = person.birth_date.map(|date| date.to_string()).or(row.birth_date);
        row.gender = person.gender.map(|gender| gender.code().to_owned()).or(row.gender);
        row.language = said(&person.language, row.language);
        row.line = said(&person.line, row.line);
        row.city = said(&person.city, row.city);
        row.state = said(&person.state, row.state);
        row.postal_code = said(&person.postal_code, row.postal_code);
        row.country = said(&person.country, row.country);
        row.relationship = person.relationship.map_or(row.relationship, |one| one.code().to_owned());
        row.latitude = person.latitude.or(row.latitude);
        row.longitude = person.longitude.or(row.longitude);
    }
    let changed = row != known;
    if !changed || dry_run {
        return Ok(changed);
    }
    sqlx::query(
        "UPDATE patient SET given = $1, family = $2, name_search = $3, birth_date = $4, gender = $5, language = $6,
            line = $7, city = $8, state = $9, postal_code = $10, country = $11, relationship = $12,
            preferred_channel = $13, updated_at = $14 WHERE id = $15",
    )
    .bind(&row.given)
    .bind(&row.family)
    .bind(format!("{} {}", row.given, row.family).trim().to_lowercase())
    .bind(&row.birth_date)
    .bind(&row.gender)
    .bind(&row.language)
    .bind(&row.line)
    .bind(&row.city)
    .bind(&row.state)
    .bind(&row.postal_code)
    .bind(&row.country)
    .bind(&row.relationship)
    .bind(&row.preferred_channel)
    .bind(now.0)
    .bind(key)
    .execute(&mut **tx)
    .await?;
    if let Some((latitude, longitude)) = row.latitude.zip(row.longitude) {
        sqlx::query("UPDATE patient SET latitude = $1, longitude = $2 WHERE id = $3")
            .bind(latitude)
            .bind(longitude)
            .bind(key)
            .execute(&mut **tx)
            .await?;
    }
    Ok(true)
}

/// Contact points of people who came from a table, tags and attributes; whether any of them is new.
async fn add(tx: &mut Tx, key: i64, person: &PersonLine, dry_run: bool) -> Result<bool> {
    let mut changed = false;
    let own: Option<i64> = sqlx::query_scalar("SELECT id FROM patient WHERE id = $1 AND source_id IS NULL")
        .bind(key)
        .fetch_optional(&mut **tx)
        .await?;
    let contacts = [("email", &person.email), ("phone", &person.phone)].into_iter().filter(|_| own.is_some());
    for (system, address) in contacts.filter_map(|(system, address)| Some((system, address.as_deref()?))) {
        // A mobile number may be known for text messages already.
        let known: Option<i64> =
            sqlx::query_scalar("SELECT id FROM contact_point WHERE patient_id = $1 AND address = $2")
                .bind(key)
                .bind(address)
                .fetch_optional(&mut **tx)
                .await?;
        if known.is_some() {
            continue;
        }
        changed = true;
        if !dry_run {
            sqlx::query("INSERT INTO contact_point (patient_id, system, address, rank) VALUES ($1, $2, $3, 1)")
                .bind(key)
                .bind(system)
                .bind(address)
                .execute(&mut **tx)
                .await?;
        }
    }
    for tag in &person.tags {
        changed |= super::told::add_tag(tx, key, tag, dry_run).await?;
    }
    for (name, value) in &person.attributes {
        changed |= super::told::put_attribute(tx, key, name, value, dry_run).await?;
    }
    Ok(changed)
}
