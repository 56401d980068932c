//! Reading code sets: the list, one of them, and its versions.

use super::{SHIPPED_BY, listed, uses};
use crate::actor::Permit;
use crate::boxed;
use crate::counts::{count, number};
use crate::db::Db;
use crate::document;
use crate::error::Result;
use crate::search::TextSearch;
use shared::code_sets::wire::{CodeSetDetail, CodeSetRow, CodeSetVersion, FedBy, SystemCount};
use shared::code_sets::{CodeSet, CodeSetSort, Coding, built_in, difference};
use shared::paging::{Page, PageQuery};
use shared::people::ViewOutreach;
use shared::segments::care_gaps;
use shared::time::UtcMillis;
use sqlx::FromRow;

/// How many versions are shown.
const SHOWN: usize = 50;

#[derive(FromRow)]
struct Row {
    id: i64,
    key: String,
    name: String,
    description: String,
    source: String,
    version: i64,
    built_in: i64,
    codes: i64,
    updated_at: i64,
}

impl Row {
    /// What ships has no date.
    fn changed_at(&self) -> Option<UtcMillis> {
        (self.updated_at != 0).then_some(UtcMillis(self.updated_at))
    }
}

const COLUMNS: &str =
    "s.id, s.key, s.name, s.description, s.source, s.version, CAST(s.built_in AS BIGINT) AS built_in, s.updated_at,
    (SELECT COUNT(*) FROM code_set_code c WHERE c.code_set_id = s.id AND c.by_stem = 0) AS codes";

/// A page of the list. Sorts by `name`, `codes`, `version` or `updated`; finds by part of the name, the key or the source.
#[boxed]
pub async fn page(db: &Db, _permit: &Permit<ViewOutreach>, query: &PageQuery) -> Result<Page<CodeSetRow>> {
    let search = TextSearch::contains(db.dialect(), &query.search);
    let matches = search.matches("s.name || ' ' || s.key || ' ' || s.source", "$1");
    let total: i64 = sqlx::query_scalar(&format!("SELECT COUNT(*) FROM code_set s WHERE {matches}"))
        .bind(search.pattern())
        .fetch_one(db.read())
        .await?;
    let (by, descending) = query.order::<CodeSetSort>();
    let column = match by {
        CodeSetSort::Name => "lower(s.name)",
        CodeSetSort::Codes => "codes",
        CodeSetSort::Version => "s.version",
        CodeSetSort::Updated => "s.updated_at",
    };
    let direction = if descending { "DESC" } else { "ASC" };
    let rows: Vec<Row> = sqlx::query_as(&format!(
        "SELECT {COLUMNS} FROM code_set s WHERE {matches} ORDER BY {column} {direction}, s.id LIMIT $2 OFFSET $3"
    ))
    .bind(search.pattern())
    .bind(query.limit())
    .bind(query.offset())
    .fetch_all(db.read())
    .await?;
    let live = uses::live(db).await?;
    let rows = rows
        .into_iter()
        .map(|row| CodeSetRow {
            live_segments: live.get(&row.key).copied().unwrap_or_default(),
            changed_at: row.changed_at(),
            key: row.key,
            name: row.name,
            source: row.source,
            version: row.version,
            codes: row.codes.unsigned_abs(),
            built_in: row.built_in != 0,
        })
        .collect();
    Ok(Page { rows, total: total.unsigned_abs() })
}

async fn row(db: &Db, key: &str) -> Result<Row> {
    Ok(sqlx::query_as(&format!("SELECT {COLUMNS} FROM code_set s WHERE s.key = $1"))
        .bind(key)
        .fetch_one(db.read())
        .await?)
}

/// One set with its codes and what asks for it.
///
/// # Errors
/// [`crate::StoreError::NotFound`] when there is no such set.
#[boxed]
pub async fn by_key(db: &Db, permit: &Permit<ViewOutreach>, key: &str) -> Result<CodeSetDetail> {
    let row = row(db, key).await?;
    let changed_at = row.changed_at();
    let set = CodeSet {
        codes: codes(db, permit, key).await?,
        key: row.key,
        name: row.name,
        description: row.description,
        source: row.source,
    };
    let as_shipped = built_in::shipped(key).is_some_and(|shipped| listed(&shipped.codes) == listed(&set.codes));
    Ok(CodeSetDetail {
        words: words(db, row.id).await?,
        as_shipped,
        version: row.version,
        built_in: row.built_in != 0,
        uses: uses::of(db, key).await?,
        care_gaps: care_gaps::asking(key).into_iter().map(str::to_owned).collect(),
        systems: systems(db, row.id).await?,
        changed_at,
        fed_by: fed_by(db, row.id).await?,
        set,
    })
}

async fn systems(db: &Db, set: i64) -> Result<Vec<SystemCount>> {
    let rows: Vec<(String, i64, i64)> = sqlx::query_as(
        "SELECT system, CAST(SUM(1 - by_stem) AS BIGINT), CAST(SUM(by_stem) AS BIGINT) FROM code_set_code
         WHERE code_set_id = $1 GROUP BY system ORDER BY system",
    )
    .bind(set)
    .fetch_all(db.read())
    .await?;
    let count = |(system, codes, by_pattern): (String, i64, i64)| SystemCount {
        system,
        codes: count(codes),
        by_pattern: count(by_pattern),
    };
    Ok(rows.into_iter().map(count).collect())
}

async fn fed_by(db: &Db, set: i64) -> Result<Vec<FedBy>> {
    let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
        "SELECT name, identity, version, imported_at FROM value_set WHERE code_set_id = $1 ORDER BY lower(name), id",
    )
    .bind(set)
    .fetch_all(db.read())
    .await?;
    let fed = |(name, identity, version, at)| FedBy { name, identity, version, imported_at: UtcMillis(at) };
    Ok(rows.into_iter().map(fed).collect())
}

/// The words that the data has for the codes of a set which come without any.
async fn words(db: &Db, set: i64) -> Result<Vec<Coding>> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT s.system, s.code, MIN(CASE WHEN k.display = '' THEN c.text ELSE k.display END) AS display
         FROM code_set_code s
         JOIN concept_coding k ON k.code = s.code AND k.system = s.system
         JOIN concept c ON c.id = k.concept_id
         WHERE s.code_set_id = $1 AND s.by_stem = 0 AND s.display = '' AND (k.display <> '' OR c.text <> '')
         GROUP BY s.system, s.code ORDER BY s.system, s.code",
    )
    .bind(set)
    .fetch_all(db.read())
    .await?;
    Ok(rows.into_iter().map(|(system, code, display)| Coding { system, code, display }).collect())
}

/// The codes of one set as they are now.
///
/// # Errors
/// [`crate::StoreError::NotFound`] when there is no such set.
#[boxed]
pub async fn codes(db: &Db, _permit: &Permit<ViewOutreach>, key: &str) -> Result<Vec<Coding>> {
    let id = row(db, key).await?.id;
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT system, code, display FROM code_set_code WHERE code_set_id = $1 AND by_stem = 0 ORDER BY system, code",
    )
    .bind(id)
    .fetch_all(db.read())
    .await?;
    Ok(rows.into_iter().map(|(system, code, display)| Coding { system, code, display }).collect())
}

/// The codes that a version of it had.
///
/// # Errors
/// [`crate::StoreError::NotFound`]; [`crate::StoreError::Unreadable`] when the version can't be read.
#[boxed]
pub async fn codes_of(db: &Db, _permit: &Permit<ViewOutreach>, key: &str, version: i64) -> Result<Vec<Coding>> {
    let codes: String = sqlx::query_scalar(
        "SELECT v.codes FROM code_set_version v JOIN code_set s ON s.id = v.code_set_id
         WHERE s.key = $1 AND v.version = $2",
    )
    .bind(key)
    .bind(version)
    .fetch_one(db.read())
    .await?;
    unlisted(key, version, &codes)
}

fn unlisted(key: &str, version: i64, codes: &str) -> Result<Vec<Coding>> {
    let codes: Vec<(String, String, String)> =
        document::read("version of a code set", format_args!("{key} {version}"), codes)?;
    Ok(codes.into_iter().map(|(system, code, display)| Coding { system, code, display }).collect())
}

/// The last versions of a set, newest first.
///
/// # Errors
/// [`crate::StoreError::NotFound`]; [`crate::StoreError::Unreadable`] when a version can't be read.
#[boxed]
pub async fn versions(db: &Db, _permit: &Permit<ViewOutreach>, key: &str) -> Result<Vec<CodeSetVersion>> {
    let id = row(db, key).await?.id;
    // One more than is shown: the last one is compared with it.
    let rows: Vec<(i64, i64, String, String)> = sqlx::query_as(
        "SELECT version, at, actor, codes FROM code_set_version WHERE code_set_id = $1 ORDER BY version DESC LIMIT $2",
    )
    .bind(id)
    .bind(number(SHOWN) + 1)
    .fetch_all(db.read())
    .await?;
    let lists = rows.iter().map(|(version, _, _, codes)| unlisted(key, *version, codes)).collect::<Result<Vec<_>>>()?;
    Ok(rows
        .into_iter()
        .enumerate()
        .take(SHOWN)
        .map(|(index, (version, at, actor, _))| {
            let before = lists.get(index + 1).map_or(&[][..], Vec::as_slice);
            let (added, removed) = difference(before, &lists[index]);
            CodeSetVersion {
                version,
                at: (at != 0).then_some(UtcMillis(at)),
                actor: (actor != SHIPPED_BY).then_some(actor),
                codes: count(lists[index].len()),
                added,
                removed,
            }
        })
        .collect())
}
