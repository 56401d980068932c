//! People from tables: found again or made, told apart by identifier or by address and name.

use crate::boxed;
use crate::changes::{self, Change};
use crate::db::Tx;
use crate::error::Result;
use crate::import::{Outcome, born};
use shared::change::{ChangeKind, Changed};
use shared::email_address::EmailAddress;
use shared::patients::{Known, PersonLine, Relationship, contradict};
use shared::records::RecordKind;
use shared::text::folded;
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
        Found::Another => {
            return Ok(Err(
                "This identifier belongs to somebody of another name or birth date: nobody was changed. If it is the same person, \
                 put name and birth date right; if not, the identifier."
                    .into(),
            ));
        }
        Found::Nobody if person.family.is_none() => {
            return Ok(Err("Nobody has this identifier, and there is no name to make somebody new.".into()));
        }
        Found::Nobody if person.identifier.is_none() && person.emails.is_empty() && person.phones.is_empty() => {
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
    let changed = if dry_run {
        update(tx, now, key, person, true).await? | add(tx, key, person, true).await?
    } else {
        take_on(tx, now, key, person).await?
    };
    Ok(Ok(if changed { Outcome::Changed } else { Outcome::Unchanged }))
}

/// Somebody who came from a table takes on what another line says of them; whether that is anything new.
pub(crate) async fn take_on(tx: &mut Tx, now: UtcMillis, key: i64, person: &PersonLine) -> Result<bool> {
    let changed = update(tx, now, key, person, false).await? | add(tx, key, person, false).await?;
    if changed {
        push_change(tx, now, key, ChangeKind::Updated).await?;
    }
    Ok(changed)
}

async fn push_change(tx: &mut Tx, now: UtcMillis, key: i64, change: ChangeKind) -> Result<()> {
    changes::push(tx, now, &[Change { patient: key, changed: Changed::Kind(RecordKind::Patient), record: key, change }])
        .await
}

enum Found {
    Nobody,
    One(i64),
    Several,
    /// The identifier is somebody's whom name and birth date contradict.
    Another,
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

fn whole_name(person: &PersonLine) -> String {
    let (given, family) = (person.given.as_deref().unwrap_or_default(), person.family.as_deref().unwrap_or_default());
    format!("{given} {family}")
}

fn known(person: &PersonLine) -> Known {
    Known { name: whole_name(person), birth_date: person.birth_date.map(|date| date.partial_text(person.birth_until)) }
}

#[derive(sqlx::FromRow)]
struct Candidate {
    id: i64,
    name: String,
    birth_date: Option<String>,
    birth_until: Option<String>,
}

impl Candidate {
    fn born(&self) -> Option<String> {
        born(self.birth_date.clone(), self.birth_until.clone())
    }

    fn contradicts(&self, line: &Known) -> bool {
        contradict(line, &Known { name: self.name.clone(), birth_date: self.born() })
    }
}

/// By identifier; where that is silent by e-mail address or phone number together with the name, as families share those. A
/// number that we gave ourselves is compared with such numbers only; a number of another system is believed only where name
/// and birth date do not speak against it.
async fn find(tx: &mut Tx, person: &PersonLine) -> Result<Found> {
    let line = known(person);
    if let Some(identifier) = &person.identifier {
        let own: Vec<i64> =
            sqlx::query_scalar("SELECT id FROM patient WHERE uid = $1").bind(identifier).fetch_all(&mut **tx).await?;
        if let [only] = own[..] {
            return Ok(Found::One(only));
        }
        let candidates: Vec<Candidate> = sqlx::query_as(
            "SELECT DISTINCT p.id, p.given || ' ' || p.family AS name, p.birth_date, p.birth_until FROM patient_identifier i
             JOIN patient p ON p.id = i.patient_id WHERE i.value = $1 AND (i.system = '' OR $2 = 0)",
        )
        .bind(identifier)
        .bind(i64::from(person.of_our_own))
        .fetch_all(&mut **tx)
        .await?;
        let agreeing = candidates.iter().filter(|candidate| !candidate.contradicts(&line));
        match (Found::of(agreeing.map(|candidate| candidate.id).collect()), candidates.is_empty()) {
            (Found::Nobody, true) => {}
            (Found::Nobody, false) => return Ok(Found::Another),
            (found, _) => return Ok(found),
        }
    }
    let mut keys: Vec<i64> = Vec::new();
    let emails = person.emails.iter().map(EmailAddress::as_str);
    for address in emails.chain(person.phones.iter().map(String::as_str)) {
        let found: Vec<Candidate> = sqlx::query_as(
            "SELECT p.id, p.given || ' ' || p.family AS name, p.birth_date, p.birth_until FROM contact_point k
             JOIN patient p ON p.id = k.patient_id WHERE k.address = $1 AND p.name_search = $2",
        )
        .bind(address)
        .bind(folded(&whole_name(person)))
        .fetch_all(&mut **tx)
        .await?;
        // Father and son may share name and address.
        let differ = |candidate: &Candidate| {
            let (mine, theirs) = (line.birth_date.as_deref(), candidate.born());
            mine.zip(theirs.as_deref())
                .is_some_and(|(mine, theirs)| !mine.starts_with(theirs) && !theirs.starts_with(mine))
        };
        keys.extend(found.iter().filter(|candidate| !differ(candidate)).map(|candidate| candidate.id));
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
    birth_until: Option<String>,
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
        "SELECT given, family, birth_date, birth_until, gender, language, line, city, state, postal_code, country, relationship,
            preferred_channel, latitude, longitude FROM patient WHERE id = $1",
    )
    .bind(key)
    .fetch_one(&mut **tx)
    .await?;
    let mut row = known.clone();
    row.preferred_channel = person.prefers.map(|system| system.code().to_owned()).or(row.preferred_channel);
    if source.is_none() {
        let said = |cell: &Option<String>, known: Option<String>| cell.clone().or(known);
        // A whole name that says what is known already leaves it parted as it is.
        if folded(&whole_name(person)) != folded(&format!("{} {}", row.given, row.family)) {
            row.given = person.given.clone().unwrap_or(row.given);
            row.family = person.family.clone().unwrap_or(row.family);
        }
        if let Some(date) = person.birth_date {
            row.birth_date = Some(date.to_string());
            row.birth_until = person.birth_until.map(|last| last.to_string());
        }
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
            preferred_channel = $13, updated_at = $14, birth_until = $16 WHERE id = $15",
    )
    .bind(&row.given)
    .bind(&row.family)
    .bind(folded(&format!("{} {}", row.given, row.family)))
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
    .bind(&row.birth_until)
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
    let emails = person.emails.iter().map(|address| ("email", address.as_str()));
    let phones = person.phones.iter().map(|number| ("phone", number.as_str()));
    for (system, address) in emails.chain(phones).filter(|_| own.is_some()) {
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
            sqlx::query(
                "INSERT INTO contact_point (patient_id, system, address, rank) SELECT $1, $2, $3,
                 1 + COUNT(*) FROM contact_point WHERE patient_id = $1 AND system = $2",
            )
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
