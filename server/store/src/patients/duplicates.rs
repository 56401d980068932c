//! Records that are likely of one person: found by name and birth date, by addresses and by numbers, and weighed in `shared`.

use super::{id_of, merge};
use crate::actor::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::db::Db;
use crate::error::Result;
use crate::import::born;
use shared::audit::AuditAction;
use shared::noun::Noun;
use shared::patients::{Described, Duplicates, LikelyPair, PairSide, reasons};
use shared::people::ViewPatients;
use shared::phi::Phi;
use shared::time::UtcMillis;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Pairs that are shown at once.
const SHOWN: usize = 50;
/// Groups of like records that are looked at, of each kind.
const GROUPS: i64 = 2_000;
/// More people on one address than a family has say nothing.
const FAMILY: usize = 6;

/// Each group of records that have something in common, as (what they share, key).
const BY_NAME: &str = "SELECT p.name_search || '/' || p.birth_date, p.id FROM patient p JOIN (
        SELECT name_search, birth_date FROM patient WHERE active = 1 AND birth_date IS NOT NULL
        GROUP BY name_search, birth_date HAVING COUNT(*) > 1 LIMIT $1) g
    ON g.name_search = p.name_search AND g.birth_date = p.birth_date WHERE p.active = 1";
const BY_ADDRESS: &str = "SELECT k.address, k.patient_id FROM contact_point k JOIN (
        SELECT address FROM contact_point GROUP BY address HAVING COUNT(DISTINCT patient_id) > 1 LIMIT $1) g
    ON g.address = k.address JOIN patient p ON p.id = k.patient_id WHERE p.active = 1";
const BY_NUMBER: &str = "SELECT i.value, i.patient_id FROM patient_identifier i JOIN (
        SELECT value FROM patient_identifier GROUP BY value HAVING COUNT(DISTINCT patient_id) > 1 LIMIT $1) g
    ON g.value = i.value JOIN patient p ON p.id = i.patient_id WHERE p.active = 1";

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    uid: String,
    given: String,
    family: String,
    birth_date: Option<String>,
    birth_until: Option<String>,
    gender: Option<String>,
    place: String,
    created_at: i64,
}

/// The likely pairs, the weightiest first, and what was merged last. Everybody shown is written down.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn duplicates(db: &Db, permit: &Permit<ViewPatients>, now: UtcMillis) -> Result<Duplicates> {
    let mut pairs: BTreeSet<(i64, i64)> = BTreeSet::new();
    let names: Vec<(String, i64)> = sqlx::query_as(BY_NAME).bind(GROUPS).fetch_all(db.read()).await?;
    let addresses = sqlx::query_as(BY_ADDRESS).bind(GROUPS).fetch_all(db.read()).await?;
    let numbers = sqlx::query_as(BY_NUMBER).bind(GROUPS).fetch_all(db.read()).await?;
    for rows in [names, addresses, numbers] {
        let mut groups: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
        for (shared, key) in rows {
            groups.entry(shared).or_default().insert(key);
        }
        for group in groups.values().filter(|group| group.len() <= FAMILY) {
            for one in group {
                pairs.extend(group.range((*one + 1)..).map(|other| (*one, *other)));
            }
        }
    }
    let apart: Vec<(i64, i64)> = sqlx::query_as("SELECT kept_id, gone_id FROM patient_merge WHERE status <> 'merged'")
        .fetch_all(db.read())
        .await?;
    for (one, other) in apart {
        pairs.remove(&(one.min(other), one.max(other)));
    }
    let keys: BTreeSet<i64> = pairs.iter().flat_map(|(one, other)| [*one, *other]).collect();
    let people = described(db, &keys).await?;
    let weigh = |(one, other): (i64, i64)| {
        let (mine, theirs) = (people.get(&one)?, people.get(&other)?);
        let reasons = reasons(&mine.1, &theirs.1);
        (!reasons.is_empty()).then_some((reasons, one, other))
    };
    let mut likely: Vec<_> = pairs.into_iter().filter_map(weigh).collect();
    likely.sort_by_key(|(reasons, one, other)| (std::cmp::Reverse(reasons.len()), *one, *other));
    likely.truncate(SHOWN);
    let (merged, mut shown) = merge::merged(db, permit).await?;
    let mut listed = Vec::with_capacity(likely.len());
    for (reasons, one, other) in likely {
        let (Some(mine), Some(theirs)) = (people.get(&one), people.get(&other)) else { continue };
        shown.extend([one, other]);
        listed.push(LikelyPair { one: side(db, mine).await?, other: side(db, theirs).await?, reasons });
    }
    let entry =
        Entry { patients: &shown, detail: "likely duplicates".into(), ..Entry::new(AuditAction::List, Noun::Patient) };
    audit::record_read(db, permit.actor(), now, entry).await?;
    Ok(Duplicates { pairs: listed, merged })
}

type Person = (Row, Described);

async fn described(db: &Db, keys: &BTreeSet<i64>) -> Result<HashMap<i64, Person>> {
    let mut people: HashMap<i64, Person> = HashMap::new();
    for key in keys {
        let row: Row = sqlx::query_as(
            "SELECT id, uid, given, family, birth_date, birth_until, gender,
                COALESCE(line || ', ', '') || COALESCE(city || ', ', '') || COALESCE(state, '') AS place, created_at
             FROM patient WHERE id = $1",
        )
        .bind(key)
        .fetch_one(db.read())
        .await?;
        let described = Described {
            given: row.given.clone(),
            family: row.family.clone(),
            birth_date: born(row.birth_date.clone(), row.birth_until.clone()),
            addresses: sqlx::query_scalar("SELECT address FROM contact_point WHERE patient_id = $1 ORDER BY rank, id")
                .bind(key)
                .fetch_all(db.read())
                .await?,
            numbers: sqlx::query_as("SELECT system, value FROM patient_identifier WHERE patient_id = $1 ORDER BY id")
                .bind(key)
                .fetch_all(db.read())
                .await?,
        };
        people.insert(*key, (row, described));
    }
    Ok(people)
}

/// What is compared, a line each.
async fn side(db: &Db, (row, described): &Person) -> Result<PairSide> {
    let visits: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM encounter WHERE patient_id = $1")
        .bind(row.id)
        .fetch_one(db.read())
        .await?;
    let sent: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM outbox WHERE patient_id = $1")
        .bind(row.id)
        .fetch_one(db.read())
        .await?;
    let numbers: Vec<&str> = described.numbers.iter().map(|(_, value)| value.as_str()).collect();
    let line = |label: &str, value: String| (label.to_owned(), value);
    let lines = vec![
        line("Name", format!("{} {}", row.given, row.family).trim().to_owned()),
        line("Born", described.birth_date.clone().unwrap_or_default()),
        line("Gender", row.gender.clone().unwrap_or_default()),
        line("Reached at", described.addresses.join(", ")),
        line("Numbers", numbers.join(", ")),
        line("Lives in", row.place.clone()),
        line("Visits", visits.to_string()),
        line("Messages", sent.to_string()),
        line("Here since", UtcMillis(row.created_at).date_utc().long()),
    ];
    Ok(PairSide { id: id_of(&row.uid)?, lines: Phi::new(lines) })
}
