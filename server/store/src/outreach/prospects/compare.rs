//! Lines held against the people of the register: who could be meant is read once for many lines.

use super::{In, ask};
use crate::boxed;
use crate::error::Result;
use crate::import::born;
use shared::email_address::EmailAddress;
use shared::outreach::prospects::{Described, Found, Likeness, Match, decide};
use shared::patients::{Known, PersonLine, Relationship};
use shared::text::folded;
use sqlx::AnyConnection;
use std::collections::{HashMap, HashSet};

/// What a line was understood as.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    /// Somebody new, under this key.
    New(i64),
    Linked(i64, Found),
    /// Somebody who is on this list already.
    Repeated(i64),
    Review(Vec<(i64, Likeness)>),
    Refused(String),
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name: String,
    birth_date: Option<String>,
    birth_until: Option<String>,
    line: Option<String>,
    postal_code: Option<String>,
    relationship: String,
    closed: i64,
}

/// People who may be meant, by what they could be found by.
#[derive(Debug, Default)]
pub(super) struct Pool {
    people: Vec<(i64, Described)>,
    by_address: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
    /// Patients of ours.
    patients: HashSet<i64>,
    /// Who is written to by nobody: they died, their record is inactive, or they wish no contact.
    pub(super) closed: HashSet<i64>,
    /// Who is on the list.
    pub(super) members: HashSet<i64>,
}

/// What a line says of somebody, in the form in which it is compared.
pub(super) fn described(person: &PersonLine) -> Described {
    let mut described = Described {
        known: Known { name: whole_name(person), birth_date: born_of(person) },
        addresses: addresses(person).collect(),
        ..Described::default()
    };
    described.lives_at(person.line.as_deref(), person.postal_code.as_deref());
    described
}

/// The birth date as far as the line knows it.
pub(super) fn born_of(person: &PersonLine) -> Option<String> {
    person.birth_date.map(|date| date.partial_text(person.birth_until))
}

pub(super) fn addresses(person: &PersonLine) -> impl Iterator<Item = String> {
    let emails = person.emails.iter().map(EmailAddress::as_str);
    emails.chain(person.phones.iter().map(String::as_str)).map(str::to_owned)
}

pub(super) fn whole_name(person: &PersonLine) -> String {
    let (given, family) = (person.given.as_deref().unwrap_or_default(), person.family.as_deref().unwrap_or_default());
    format!("{given} {family}").trim().to_owned()
}

impl Pool {
    /// Everybody with an address, a number or the whole name of one of these lines. `list` is the one they are read for.
    #[boxed]
    pub(super) async fn load(connection: &mut AnyConnection, list: i64, lines: &[&PersonLine]) -> Result<Self> {
        let mut wanted: Vec<String> = lines.iter().flat_map(|person| addresses(person)).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut names: Vec<String> = lines.iter().map(|person| folded(&whole_name(person))).collect();
        names.retain(|name| !name.is_empty());
        names.sort_unstable();
        names.dedup();
        let mut keys: Vec<(i64,)> =
            ask(connection, "SELECT patient_id FROM contact_point WHERE address IN ", In::Texts(wanted), "").await?;
        keys.extend(
            ask::<(i64,)>(connection, "SELECT id FROM patient WHERE name_search IN ", In::Texts(names), "").await?,
        );
        let mut keys: Vec<i64> = keys.into_iter().map(|(key,)| key).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut pool = Self::default();
        let mut contacts: HashMap<i64, Vec<String>> = HashMap::new();
        for (key, address) in ask::<(i64, String)>(
            connection,
            "SELECT patient_id, address FROM contact_point WHERE patient_id IN ",
            In::Keys(keys.clone()),
            "",
        )
        .await?
        {
            contacts.entry(key).or_default().push(address);
        }
        let on_list: Vec<(i64,)> = ask(
            connection,
            "SELECT patient_id FROM prospect_member WHERE patient_id IN ",
            In::Keys(keys.clone()),
            &format!(" AND list_id = {list}"),
        )
        .await?;
        pool.members.extend(on_list.into_iter().map(|(key,)| key));
        let rows: Vec<Row> = ask(
            connection,
            "SELECT id, name_search AS name, birth_date, birth_until, line, postal_code, relationship,
                CAST(CASE WHEN deceased = 1 OR active = 0 OR EXISTS (SELECT 1 FROM contact_wish w
                    WHERE w.patient_id = patient.id AND w.do_not_contact = 1) THEN 1 ELSE 0 END AS BIGINT) AS closed
             FROM patient WHERE id IN ",
            In::Keys(keys),
            " AND id NOT IN (SELECT gone_id FROM patient_merge WHERE status = 'merged') ORDER BY id",
        )
        .await?;
        for row in rows {
            let mut described = Described {
                known: Known { name: row.name, birth_date: born(row.birth_date, row.birth_until) },
                addresses: contacts.remove(&row.id).unwrap_or_default().into_iter().collect(),
                ..Described::default()
            };
            described.lives_at(row.line.as_deref(), row.postal_code.as_deref());
            if row.relationship == Relationship::Patient.code() {
                pool.patients.insert(row.id);
            }
            if row.closed != 0 {
                pool.closed.insert(row.id);
            }
            pool.add(row.id, described);
        }
        Ok(pool)
    }

    fn add(&mut self, key: i64, described: Described) {
        let place = self.people.len();
        for address in &described.addresses {
            self.by_address.entry(address.clone()).or_default().push(place);
        }
        self.by_name.entry(folded(&described.known.name)).or_default().push(place);
        self.people.push((key, described));
    }

    /// Whom a line names, leaving out those of whom somebody said that they are not meant.
    pub(super) fn whom(&self, line: &Described, not: &[i64]) -> Match<i64> {
        let by_address = line.addresses.iter().filter_map(|address| self.by_address.get(address)).flatten();
        let by_name = self.by_name.get(&folded(&line.known.name)).into_iter().flatten();
        let places: std::collections::BTreeSet<usize> = by_address.chain(by_name).copied().collect();
        let people = places.into_iter().filter_map(|place| self.people.get(place));
        decide(line, people.filter(|(key, _)| !not.contains(key)).map(|(key, described)| (*key, described)))
    }

    /// How somebody who is known was found.
    pub(super) fn found(&self, key: i64) -> Found {
        if self.patients.contains(&key) { Found::Patient } else { Found::Known }
    }

    /// Understands the next line; later lines know whom it makes. `fresh` is the key of somebody new.
    pub(super) fn step(&mut self, person: &PersonLine, fresh: impl FnOnce() -> Option<i64>) -> Step {
        let line = described(person);
        match self.whom(&line, &[]) {
            Match::One(key) if !self.members.insert(key) => Step::Repeated(key),
            Match::One(key) => Step::Linked(key, self.found(key)),
            Match::Unsure(people) => Step::Review(people),
            Match::Nobody => match cannot_be_made(person) {
                Some(why) => Step::Refused(why.to_owned()),
                None => {
                    let Some(key) = fresh() else { return Step::Refused("There is no room for this line.".into()) };
                    self.members.insert(key);
                    self.add(key, line);
                    Step::New(key)
                }
            },
        }
    }
}

/// Why nobody new can be made of a line.
fn cannot_be_made(person: &PersonLine) -> Option<&'static str> {
    let named = person.family.as_deref().is_some_and(|family| !family.is_empty());
    let lives = person.line.is_some() && (person.postal_code.is_some() || person.city.is_some());
    if !named {
        Some("There is no name.")
    } else if person.emails.is_empty() && person.phones.is_empty() && !lives {
        Some(
            "There is no phone number, e-mail address or street with postcode or city: nobody could reach this person.",
        )
    } else {
        None
    }
}
