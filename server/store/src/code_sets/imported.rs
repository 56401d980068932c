//! ValueSets that were imported: kept as they came, each feeding the code set that it stands for.

use super::{SHIPPED_BY, listed, put, uses};
use crate::actor::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::counts::count;
use crate::db::{Db, Tx};
use crate::document;
use crate::error::{Result, StoreError};
use shared::audit::AuditAction;
use shared::code_sets::mapping::{Known, meant, refed, suggestion};
use shared::code_sets::value_set::Published;
use shared::code_sets::wire::ValueSetRow;
use shared::code_sets::{CodeSet, Coding, add, built_in, slug};
use shared::imports::{Became, ValueSetTaken};
use shared::noun::Noun;
use shared::people::{EditSegments, ViewOutreach};
use shared::time::UtcMillis;
use std::collections::HashMap;

/// A code set that ValueSets feed.
#[derive(Clone, sqlx::FromRow)]
struct Target {
    id: i64,
    key: String,
    name: String,
    description: String,
    source: String,
    built_in: i64,
}

const TARGET: &str =
    "SELECT id, key, name, description, source, CAST(built_in AS BIGINT) AS built_in FROM code_set WHERE key = $1";

/// Takes a ValueSet in, new or again, and says what it became. Without `write` nothing is written: only what would become of it.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn take_in(db: &Db, tx: &mut Tx, now: UtcMillis, set: &Published, write: bool) -> Result<ValueSetTaken> {
    let identity = set.identity();
    let sets: Vec<SetRow> = sqlx::query_as(SETS).fetch_all(&mut **tx).await?;
    let known = known(sets, sqlx::query_as(CODES).fetch_all(&mut **tx).await?);
    let before: Option<(String, i64, String)> = sqlx::query_as(
        "SELECT s.key, CAST(v.beside_shipped AS BIGINT), v.codes FROM value_set v JOIN code_set s ON s.id = v.code_set_id
         WHERE v.identity = $1",
    )
    .bind(&identity)
    .fetch_optional(&mut **tx)
    .await?;
    let meant = meant(set, &known);
    let by_name = meant.is_some();
    let (key, beside) = match (&before, meant) {
        (Some((key, beside, _)), _) => (key.clone(), *beside != 0),
        (None, Some(meant)) => (meant.key, meant.beside),
        (None, None) => (own_key(set), false),
    };
    let there = known.iter().find(|one| one.key == key);
    let same = before.as_ref().is_some_and(|(_, _, codes)| *codes == listed(&set.codes));
    let became = match (&before, there) {
        (Some(_), _) if same => Became::Unchanged,
        (Some(_), _) => Became::Updated,
        (None, None) => Became::OwnSet,
        (None, Some(_)) if beside => Became::Beside,
        (None, Some(_)) => match feeds(tx, &key).await? {
            0 => Became::Replaced,
            _ => Became::Joined,
        },
    };
    let name = there.map_or_else(|| set.name.clone(), |one| one.name.clone());
    if write && !same {
        keep(tx, now, set, &identity, &key, beside).await?;
    }
    let suggestion = if by_name || before.is_some() { None } else { suggestion(set, &known) };
    Ok(ValueSetTaken {
        name: set.name.clone(),
        identity,
        codes: count(set.codes.len()),
        of_unknown_systems: set.of_unknown_systems(),
        without_system: set.without_system,
        became,
        asked_by: uses::names(db, &key).await?,
        key,
        set_name: name,
        suggestion,
    })
}

fn own_key(set: &Published) -> String {
    let named = [slug(&set.name), slug(&set.oid)].into_iter().find(|key| !key.is_empty());
    named.unwrap_or_else(|| "value-set".to_owned()).chars().take(100).collect()
}

/// Keeps the ValueSet under its identity and feeds the code set of that key, which is made where there is none.
async fn keep(tx: &mut Tx, now: UtcMillis, set: &Published, identity: &str, key: &str, beside: bool) -> Result<()> {
    if target(tx, key).await?.is_none() {
        let fresh = CodeSet {
            key: key.to_owned(),
            name: set.name.clone(),
            description: set.description.clone(),
            source: set.url.clone(),
            codes: Vec::new(),
        };
        put(tx, now, "import", &fresh).await?;
    }
    let target = target(tx, key).await?.ok_or(StoreError::NotFound)?;
    let before = fed(tx, &target).await?;
    sqlx::query(
        "INSERT INTO value_set (identity, name, url, version, codes, code_set_id, beside_shipped, imported_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (identity) DO UPDATE SET name = excluded.name, url = excluded.url, version = excluded.version,
            codes = excluded.codes, imported_at = excluded.imported_at",
    )
    .bind(identity)
    .bind(&set.name)
    .bind(&set.url)
    .bind(&set.version)
    .bind(listed(&set.codes))
    .bind(target.id)
    .bind(i64::from(beside))
    .bind(now.0)
    .execute(&mut **tx)
    .await?;
    feed(tx, now, "import", &target, before).await
}

async fn target(tx: &mut Tx, key: &str) -> Result<Option<Target>> {
    Ok(sqlx::query_as(TARGET).bind(key).fetch_optional(&mut **tx).await?)
}

async fn feeds(tx: &mut Tx, key: &str) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM value_set v JOIN code_set s ON s.id = v.code_set_id WHERE s.key = $1";
    Ok(sqlx::query_scalar(sql).bind(key).fetch_one(&mut **tx).await?)
}

/// The codes that ValueSets give a set, with those that ship where they stay beside; `None` when no ValueSet feeds it.
async fn fed(tx: &mut Tx, target: &Target) -> Result<Option<Vec<Coding>>> {
    let rows: Vec<(String, i64, String)> = sqlx::query_as(
        "SELECT identity, CAST(beside_shipped AS BIGINT), codes FROM value_set WHERE code_set_id = $1 ORDER BY id",
    )
    .bind(target.id)
    .fetch_all(&mut **tx)
    .await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let mut codes = Vec::new();
    if rows.iter().any(|(_, beside, _)| *beside != 0) {
        codes.extend(built_in::shipped(&target.key).map(|set| set.codes).unwrap_or_default());
    }
    for (identity, _, text) in &rows {
        codes.extend(codes_of(identity, text)?);
    }
    let mut each = Vec::with_capacity(codes.len());
    add(&mut each, codes);
    Ok(Some(each))
}

fn codes_of(identity: &str, text: &str) -> Result<Vec<Coding>> {
    let codes: Vec<(String, String, String)> = document::read("imported value set", identity, text)?;
    Ok(codes.into_iter().map(|(system, code, display)| Coding { system, code, display }).collect())
}

/// Makes the set what is mapped to it now; `before` is what was. The first ValueSet of a set takes the place of what was there.
async fn feed(tx: &mut Tx, now: UtcMillis, actor: &str, target: &Target, before: Option<Vec<Coding>>) -> Result<()> {
    let current = codes_in(tx, target.id).await?;
    let (after, writer) = match (fed(tx, target).await?, built_in::shipped(&target.key)) {
        (Some(after), _) => (after, actor),
        // Nothing feeds it any more: it is what ships again, and takes newer lists that ship.
        (None, Some(shipped)) => (shipped.codes, SHIPPED_BY),
        (None, None) => return Ok(()),
    };
    let codes = refed(&current, before.as_deref().unwrap_or(&current), &after);
    if listed(&codes) == listed(&current) {
        return Ok(());
    }
    let writer = if listed(&codes) == listed(&after) { writer } else { actor };
    let shipped = built_in::shipped(&target.key).filter(|_| writer == SHIPPED_BY);
    let source = match shipped {
        Some(shipped) => shipped.source,
        None => sources(tx, target).await?,
    };
    let Target { key, name, description, .. } = target.clone();
    put(tx, now, writer, &CodeSet { key, name, description, source, codes }).await
}

/// Where the codes of a set come from: the ValueSets that feed it.
async fn sources(tx: &mut Tx, target: &Target) -> Result<String> {
    let rows: Vec<(String, String, String)> =
        sqlx::query_as("SELECT name, identity, url FROM value_set WHERE code_set_id = $1 ORDER BY id")
            .bind(target.id)
            .fetch_all(&mut **tx)
            .await?;
    let one = |(_, identity, url): &(String, String, String)| if url.is_empty() { identity } else { url }.clone();
    Ok(match rows.as_slice() {
        [] => target.source.clone(),
        [row] => one(row),
        several => {
            let names: Vec<&str> = several.iter().map(|(name, _, _)| name.as_str()).collect();
            format!("{} imported value sets: {}", several.len(), names.join(", ")).chars().take(500).collect()
        }
    })
}

async fn codes_in(tx: &mut Tx, set: i64) -> Result<Vec<Coding>> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT system, code, display FROM code_set_code WHERE code_set_id = $1 AND by_stem = 0 ORDER BY system, code",
    )
    .bind(set)
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|(system, code, display)| Coding { system, code, display }).collect())
}

type SetRow = (i64, String, String, String);
type CodeRow = (i64, String, String);
const SETS: &str = "SELECT id, key, name, source FROM code_set ORDER BY CASE WHEN built_in = 1 THEN 0 ELSE 1 END, id";
const CODES: &str = "SELECT code_set_id, system, code FROM code_set_code WHERE by_stem = 0";

/// Every set with its codes, of their rows.
fn known(sets: Vec<SetRow>, codes: Vec<CodeRow>) -> Vec<Known> {
    let mut by_set: HashMap<i64, Vec<Coding>> = HashMap::new();
    for (set, system, code) in codes {
        by_set.entry(set).or_default().push(Coding { system, code, display: String::new() });
    }
    let known = |(id, key, name, source)| Known { key, name, source, codes: by_set.remove(&id).unwrap_or_default() };
    sets.into_iter().map(known).collect()
}

/// The ValueSets that were imported, those first that no rule asks for.
#[boxed]
pub async fn imported(db: &Db, _permit: &Permit<ViewOutreach>) -> Result<Vec<ValueSetRow>> {
    type Kept = (String, String, String, String, String, i64, i64, String, i64);
    let sets: Vec<SetRow> = sqlx::query_as(SETS).fetch_all(db.read()).await?;
    let known = known(sets, sqlx::query_as(CODES).fetch_all(db.read()).await?);
    let rows: Vec<Kept> = sqlx::query_as(
        "SELECT v.identity, v.name, v.url, v.version, v.codes, CAST(v.beside_shipped AS BIGINT), v.imported_at, s.key,
            CAST(s.built_in AS BIGINT)
         FROM value_set v JOIN code_set s ON s.id = v.code_set_id ORDER BY lower(v.name), v.id",
    )
    .fetch_all(db.read())
    .await?;
    let mut listed = Vec::with_capacity(rows.len());
    for (identity, name, url, version, codes, beside, imported_at, key, built_in) in rows {
        let oid = identity.strip_prefix("urn:oid:").unwrap_or_default().to_owned();
        let called = vec![name.clone()];
        let codes = codes_of(&identity, &codes)?;
        let set = Published { name, called, url, oid, version, description: String::new(), codes, without_system: 0 };
        let others: Vec<Known> = known.iter().filter(|one| one.key != key).cloned().collect();
        let asked_by = uses::names(db, &key).await?;
        let suggestion = if asked_by.is_empty() { suggestion(&set, &others) } else { None };
        listed.push(ValueSetRow {
            identity,
            codes: count(set.codes.len()),
            of_unknown_systems: set.of_unknown_systems(),
            name: set.name,
            version: set.version,
            imported_at: UtcMillis(imported_at),
            set_name: known.iter().find(|one| one.key == key).map(|one| one.name.clone()).unwrap_or_default(),
            key,
            built_in: built_in != 0,
            beside_shipped: beside != 0,
            asked_by,
            suggestion,
        });
    }
    listed.sort_by_key(|row| !row.asked_by.is_empty());
    Ok(listed)
}

/// Makes an imported ValueSet feed the code set of that key; with `beside`, what that set ships with stays in it. The set that it fed
/// loses its codes; one of its own that nothing asks for and nothing feeds goes.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such ValueSet or code set.
#[boxed]
pub async fn map(
    db: &Db,
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    (identity, key, beside): (&str, &str, bool),
) -> Result<()> {
    let old: Option<String> = sqlx::query_scalar(
        "SELECT s.key FROM value_set v JOIN code_set s ON s.id = v.code_set_id WHERE v.identity = $1",
    )
    .bind(identity)
    .fetch_optional(&mut **tx)
    .await?;
    let old = target(tx, &old.ok_or(StoreError::NotFound)?).await?.ok_or(StoreError::NotFound)?;
    let new = target(tx, key).await?.ok_or(StoreError::NotFound)?;
    let actor = permit.actor().name.clone();
    let (before_old, before_new) = (fed(tx, &old).await?, fed(tx, &new).await?);
    sqlx::query("UPDATE value_set SET code_set_id = $1, beside_shipped = $2 WHERE identity = $3")
        .bind(new.id)
        .bind(i64::from(beside && new.built_in != 0))
        .bind(identity)
        .execute(&mut **tx)
        .await?;
    feed(tx, now, &actor, &new, before_new).await?;
    audit(tx, permit, now, AuditAction::Update, &new, &format!("{} takes the codes of {identity}", new.key)).await?;
    if old.id == new.id {
        return Ok(());
    }
    let unused = old.built_in == 0 && feeds(tx, &old.key).await? == 0 && uses::of(db, &old.key).await?.is_empty();
    if unused {
        audit(tx, permit, now, AuditAction::Delete, &old, &old.key).await?;
        sqlx::query("DELETE FROM code_set WHERE id = $1").bind(old.id).execute(&mut **tx).await?;
        return Ok(());
    }
    feed(tx, now, &actor, &old, before_old).await?;
    audit(tx, permit, now, AuditAction::Update, &old, &format!("{} gives up the codes of {identity}", old.key)).await
}

async fn audit(
    tx: &mut Tx,
    permit: &Permit<EditSegments>,
    now: UtcMillis,
    action: AuditAction,
    target: &Target,
    detail: &str,
) -> Result<()> {
    let uid: String =
        sqlx::query_scalar("SELECT uid FROM code_set WHERE id = $1").bind(target.id).fetch_one(&mut **tx).await?;
    let entry = Entry { entity_uid: Some(uid), detail: detail.to_owned(), ..Entry::new(action, Noun::CodeSet) };
    audit::record(tx, permit.actor(), now, entry).await
}
